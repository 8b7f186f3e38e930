"""Codes of vocabularies in blocks."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.admin.telepath import JSContext

from integra_cms.blocks import StreamBlock, StructBlock
from integra_cms.blocks.terms import TermBlock, TermsBlock
from integra_cms.blocks.wording import CharBlock


def test_terms_are_offered_in_their_order():
    block = TermBlock("area")

    assert [code for code, _label in block.field.choices] == ["", "SERV", "PART"]


def test_a_retired_term_is_marked_as_such():
    labels = dict(TermsBlock("issue").field.choices)

    assert labels["old"] == "Old issue (retired)"


@pytest.mark.parametrize("code", ["SERV", "nobody-knows-it"])
def test_any_code_stays(code):
    assert TermBlock("area").clean(code) == code
    assert TermsBlock("area").clean([code]) == [code]


def test_what_is_no_code_is_refused():
    with pytest.raises(ValidationError):
        TermBlock("area").clean("no code!")
    with pytest.raises(ValidationError):
        TermsBlock("area").clean(["no code!"])


def test_a_required_term_must_be_given():
    with pytest.raises(ValidationError):
        TermBlock("area").clean("")
    with pytest.raises(ValidationError):
        TermsBlock("area", required=True).clean([])


def test_no_stored_value_is_no_term():
    assert (TermBlock("area").to_python(None), TermsBlock("area").to_python(None)) == ("", [])


def test_the_api_form_is_the_code():
    assert TermBlock("area").get_api_representation("SERV") == "SERV"
    assert TermBlock("area").get_api_representation("") is None
    assert TermsBlock("area").get_api_representation(["SERV"]) == ["SERV"]


def test_a_term_is_shown_by_its_label():
    assert TermBlock("area").render("SERV") == "Services"
    assert TermBlock("area").render("") == ""
    assert TermsBlock("issue").render(["employment", "gone"]) == "Employment, gone"


def test_a_label_in_another_language_says_so():
    with translation.override("cs"):
        assert TermBlock("issue").render("services") == '<span lang="bg">Услуги</span>'
    with translation.override("bg"):
        assert TermBlock("issue").render("services") == "Услуги"


def test_the_form_knows_how_to_show_codes_that_are_not_on_offer():
    context = JSContext()
    packed = json.dumps(
        context.pack(StructBlock([("a", TermBlock("area")), ("b", TermsBlock("area"))]))
    )

    assert "integra_cms.blocks.TermSelect" in packed
    assert "integra_cms.blocks.TermCheckboxes" in packed
    assert "integra_cms/blocks/terms.js" in str(context.media)


class TermedBlock(StructBlock):
    area = TermBlock("area")
    issues = TermsBlock("issue")
    text = CharBlock()


@pytest.fixture
def stream():
    return StreamBlock([("termed", TermedBlock())])
