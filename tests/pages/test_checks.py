from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from django.db import models
from django.test.utils import isolate_apps
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import pages

from integra_cms.pages.base import BaseResourcePage
from integra_cms.pages.checks import check_page_models, kinds_of_other_pages, plain_relations
from integra_cms.plugins import contributions
from integra_cms.plugins.collecting import Named


def test_the_pages_of_the_toolkit_are_in_order():
    assert check_page_models() == []


@isolate_apps("tests.pages")
def test_a_plain_relation_is_refused(monkeypatch):
    # Wagtail keeps a list of page models of its own.
    monkeypatch.setattr(pages, "PAGE_MODEL_CLASSES", [])

    class PicnicPage(BaseResourcePage):
        guests = models.ManyToManyField("integra_vocabularies.Organisation", related_name="+")
        hosts = ParentalManyToManyField("integra_vocabularies.Organisation", related_name="+")

        class Meta:
            app_label = "tests"

    (error,) = plain_relations()

    assert [PicnicPage] == pages.PAGE_MODEL_CLASSES
    assert error.id == "integra.E301"
    assert "PicnicPage.guests" in error.msg


def test_a_kind_is_a_resource():
    method = contributions.kinds["method"]
    named = Named("kinds", {"home": replace(method, name="home", model="integra_pages.HomePage")})

    with patch.object(type(contributions), "kinds", named):
        (error,) = kinds_of_other_pages()

    assert error.id == "integra.E302"
    assert "BaseResourcePage" in error.hint
