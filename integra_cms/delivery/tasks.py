"""What delivery does in the worker, declared as any plugin declares its own."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integra_cms.delivery.built_with import is_outdated
from integra_cms.delivery.draining import CHUNK, drain, retry_stuck
from integra_cms.delivery.media.renditions import make_pending
from integra_cms.delivery.models import PreviewGrant
from integra_cms.delivery.purging import send_purges
from integra_cms.delivery.rebuilding import rebuild
from integra_cms.delivery.webhooks.outbox import forget_old_messages
from integra_cms.delivery.webhooks.sending import send_due
from integra_cms.plugins import Task

RENDITIONS = 3
"""Pictures in one run: encoding takes seconds, and other tasks wait meanwhile."""

MESSAGES = 50
"""Webhook messages in one run."""


def publish_scheduled() -> None:
    """Wagtail's schedules: what is due goes live or expires."""
    call_command("publish_scheduled", verbosity=0)


def work_off_marks() -> bool:
    """A part of what is waiting; everything, where the catalogue is of another make."""
    if is_outdated():
        rebuild()
        return False
    return drain(limit=CHUNK).waiting


def retry() -> None:
    """What could not be rendered: perhaps it can be by now."""
    retry_stuck()


def make_renditions() -> bool:
    """Some of the missing renditions."""
    return make_pending(RENDITIONS) >= RENDITIONS


def send_webhooks() -> bool:
    """The messages that are due."""
    sent = send_due(MESSAGES)
    return sent.delivered + sent.retried + sent.dead >= MESSAGES


def purge_caches() -> None:
    """What caches before us are to forget."""
    send_purges()


def forget_old() -> None:
    """Messages that are over and links to drafts that lead nowhere."""
    now = timezone.now()
    forget_old_messages(now)
    PreviewGrant.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()


SCHEDULE = Task("publish_scheduled", _("Publish and expire what is due"), 30, publish_scheduled)
DRAIN = Task("work_off_marks", _("Bring the catalogue up to date"), 1, work_off_marks)
RETRY = Task("retry_stuck", _("Try again what could not be rendered"), 3600, retry)
RENDER = Task("make_renditions", _("Make pictures in all sizes"), 2, make_renditions)
SEND = Task("send_webhooks", _("Send webhook messages"), 2, send_webhooks)
PURGE = Task("purge_caches", _("Tell caches what to forget"), 2, purge_caches)
FORGET = Task("forget_old", _("Forget old messages and preview links"), 3600, forget_old)
