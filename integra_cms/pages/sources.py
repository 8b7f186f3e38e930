"""Which edition of a resource is its source: there is exactly one, and changing it is an action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from integra_cms.languages.locales import locale_codes
from integra_cms.pages.editions import Edition, Origin
from integra_cms.pages.exceptions import EditionMissing
from integra_cms.pages.signals import source_changed

if TYPE_CHECKING:
    from uuid import UUID

    from wagtail.models import Locale

LOG_ACTION = "integra.source.change"


@transaction.atomic
def change_source(
    resources: Iterable[UUID], locale: Locale, *, user: Any = None, log_changes: bool = True
) -> list[Edition]:
    """Makes the editions in one locale the sources of their resources, all or none.

    The former sources become translations made by people. What translations were confirmed
    against is no longer there, so they count as outdated until they are compared anew.

    Args:
        resources: The resources to change.
        locale: The locale of the editions that become sources.
        user: On whose behalf; they need to be able to edit both editions. None: the system.
        log_changes: Whether to write each change to the log of its page.

    Returns:
        The new sources; resources whose source is in this locale already are left out.

    Raises:
        EditionMissing: A resource has no edition in the locale.
        PermissionDenied: The user may not edit one of the editions.
    """
    editions = _by_resource(resources)
    changes = []
    for resource, group in editions.items():
        new = next((edition for edition in group if edition.locale_id == locale.pk), None)
        if new is None:
            raise EditionMissing(
                _("The resource %(resource)s has no edition in “%(locale)s”. Translate it first.")
                % {"resource": resource, "locale": locale.language_code}
            )
        if not new.is_source:
            changes.append((new, group))
    if user is not None:
        _require_rights(changes, user)
    for new, group in changes:
        _make_source(new, group)
    if log_changes:
        for new, _group in changes:
            log(
                instance=new.page.specific_deferred,
                action=LOG_ACTION,
                user=user,
                data={"locale": locale.language_code},
            )
    _tell(changes)
    return [new for new, _group in changes]


@transaction.atomic
def elect_sources(resources: Iterable[UUID]) -> None:
    """Gives a source to every resource that has editions but no source.

    Preferred is a translation that a person reviewed, then the order of the site's locales.
    """
    changes = [
        (min(group, key=_preference), group)
        for group in _by_resource(resources).values()
        if group and not any(edition.is_source for edition in group)
    ]
    for new, group in changes:
        _make_source(new, group)
    _tell(changes)


def _by_resource(resources: Iterable[UUID]) -> dict[UUID, list[Edition]]:
    """All editions of the resources, locked in the order of their keys."""
    wanted = list(dict.fromkeys(resources))
    groups: dict[UUID, list[Edition]] = {resource: [] for resource in wanted}
    locked = Edition.objects.of_resources(wanted).select_for_update(of=("self",))
    for edition in locked.select_related("page", "locale").order_by("pk"):
        groups[edition.resource].append(edition)
    return groups


def _preference(edition: Edition) -> tuple[bool, int, int]:
    codes = locale_codes()
    code = edition.locale.language_code
    reviewed = edition.origin == Origin.HUMAN and edition.reviewed_at is not None
    return not reviewed, codes.index(code) if code in codes else len(codes), edition.pk


def _make_source(new: Edition, group: Sequence[Edition]) -> None:
    """The former source is written first: the database knows no moment with two of them."""
    for edition in group:
        if edition.is_source:
            edition.is_source, edition.origin = False, Origin.HUMAN
            edition.forget_segments()
            edition.save()
        elif edition is not new:
            edition.outdate_segments()
            edition.save(update_fields=["segments", "segments_outdated"])
    new.is_source, new.origin = True, Origin.SOURCE
    new.forget_segments()
    new.save()


def _require_rights(changes: Sequence[tuple[Edition, Sequence[Edition]]], user: Any) -> None:
    for new, group in changes:
        for edition in group:
            concerned = edition is new or edition.is_source
            if concerned and not edition.page.permissions_for_user(user).can_edit():
                raise PermissionDenied(
                    _("You may not edit “%(title)s”, so you cannot change its source edition.")
                    % {"title": edition.page.title}
                )


def _tell(changes: Sequence[tuple[Edition, Sequence[Edition]]]) -> None:
    if changes:
        source_changed.send(sender=Edition, resources={new.resource for new, _group in changes})
