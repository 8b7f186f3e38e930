"""How well search answers the known questions: ``python -m tests.delivery.search.table``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.delivery.search.corpus import KnownQuestion

FIRST = 5


class Score(NamedTuple):
    """How many of some questions have their answer among the first, and as the first."""

    name: str
    asked: int
    among_first: int
    as_first: int
    missed: tuple[str, ...]


def scores() -> list[Score]:
    """Index the corpus in the database in use and ask everything."""
    from tests.delivery.search.asking import index_corpus
    from tests.delivery.search.corpus import LANGUAGES, further_questions, questions

    keys = index_corpus()
    rows = [score(keys, code, [(code, q) for q in questions(code)]) for code in LANGUAGES]
    further = [(code, q) for code in LANGUAGES for q in further_questions(code)]
    asked, among_first, as_first = (sum(row[column] for row in rows) for column in (1, 2, 3))
    return [
        *rows,
        Score("all of these", asked, among_first, as_first, ()),
        score(keys, "further questions", further),
    ]


def score(keys: dict[int, str], name: str, asked: list[tuple[str, KnownQuestion]]) -> Score:
    """Ask questions, each in its language."""
    from tests.delivery.search.asking import found

    answers = [[keys[entry] for entry in found(q.text, code)] for code, q in asked]
    places = list(zip(asked, answers, strict=True))
    missed = tuple(f"{c}: {q.text}" for (c, q), answer in places if q.key not in answer[:FIRST])
    as_first = sum(q.key in answer[:1] for (_, q), answer in places)
    return Score(name, len(asked), len(asked) - len(missed), as_first, missed)


def table(results: list[Score]) -> str:
    """The scores as the documentation has them."""
    lines = ["| Language | Questions | Answer among the first five | Answer is the first |"]
    lines.append("|---|---|---|---|")
    for row in results:
        lines.append(
            f"| {row.name} | {row.asked} | {share(row.among_first, row.asked)} "
            f"| {share(row.as_first, row.asked)} |"
        )
    return "\n".join(lines)


def share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)"


def main() -> None:
    """Print the table for the database that ``DATABASE_URL`` names, and what is not found."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from integra_cms.languages.lemma_building import build_tries
    from tests.delivery.search.corpus import LANGUAGES

    with tempfile.TemporaryDirectory() as folder:
        build_tries(Path(folder), LANGUAGES, lambda language: None)
        settings.INTEGRA["LEMMAS_DIR"] = Path(folder)
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            results = scores()
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
    sys.stdout.write(table(results) + "\n")
    for missed in (question for row in results for question in row.missed):
        sys.stderr.write(f"not found: {missed}\n")


if __name__ == "__main__":
    main()
