"""System checks: a site that uses other models or settings would let metadata through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.module_loading import import_string
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.utils import get_allowed_image_extensions
from wagtailmedia.models import get_media_model

from .forms import ToolkitImageForm
from .models import CleanedFileMixin

FORM = "integra_cms.media.forms.ToolkitImageForm"


@register("integra")
def check_models(**kwargs: Any) -> Iterator[CheckMessage]:
    """Images, documents and recordings must be of models that clean their files."""
    expected = (
        ("WAGTAILIMAGES_IMAGE_MODEL", get_image_model(), "ToolkitImage", "integra.E201"),
        ("WAGTAILDOCS_DOCUMENT_MODEL", get_document_model(), "ToolkitDocument", "integra.E202"),
        ('WAGTAILMEDIA["MEDIA_MODEL"]', get_media_model(), "ToolkitMedia", "integra.E203"),
    )
    for setting, model, ours, identifier in expected:
        if not issubclass(model, CleanedFileMixin):
            yield Error(
                f"{setting} is {model._meta.label}, which does not clean files.",
                hint=f"Set it to integra_media.{ours}, or to a model that extends it. Do this "
                "before the first migration: these models cannot be exchanged later.",
                id=identifier,
            )


@register("integra")
def check_extensions(**kwargs: Any) -> Iterator[CheckMessage]:
    """SVG files can hold scripts, and nothing here takes them out."""
    if "svg" in get_allowed_image_extensions():
        yield Error(
            "WAGTAILIMAGES_EXTENSIONS allows svg, which cannot be cleaned.",
            hint="Take svg out of WAGTAILIMAGES_EXTENSIONS.",
            id="integra.E204",
        )


@register("integra")
def check_image_form(**kwargs: Any) -> Iterator[CheckMessage]:
    """Wagtail's own form refuses pictures before they are converted."""
    path = getattr(settings, "WAGTAILIMAGES_IMAGE_FORM_BASE", "")
    if not path or not issubclass(import_string(path), ToolkitImageForm):
        yield Warning(
            f"WAGTAILIMAGES_IMAGE_FORM_BASE is {path!r}: uploads are not converted.",
            hint=f"Set it to {FORM!r}, or to a form that extends it.",
            id="integra.W205",
        )
