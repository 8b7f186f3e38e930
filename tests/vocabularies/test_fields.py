"""Fields that hold codes of terms."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db.migrations.writer import MigrationWriter
from django.http import QueryDict
from django.utils.translation import override

from integra_cms.vocabularies.fields import (
    TermCodeField,
    TermCodeFormField,
    TermCodesField,
    TermCodesFormField,
)
from integra_cms.vocabularies.freshness import pinned
from integra_cms.vocabularies.models import Project, Term
from integra_cms.vocabularies.terms import label

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def issues() -> None:
    for order, (code, en, cs, retired) in enumerate(
        [
            ("housing", "Housing", "Bydlení", False),
            ("health", "Health", "Zdraví", False),
            ("camps", "Camps", "Tábory", True),
        ]
    ):
        Term.objects.create(
            vocabulary="issue",
            code=code,
            labels={"en": en, "cs": cs},
            order=order,
            retired=retired,
        )


class FacetsForm(forms.Form):
    issues = TermCodesFormField(vocabulary="issue", required=False)
    main = TermCodeFormField(vocabulary="issue", required=False)


def test_known_codes_pass_in_their_order():
    assert TermCodesField(vocabulary="issue").clean(["health", "housing"], None) == [
        "health",
        "housing",
    ]
    assert TermCodeField(vocabulary="issue").clean("health", None) == "health"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (TermCodesField(vocabulary="issue"), ["health", "gone"]),
        (TermCodeField(vocabulary="issue"), "gone"),
    ],
)
def test_an_unknown_code_is_refused_with_vocabulary_and_remedy(field, value):
    with pytest.raises(ValidationError) as refused:
        field.clean(value, None)

    (error,) = refused.value.error_list
    assert error.code == "term_unknown"
    assert refused.value.messages == [
        "“gone” is not in the vocabulary “issue”. Choose one of its terms, or add a term with "
        "this code first."
    ]


@pytest.mark.parametrize(
    ("value", "code"),
    [(["health", "health"], "item_repeated"), ("health", "list_invalid")],
)
def test_codes_are_a_list_without_repetitions(value, code):
    with pytest.raises(ValidationError) as refused:
        TermCodesField(vocabulary="issue").clean(value, None)

    assert refused.value.code == code


def test_a_code_of_a_fixed_vocabulary_is_known_before_its_term_is_stored():
    assert TermCodeField(vocabulary="area").clean("SERV", None) == "SERV"


def test_a_retired_code_passes():
    assert TermCodeField(vocabulary="issue").clean("camps", None) == "camps"


def test_an_unknown_code_that_is_stored_already_stays(integra):
    Project.objects.update(aims=["gone"])
    project = Project.objects.get()

    project.aims = ["gone"]
    project.full_clean()

    project.aims = ["gone", "new"]
    with pytest.raises(ValidationError) as refused:
        project.full_clean()
    assert refused.value.message_dict["aims"][0].startswith("“new” is not")


def test_validation_of_known_codes_asks_the_database_nothing(django_assert_num_queries, integra):
    Term.objects.create(vocabulary="aim", code="aim-1", labels={"en": "One"})
    field = Project._meta.get_field("aims")
    with pinned():
        label("aim", "aim-1", "en")

        with django_assert_num_queries(0):
            field.clean(["aim-1"], integra)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (
            TermCodesField("issues", vocabulary="issue"),
            "integra_cms.vocabularies.fields.TermCodesField("
            "blank=True, verbose_name='issues', vocabulary='issue')",
        ),
        (
            TermCodeField("issue", vocabulary="issue", blank=True),
            "integra_cms.vocabularies.fields.TermCodeField("
            "blank=True, max_length=64, verbose_name='issue', vocabulary='issue')",
        ),
    ],
)
def test_migrations_hold_the_vocabulary_and_no_terms(field, expected):
    assert MigrationWriter.serialize(field)[0] == expected
    assert field.clone().vocabulary == "issue"


def test_forms_offer_current_terms_in_the_active_language_and_its_order():
    with override("cs"):
        issues = list(FacetsForm()["issues"].field.choices)
    with override("en"):
        in_english = list(FacetsForm()["issues"].field.choices)

    assert issues == [("housing", "Bydlení"), ("health", "Zdraví")]
    assert in_english == [("health", "Health"), ("housing", "Housing")]


def test_forms_show_stored_codes_that_cannot_be_chosen_any_more():
    form = FacetsForm(initial={"issues": ["camps", "gone"], "main": "gone"})

    many, one = form["issues"].field.choices, form["main"].field.choices

    assert list(many)[2:] == [
        ("camps", "Camps (retired)"),
        ("gone", "gone (not in the vocabulary)"),
    ]
    assert [code for code, _label in one] == ["", "health", "housing", "gone"]


def test_forms_keep_stored_codes_that_cannot_be_chosen_any_more():
    form = FacetsForm(
        QueryDict("issues=health&issues=camps&issues=gone&main=gone"),
        initial={"issues": ["camps", "gone"], "main": "gone"},
    )

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"issues": ["health", "camps", "gone"], "main": "gone"}


@pytest.mark.parametrize("code", ["camps", "gone"])
def test_forms_refuse_codes_that_are_neither_offered_nor_stored(code):
    form = FacetsForm(QueryDict(f"issues={code}&main={code}"))

    assert form.errors["issues"].as_data()[0].code == "term_unknown"
    assert form.errors["main"].as_data()[0].code == "term_unknown"


def test_a_required_field_needs_a_term():
    class NeedyForm(forms.Form):
        issues = TermCodesFormField(vocabulary="issue")
        main = TermCodeFormField(vocabulary="issue")

    errors = NeedyForm(QueryDict("")).errors.as_data()

    assert {name: found[0].code for name, found in errors.items()} == {
        "issues": "required",
        "main": "required",
    }


def test_model_fields_make_these_form_fields():
    many = TermCodesField(vocabulary="issue").formfield()
    one = TermCodeField(vocabulary="issue", blank=True).formfield()

    assert isinstance(many.widget, forms.CheckboxSelectMultiple)
    assert isinstance(one.widget, forms.Select)
    assert (many.vocabulary, one.vocabulary) == ("issue", "issue")
    assert (many.required, one.required) == (False, False)


def test_a_model_form_stores_what_was_ticked(integra):
    Term.objects.create(vocabulary="aim", code="aim-1", labels={"en": "One"})
    form_class = forms.modelform_factory(Project, fields=["aims"])

    form_class(QueryDict("aims=aim-1"), instance=integra).save()

    assert Project.objects.get().aims == ["aim-1"]
