from pathlib import Path

import pytest
from django.db import connection

from tests.delivery.search.corpus import LANGUAGES, further_questions, pages, questions
from tests.delivery.search.table import scores, table

GOAL = 0.95
DOCUMENTED = Path(__file__).parents[3] / "docs" / "reference" / "search.md"
HEADINGS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@pytest.mark.django_db
def test_known_questions_are_answered_as_well_as_the_documentation_says(with_tries):
    results = scores()

    too_low = [row for row in results if row.among_first < GOAL * row.asked]
    assert too_low == []
    _, _, after = DOCUMENTED.read_text("utf-8").partition(f"### {HEADINGS[connection.vendor]}\n")
    assert after.strip().split("\n\n")[0] == table(results)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_known_question_has_its_page(language: str):
    keys = {page.key for page in pages(language)}
    asked = [*questions(language), *further_questions(language)]

    assert len(keys) == len(pages(language)) >= 25
    assert len(questions(language)) >= 40
    assert {question.key for question in asked} <= keys
