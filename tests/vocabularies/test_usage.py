"""Terms that must be kept."""

from __future__ import annotations

import pytest

from integra_cms.vocabularies.models import Project, Term
from integra_cms.vocabularies.usage import TermKept, places_using

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
