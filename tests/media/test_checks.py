from __future__ import annotations

import pytest
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtailmedia.models import Media

from integra_cms.media import checks


def test_our_own_settings_are_fine(settings):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = checks.FORM

    found = [*checks.check_models(), *checks.check_extensions(), *checks.check_image_form()]

    assert found == []


@pytest.mark.parametrize(
    ("getter", "model", "identifier"),
    [
        ("get_image_model", Image, "integra.E201"),
        ("get_document_model", Document, "integra.E202"),
        ("get_media_model", Media, "integra.E203"),
    ],
)
def test_a_model_that_does_not_clean_is_an_error(monkeypatch, getter, model, identifier):
    monkeypatch.setattr(checks, getter, lambda: model)

    (error,) = checks.check_models()

    assert error.id == identifier
    assert model._meta.label in error.msg
    assert "integra_media." in error.hint


def test_svg_is_an_error(settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["png", "svg"]

    (error,) = checks.check_extensions()

    assert error.id == "integra.E204"


@pytest.mark.parametrize("path", ["", "wagtail.images.forms.BaseImageForm"])
def test_another_image_form_is_a_warning(settings, path):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = path

    (warning,) = checks.check_image_form()

    assert warning.id == "integra.W205"
