"""System checks of page models, those of plugins included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import get_page_models

from integra_cms.pages.base import BaseResourcePage, BaseToolkitPage
from integra_cms.plugins import contributions


@register("integra")
def check_page_models(**kwargs: Any) -> list[CheckMessage]:
    """All rules for page models."""
    return [*plain_relations(), *kinds_of_other_pages()]


def plain_relations() -> Iterator[Error]:
    """A plain many-to-many relation is in no revision: a draft would change what is live."""
    for model in get_page_models():
        if not issubclass(model, BaseToolkitPage):
            continue
        for field in model._meta.local_many_to_many:
            plain = isinstance(field, models.ManyToManyField)
            if plain and not isinstance(field, ParentalManyToManyField):
                yield Error(
                    f"{model._meta.label}.{field.name} is a plain ManyToManyField. It is in no "
                    f"revision, so a draft would change the live page.",
                    hint="Use a TermCodesField, a stream of references or a "
                    "ParentalManyToManyField.",
                    obj=model,
                    id="integra.E301",
                )


def kinds_of_other_pages() -> Iterator[Error]:
    """The model of a kind has what all resources have."""
    for kind in contributions.kinds.values():
        try:
            model = apps.get_model(kind.model)
        except (LookupError, ValueError):
            continue  # The check of the plugin contract says so.
        if not issubclass(model, BaseResourcePage):
            yield Error(
                f"The kind {kind.name!r} has the model {kind.model}, which does not extend "
                f"BaseResourcePage.",
                hint="Extend integra_cms.pages.base.BaseResourcePage.",
                obj=model,
                id="integra.E302",
            )
