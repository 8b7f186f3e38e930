"""Invented pages in six languages, and questions whose answer is known.

In each file pages come first (key | title | summary), then questions (question | key), then further
questions, which were written when the rules were there and have not shaped them.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("en", "bg", "hr", "sk", "cs", "it")


class Page(NamedTuple):
    key: str
    title: str
    summary: str


class KnownQuestion(NamedTuple):
    text: str
    key: str


def pages(language: str) -> list[Page]:
    return [Page(*row) for row in _rows(language, "documents")]


def questions(language: str) -> list[KnownQuestion]:
    return [KnownQuestion(*row) for row in _rows(language, "questions")]


def further_questions(language: str) -> list[KnownQuestion]:
    return [KnownQuestion(*row) for row in _rows(language, "further questions")]


def _rows(language: str, part: str) -> list[list[str]]:
    text = Path(__file__).with_name(f"{language}.txt").read_text(encoding="utf-8")
    parts = dict(each.split("\n", 1) for each in text.split("# ")[1:])
    return [[cell.strip() for cell in line.split(" | ")] for line in parts[part].splitlines()]
