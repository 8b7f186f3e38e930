"""Texts of editors are shown, never run; what is not public is neither named nor linked."""

from __future__ import annotations

import pytest
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page, PageViewRestriction

from integra_cms.pages.lineage import BOOKKEEPING
from tests.pages.factories import RESOURCE_FACTORIES, MethodPageFactory, translated
from tests.web.test_pages import read

SCRIPT = "<script>alert('sentinel')</script>"


@pytest.mark.parametrize("factory", RESOURCE_FACTORIES, ids=lambda each: each._meta.model.__name__)
def test_a_script_in_any_text_of_any_kind_is_text(client, site, factory):
    page = factory(parent=site.pages["en"].library, title="Hostile")
    texts = {
        field.name: SCRIPT[: field.max_length]
        for field in page._meta.concrete_fields
        if isinstance(field, (models.TextField, models.CharField))
        and not isinstance(field, (RichTextField, models.URLField, models.EmailField))
        and field.name not in BOOKKEEPING | {"slug", "licence", "title"}
        and not field.choices
        and (field.max_length or 1000) > len(SCRIPT)
    }
    type(page).objects.filter(pk=page.pk).update(**texts)

    html = read(client, page)

    assert SCRIPT not in html
    assert "&lt;script&gt;" in html


def page_that_chooses(site, chosen: Page) -> Page:
    return MethodPageFactory(
        parent=site.pages["en"].library,
        title="Chooser",
        body=[
            ("resource", {"page": chosen, "note": ""}),
            ("paragraph", f'<p><a linktype="page" id="{chosen.pk}">there</a></p>'),
            ("evidence", {"claim": "It works.", "source_name": "Us", "page": chosen}),
        ],
        related=[("resource", {"page": chosen, "note": ""})],
    )


def test_a_draft_that_somebody_chose_is_not_named(client, site):
    draft = MethodPageFactory(parent=site.pages["en"].library, title="Sentinel", live=False)

    html = read(client, page_that_chooses(site, draft))

    assert "Sentinel" not in html
    assert draft.slug not in html


def test_a_private_page_that_somebody_chose_is_not_named(client, site):
    private = MethodPageFactory(parent=site.pages["en"].library, title="Sentinel")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    html = read(client, page_that_chooses(site, private))

    assert "Sentinel" not in html
    assert private.slug not in html


def test_a_chosen_page_is_shown_in_the_language_of_the_page(client, site):
    page = translated(page_that_chooses(site, site.walks), "cs", title="Výběr")

    html = read(client, page)

    assert "Procházky" in html
    assert "City walks" not in html


def test_a_chosen_page_in_another_language_says_so(client, site):
    page = translated(page_that_chooses(site, site.photovoice), "cs", title="Výběr")

    html = read(client, page)

    assert f'<a href="{site.photovoice.url}" lang="en" hreflang="en">Photovoice</a>' in html
