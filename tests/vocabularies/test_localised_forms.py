"""The form of texts in several languages."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from integra_cms.vocabularies.localised_forms import LocalisedTextFormField


class ThingForm(forms.Form):
    names = LocalisedTextFormField(label="Names", required_locales=["en"])
    notes = LocalisedTextFormField(label="Notes", multiline=True, required=False)


def rendered(form: forms.Form) -> BeautifulSoup:
    return BeautifulSoup(form.as_div(), "html.parser")


def test_there_is_one_input_per_language_of_the_site_in_their_order():
    page = rendered(ThingForm())

    inputs = [tag["name"] for tag in page.select("input[name^='names-']")]

    assert inputs == [f"names-{locale}" for locale in ("en", "bg", "hr", "sk", "cs", "it")]


def test_each_input_is_labelled_with_the_language_s_own_name():
    page = rendered(ThingForm())

    labels = {
        page.find(id=label["for"])["name"]: label.find(string=True)
        for label in page.select("#id_names label")
    }

    assert labels == {
        "names-en": "English",
        "names-bg": "български",
        "names-hr": "hrvatski",
        "names-sk": "slovenčina",
        "names-cs": "čeština",
        "names-it": "italiano",
    }


def test_each_input_says_its_language_and_direction():
    form = ThingForm(initial={"notes": {"ar": "سكن", "bg": "Жилище"}})
    page = rendered(form)

    (arabic,) = page.select("textarea[name='notes-ar']")
    (bulgarian,) = page.select("textarea[name='notes-bg']")

    assert (arabic["lang"], arabic["dir"], arabic.text.strip()) == ("ar", "rtl", "سكن")
    assert (bulgarian["lang"], bulgarian["dir"]) == ("bg", "ltr")


def test_the_inputs_are_a_named_group():
    page = rendered(ThingForm())

    group = page.find(id="id_names")

    assert (group["role"], group["aria-label"]) == ("group", "Names")


def test_only_required_languages_are_marked_as_required():
    page = rendered(ThingForm())

    assert [tag["name"] for tag in page.select("[aria-required=true]")] == ["names-en"]


def test_text_is_escaped():
    form = ThingForm(initial={"names": {"en": '"><script>'}})

    assert "<script>" not in form.as_div()


def test_posted_texts_are_kept_without_space_around_them_and_without_empty_ones():
    form = ThingForm(QueryDict("names-en= Housing &names-bg=&names-ar=سكن&names-not+a+tag=x"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["names"] == {"en": "Housing", "ar": "سكن"}


def test_a_missing_language_is_an_error_that_names_it():
    form = ThingForm(QueryDict("names-bg=Жилище"))

    assert form.errors["names"].as_data()[0].code == "translation_missing"
    assert form.errors["names"] == ["The text in the language “en” is missing. Fill it in."]


def test_nothing_at_all_is_an_error_in_a_required_field():
    form = ThingForm(QueryDict("names-en="))

    assert form.errors["names"].as_data()[0].code == "required"


@pytest.mark.parametrize(
    ("posted", "changed"),
    [("names-en=A&names-bg=", []), ("names-en=B", ["names"]), ("names-en=A&names-it=C", ["names"])],
)
def test_a_form_knows_whether_a_text_changed(posted, changed):
    form = ThingForm(QueryDict(posted), initial={"names": {"en": "A"}})

    assert form.changed_data == changed


def test_a_field_that_was_not_in_the_form_is_told_from_an_emptied_one():
    widget = ThingForm().fields["names"].widget

    assert widget.value_omitted_from_data({}, MultiValueDict(), "names")
    assert not widget.value_omitted_from_data({"names-en": ""}, MultiValueDict(), "names")
