"""Keeps the record of editions in step with pages, whatever way these are written."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page
from wagtail.signals import pre_page_move

from integra_cms.blocks.upgrades import current_version
from integra_cms.pages.base import BaseToolkitPage
from integra_cms.pages.editions import Edition, Origin
from integra_cms.pages.lineage import lineage_of
from integra_cms.pages.orphans import refuse_deletion
from integra_cms.pages.placing import refuse_below
from integra_cms.pages.sources import elect_sources

IDENTITY = frozenset({"translation_key", "locale", "locale_id"})


def connect() -> None:
    """Wires the handlers; called once when the app is ready."""
    post_save.connect(keep_edition, dispatch_uid="integra_pages.keep_edition")
    post_delete.connect(replace_source, sender=Edition, dispatch_uid="integra_pages.replace_source")
    pre_delete.connect(keep_orphan, sender=Page, dispatch_uid="integra_pages.keep_orphan")
    pre_page_move.connect(refuse_foreign_tree, dispatch_uid="integra_pages.refuse_foreign_tree")


def is_toolkit_page(instance: Any) -> bool:
    """Whether it is a page of the toolkit, also when it was read as a bare page."""
    return isinstance(instance, Page) and issubclass(instance.specific_class, BaseToolkitPage)


def keep_edition(sender: type[Any], instance: Any, created: bool, raw: bool, **kwargs: Any) -> None:
    """Every page of the toolkit has a record, which says its resource and its locale.

    Raw rows, as ``loaddata`` writes them, come with their records.
    """
    update_fields = kwargs.get("update_fields")
    if raw or not is_toolkit_page(instance):
        return
    if created:
        _open_edition(instance)
    elif update_fields is None or IDENTITY & set(update_fields):
        _follow_page(instance)


def replace_source(sender: type[Edition], instance: Edition, **kwargs: Any) -> None:
    """Where a source edition is gone, another edition becomes the source."""
    if instance.is_source:
        elect_sources([instance.resource])


def keep_orphan(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page whose model is gone is not deleted while its plugin's table refers to it."""
    refuse_deletion([instance])


def refuse_foreign_tree(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """A page stays among those of its language."""
    if is_toolkit_page(instance):
        refuse_below(instance, parent_page_after)


def _open_edition(page: Page) -> None:
    """The record of a new page. A copy says what it is a copy of; a translation does not."""
    edition = Edition(page_id=page.pk, content_version=current_version())
    if original := getattr(page, "copied_from", None):
        stored = Edition.objects.filter(page_id=original.pk).values_list("content_version")
        edition.content_version = next((version for (version,) in stored), current_version())
        if original.translation_key != page.translation_key:
            edition.lineage = lineage_of(original)
        page.copied_from = None
    _join_resource(edition, page)


def _join_resource(edition: Edition, page: Page) -> None:
    """The first edition of a resource is its source, further ones are drafts."""
    edition.resource, edition.locale_id = page.translation_key, page.locale_id
    edition.is_source, edition.origin = False, Origin.DRAFT
    if Edition.objects.of_resources([edition.resource]).exists():
        edition.save(force_insert=True)
        return
    try:
        with transaction.atomic():
            edition.is_source, edition.origin = True, Origin.SOURCE
            edition.save(force_insert=True)
    except IntegrityError:
        # Somebody else has stored the first edition of the same resource at this moment.
        edition.is_source, edition.origin = False, Origin.DRAFT
        edition.save(force_insert=True)


def _follow_page(page: Page) -> None:
    """A page that got another resource or locale takes its record along."""
    edition = Edition.objects.filter(page_id=page.pk).first()
    if edition is None:
        _open_edition(page)
    elif str(edition.resource) != str(page.translation_key):
        edition.delete()
        edition.forget_segments()
        _join_resource(edition, page)
    elif edition.locale_id != page.locale_id:
        edition.locale_id = page.locale_id
        edition.save(update_fields=["locale"])
