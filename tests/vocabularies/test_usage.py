"""Terms that must be kept."""

from __future__ import annotations

import pytest

from integra_cms.vocabularies.models import Project, Term
from integra_cms.vocabularies.usage import TermKept, places_using
from tests.pages.factories import ChecklistPageFactory, MethodPageFactory, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def aim() -> Term:
    return Term.objects.create(vocabulary="aim", code="aim-1", labels={"en": "One"})


def test_an_unused_term_can_be_deleted(aim):
    aim.delete()

    assert not Term.objects.exists()


def test_a_used_term_is_kept_and_the_refusal_says_where_it_is_used(aim, integra):
    Project.objects.update(aims=["aim-2", "aim-1"])

    with pytest.raises(TermKept) as refused:
        aim.delete()

    assert refused.value.code == "term_kept"
    assert str(refused.value) == (
        f"The term “aim-1” cannot be deleted: it is used, for example by project “INTEGRA” "
        f"({integra.pk}). Retire it instead: content keeps it, and nobody can choose it any more."
    )


def test_no_way_around_the_model_deletes_a_used_term(aim, integra):
    Project.objects.update(aims=["aim-1"])

    with pytest.raises(TermKept):
        Term.objects.all().delete()


@pytest.mark.parametrize("aims", [["aim-10"], ["an-aim-1"], []])
def test_a_code_within_another_is_not_used(aim, integra, aims):
    Project.objects.update(aims=aims)

    assert list(places_using(aim)) == []


def test_the_same_code_of_another_vocabulary_is_not_used(integra):
    Project.objects.update(aims=["housing"])
    housing = Term.objects.create(vocabulary="issue", code="housing", labels={"en": "Housing"})

    assert list(places_using(housing)) == []


def test_a_term_with_narrower_terms_is_kept(aim):
    Term.objects.create(vocabulary="aim", code="part", labels={"en": "Part"}, broader_code="aim-1")

    with pytest.raises(TermKept, match="“Part”"):
        aim.delete()


def test_a_term_of_a_fixed_vocabulary_is_kept():
    serv = Term.objects.create(vocabulary="area", code="SERV", labels={"en": "Services"})

    with pytest.raises(TermKept, match="is fixed"):
        serv.delete()


@pytest.fixture
def method(housing):
    return MethodPageFactory(parent=tree(["en"])["en"].library, title="City walk")


def test_a_facet_of_a_live_page_uses_a_term(housing, method):
    type(method).objects.update(issues=["housing"])

    assert list(places_using(housing)) == [f"method “City walk” ({method.pk})"]


def test_a_facet_of_a_draft_uses_a_term(housing, method):
    method.issues = ["housing"]
    method.save_revision()

    assert list(places_using(housing)) == [f"method “City walk” ({method.pk})"]


def test_the_one_term_of_a_page_is_used():
    area = Term.objects.create(vocabulary="area", code="SERV", labels={"en": "Services"})
    page = ChecklistPageFactory(parent=tree(["en"])["en"].library, title="Services", area="SERV")

    assert list(places_using(area)) == [f"checklist “Services” ({page.pk})"]


def test_a_block_uses_a_term(housing):
    page = ChecklistPageFactory(parent=tree(["en"])["en"].library, title="Services")
    page.sections = [
        {"type": "section", "value": {"code": "A", "area": "housing", "title": "A", "items": []}}
    ]
    page.save_revision()

    assert list(places_using(housing)) == [f"checklist “Services” ({page.pk})"]
