"""Content for all fields of any page: what blocks show in their own previews."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from wagtail.models import Page, get_page_models

from integra_cms.pages.base import BaseToolkitPage
from integra_cms.pages.fields import ProseField
from integra_cms.pages.upgrading import streams_of

STREAMS_AT_MOST = 40


def toolkit_models() -> list[type[Page]]:
    """All page models of the toolkit and of the plugins that are on."""
    return [model for model in get_page_models() if issubclass(model, BaseToolkitPage)]


def full_streams(model: type[Page]) -> dict[str, Any]:
    """Every stream of a model with one block of each type it takes."""
    return {
        field.name: [
            (name, block.get_preview_value())
            for name, block in field.stream_block.child_blocks.items()
        ]
        for field in streams_of(model)
    }


def texts(model: type[Page], text: str) -> dict[str, str]:
    """A text for every field that holds prose."""
    wagtails = {field.name for field in Page._meta.concrete_fields} - {"title"}
    return {
        field.name: f"<p>{text}</p>" if isinstance(field, ProseField) else text
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField)
        and not isinstance(field, models.JSONField)
        and field.name not in wagtails
        and field not in streams_of(model)
    }


def factory_of(model: type[Page]) -> Any:
    """The factory that makes pages of a model."""
    from tests.pages import factories

    return getattr(factories, f"{model.__name__}Factory")


def kind_models() -> list[type[Page]]:
    return [
        model
        for model in apps.get_app_config("integra_pages").get_models()
        if issubclass(model, Page)
    ]
