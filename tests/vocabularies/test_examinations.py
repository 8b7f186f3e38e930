"""What the doctor says about vocabularies."""

from __future__ import annotations

import pytest

from integra_cms.plugins import contributions
from integra_cms.vocabularies.models import Term

pytestmark = pytest.mark.django_db


def ailments(code: str) -> list:
    return [
        found for found in contributions.examinations["vocabularies"].run() if found.code == code
    ]


def test_fixed_codes_without_a_term_are_reported():
    for code in ("SERV", "PART", "ATTI"):
        Term.objects.create(vocabulary="area", code=code, labels={"en": code})

    found = {ailment.what.split()[3]: ailment.where for ailment in ailments("fixed_terms_missing")}

    assert found["area"] == ("URBN",)


def test_terms_of_a_vocabulary_that_nobody_declares_are_reported(housing):
    Term.objects.create(vocabulary="of_a_plugin", code="x", labels={"en": "X"})

    (ailment,) = ailments("vocabulary_undeclared")

    assert ailment.where == ("integra_vocabularies.Term, vocabulary of_a_plugin",)
    assert "There are 1 terms" in ailment.what
