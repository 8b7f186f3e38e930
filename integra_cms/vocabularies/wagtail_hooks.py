"""What the vocabularies add to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models, router
from django.db.models.deletion import Collector, ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet

from integra_cms.vocabularies.models import Network, Organisation, Project, Term
from integra_cms.vocabularies.usage import reason_to_keep
from integra_cms.vocabularies.viewsets import VocabulariesViewSetGroup

register_snippet(VocabulariesViewSetGroup)


@hooks.register("before_delete_snippet")
def explain_what_must_be_kept(
    request: HttpRequest, instances: Sequence[models.Model]
) -> HttpResponse | None:
    """Says why something cannot be deleted, before the database has to refuse it.

    Serves the delete view and the bulk action alike.
    """
    ours = [row for row in instances if isinstance(row, Term | Organisation | Network | Project)]
    reasons = [reason for row in ours if (reason := _reason(row))]
    for reason in reasons:
        messages.error(request, reason)
    if reasons:
        return redirect(ours[0].snippet_viewset.get_url_name("list"))
    return None


def _reason(row: models.Model) -> str:
    if isinstance(row, Term):
        return reason_to_keep(row)
    try:
        Collector(using=router.db_for_write(type(row)), origin=row).collect([row])
    except ProtectedError as error:
        users = ", ".join(sorted({str(user) for user in error.protected_objects}))
        return _(
            "“%(name)s” cannot be deleted: it is used by %(users)s. Remove it there first."
        ) % {
            "name": row,
            "users": users,
        }
    return ""
