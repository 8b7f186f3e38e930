"""Where terms are used, and which of them must therefore be kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from integra_cms.exceptions import IntegraError
from integra_cms.plugins import contributions
from integra_cms.vocabularies.fields import TermCodeField, TermCodesField

if TYPE_CHECKING:
    from integra_cms.vocabularies.models import Term

NAMED_PLACES = 3
"""How many places a refusal names; who has seen three believes that it is used."""


class TermKept(IntegraError):
    """A term that cannot be deleted, because it is fixed or content uses it."""

    code = "term_kept"


def refuse_deletion(instance: Term, **kwargs: Any) -> None:
    """Refuses to lose a term that others rely on: the receiver of ``pre_delete``.

    Raises:
        TermKept: The text says why, and what to do instead.
    """
    if reason := reason_to_keep(instance):
        raise TermKept(reason)


def reason_to_keep(term: Term) -> str:
    """Why a term cannot be deleted, in one or two sentences; empty if it can."""
    declared = contributions.vocabularies.get(term.vocabulary)
    if declared is not None and declared.fixed is not None and term.code in declared.fixed:
        return _(
            "The term “%(code)s” cannot be deleted: its vocabulary, “%(vocabulary)s”, is fixed. "
            "Retire the term if it must not be chosen any more."
        ) % {"code": term.code, "vocabulary": declared.label}
    if places := list(islice(places_using(term), NAMED_PLACES)):
        return _(
            "The term “%(code)s” cannot be deleted: it is used, for example by %(places)s. "
            "Retire it instead: content keeps it, and nobody can choose it any more."
        ) % {"code": term.code, "places": "; ".join(places)}
    return ""


def places_using(term: Term) -> Iterator[str]:
    """Names of what uses a term: narrower terms, fields and blocks, live and in latest drafts.

    Blocks and drafts are searched as text, so a place too many may be named, but none is missed.
    """
    narrower = type(term).objects.filter(vocabulary=term.vocabulary, broader_code=term.code)
    yield from map(_named, narrower)
    for model in apps.get_models():
        if not model._meta.managed:
            continue
        seen: set[Any] = set()
        for queryset in _querysets(model, term):
            for row in queryset.exclude(pk__in=seen)[: NAMED_PLACES + 1]:
                seen.add(row.pk)
                yield _named(row)


def _named(row: models.Model) -> str:
    return f"{row._meta.verbose_name} “{row}” ({row.pk})"


def _querysets(model: type[models.Model], term: Term) -> Iterator[models.QuerySet[Any]]:
    rows = model._base_manager.all()
    holds_terms = False
    for field in model._meta.local_fields:
        if isinstance(field, TermCodeField) and field.vocabulary == term.vocabulary:
            yield rows.filter(**{field.attname: term.code})
        elif isinstance(field, StreamField) or (
            isinstance(field, TermCodesField) and field.vocabulary == term.vocabulary
        ):
            yield _containing(rows, field.attname, term.code)
        else:
            continue
        holds_terms = True
    if holds_terms and hasattr(model, "latest_revision"):
        yield _containing(rows, "latest_revision__content", term.code)


def _containing(rows: models.QuerySet[Any], column: str, code: str) -> models.QuerySet[Any]:
    """Rows whose JSON has the code as a text of its own, be it in JSON within JSON."""
    as_text = rows.annotate(json_text=Cast(column, models.TextField()))
    return as_text.filter(
        Q(json_text__contains=f'"{code}"') | Q(json_text__contains=f'\\"{code}\\"')
    )
