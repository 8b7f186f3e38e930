"""Terms in blocks."""

from __future__ import annotations

import pytest

from integra_cms.blocks.terms import TermChoice, term_choices
from integra_cms.vocabularies.localised import NO_LANGUAGE
from integra_cms.vocabularies.models import Term


@pytest.mark.django_db
def test_blocks_offer_terms_and_say_which_language_a_label_is_in(housing):
    Term.objects.create(vocabulary="issue", code="camps", labels={"en": "Camps"}, retired=True)

    assert term_choices("issue", "bg") == [
        TermChoice("housing", "Жилище"),
        TermChoice("camps", "Camps", "en", retired=True),
    ]


@pytest.mark.django_db
def test_a_fixed_term_without_labels_is_offered_by_its_code():
    assert term_choices("area", "bg")[0] == TermChoice("SERV", "SERV", NO_LANGUAGE)
