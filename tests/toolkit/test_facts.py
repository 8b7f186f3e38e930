"""Every fact of the sources has a home, and the shipped toolkit has it there."""

from __future__ import annotations

import pytest

from tests.toolkit.facts import FACTS, PAGE, Fact, as_markdown, checklist_items


@pytest.mark.parametrize(
    "fact", [fact for fact in FACTS if fact.holds], ids=lambda fact: f"row {fact.row}"
)
@pytest.mark.django_db
def test_the_toolkit_has_it(toolkit, fact: Fact):
    assert fact.holds(), f"{fact.row} {fact.fact}: not found in {fact.home}"


def test_no_row_is_left_out():
    numbers = set()
    for fact in FACTS:
        first, _, last = fact.row.strip("abcde").partition("–")
        numbers.update(range(int(first), int(last or first) + 1))

    assert numbers == set(range(1, 50))


def test_what_comes_later_says_why():
    assert all(bool(fact.holds) != bool(fact.later) for fact in FACTS)


@pytest.mark.django_db
def test_the_checklists_have_all_items(toolkit):
    expected = [
        *(f"ATTI-{number:02}" for number in range(1, 11)),
        *(f"PART-{number:02}" for number in range(1, 11)),
        *(f"SERV-{number:02}" for number in range(1, 13)),
        *(f"URBN-{number:02}" for number in range(1, 11)),
    ]
    assert checklist_items() == expected


def test_the_documentation_shows_the_table_as_it_is():
    assert PAGE.read_text() == as_markdown(), "Run: python -m tests.toolkit.facts > " + str(PAGE)
