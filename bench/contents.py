"""What the synthetic toolkit consists of, and how each API is asked for it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from bench.load import Question, Task, ask, body_of
from bench.toolkit import LOCALES, resource_id
from bench.words import COMMON, RARE

SAMPLES = 200
"""Different details that are asked for."""

PAGES = 4
"""Different pages of each list that are asked for."""

METHODS = "integra_pages.MethodPage"
LIMIT = 20
WORDS = {"rare": RARE, "common": COMMON}


@dataclass(frozen=True)
class Content:
    """What the loader wrote, by what follows from it.

    Attributes:
        resources: How many there are.
        first_key: The key of the first page; the others follow.
        libraries: Locale → path of the page they all stand under.
    """

    resources: int
    first_key: int
    libraries: Mapping[str, str]

    def key(self, number: int, locale: str) -> int:
        return self.first_key + number * len(LOCALES) + LOCALES.index(locale)

    def path(self, number: int, locale: str) -> str:
        return f"{self.libraries[locale]}resource-{number}/"

    def sample(self) -> list[tuple[int, str]]:
        """Numbers and locales of some editions, always the same ones."""
        chance = random.Random(5)  # noqa: S311 - nothing secret
        return [
            (chance.randrange(self.resources), LOCALES[position % len(LOCALES)])
            for position in range(SAMPLES)
        ]


@dataclass(frozen=True)
class Ours:
    """The API of this project."""

    port: int
    content: Content

    def details(self) -> list[Task]:
        return [
            [self._ask(f"resources/{resource_id(number)}?locale={locale}")]
            for number, locale in self.content.sample()
        ]

    def unchanged(self) -> list[Task]:
        """The same details, for those who have them already."""
        return [[self._known(task[0])] for task in self.details()[:40]]

    def by_path(self) -> list[Task]:
        """In the source language, because Wagtail's API finds no other tree by path."""
        return [
            [self._ask(f"find?path={quote(self.content.path(number, LOCALES[0]))}")]
            for number, _locale in self.content.sample()
        ]

    def cards(self, locales: Sequence[str] = LOCALES) -> list[Task]:
        return self._pages("", locales)

    def full(self, locales: Sequence[str] = LOCALES) -> list[Task]:
        """Methods only: Wagtail's second API gives the fields of one page type at a time."""
        return self._pages("&kind=method&view=full", locales)

    def search(self, word: str, more: str = "") -> list[Task]:
        return [[self._list(locale, f"&q={word}{more}")] for locale in LOCALES]

    def last_pages(self, locales: Sequence[str] = LOCALES) -> list[Task]:
        """The deepest cursor of each locale at which a whole page is left."""
        return [[self._last_page(locale)] for locale in locales]

    def _last_page(self, locale: str) -> Question:
        question = self._list(locale)
        for _ in range((self.content.resources - 2 * LIMIT) // LIMIT):
            cursor = json.loads(body_of(question))["next"]
            if cursor is None:
                break
            question = self._list(locale, f"&cursor={quote(cursor)}")
        return question

    def export(self, locale: str | None = None) -> Question:
        return self._ask(f"export?locale={locale}" if locale else "export")

    def _pages(self, more: str, locales: Sequence[str]) -> list[Task]:
        tasks: list[Task] = []
        for locale in locales:
            question = self._list(locale, more)
            for _ in range(PAGES):
                tasks.append([question])
                cursor = json.loads(body_of(question))["next"]
                if cursor is None:
                    break
                question = self._list(locale, f"{more}&cursor={quote(cursor)}")
        return tasks

    def _list(self, locale: str, more: str = "") -> Question:
        return self._ask(f"resources?locale={locale}&limit={LIMIT}{more}")

    def _ask(self, address: str) -> Question:
        return Question(self.port, f"/api/v1/{address}")

    def _known(self, question: Question) -> Question:
        found = re.search(rb"\r\netag: ([^\r]+)", ask(question), re.IGNORECASE)
        etag = found[1].decode() if found else ""
        return Question(question.port, question.path, 304, (("If-None-Match", etag),))


@dataclass(frozen=True)
class Third:
    """Wagtail's third API."""

    port: int
    content: Content

    def details(self) -> list[Task]:
        return [
            [self._ask(f"{self.content.key(number, locale)}/")]
            for number, locale in self.content.sample()
        ]

    def by_path(self) -> list[Task]:
        """It answers with a redirect to the detail."""
        tasks = []
        for number, _locale in self.content.sample():
            source = LOCALES[0]
            path = self.content.path(number, source).removeprefix(f"/{source}")
            found = Question(self.port, f"/api/v3/pages/find/?html_path={quote(path)}", 302)
            tasks.append([found, self._ask(f"{self.content.key(number, source)}/?")])
        return tasks

    def cards(self) -> list[Task]:
        return [
            [self._list(locale, f"&offset={page * LIMIT}")]
            for locale in LOCALES
            for page in range(PAGES)
        ]

    def full(self) -> list[Task]:
        """A list has no bodies: each needs a request of its own."""
        tasks = []
        for locale in LOCALES:
            question = self._list(locale, f"&type={METHODS}")
            items = json.loads(body_of(question))["items"]
            tasks.append([question, *(self._ask(f"{item['id']}/") for item in items)])
        return tasks

    def search(self, word: str) -> list[Task]:
        return [[self._list(locale, f"&search={word}")] for locale in LOCALES]

    def _list(self, locale: str, more: str = "") -> Question:
        return self._ask(f"?locale={locale}&limit={LIMIT}{more}")

    def _ask(self, address: str) -> Question:
        return Question(self.port, f"/api/v3/pages/{address}")


@dataclass(frozen=True)
class Second:
    """Wagtail's second API."""

    port: int
    content: Content

    def details(self) -> list[Task]:
        return [
            [self._ask(f"{self.content.key(number, locale)}/")]
            for number, locale in self.content.sample()
        ]

    def cards(self) -> list[Task]:
        return self._pages("")

    def full(self) -> list[Task]:
        return self._pages(f"&type={METHODS}&fields=*")

    def search(self, word: str) -> list[Task]:
        return [[self._list(locale, f"&search={word}")] for locale in LOCALES]

    def _pages(self, more: str) -> list[Task]:
        return [
            [self._list(locale, f"{more}&offset={page * LIMIT}")]
            for locale in LOCALES
            for page in range(PAGES)
        ]

    def _list(self, locale: str, more: str = "") -> Question:
        return self._ask(f"?locale={locale}&limit={LIMIT}{more}")

    def _ask(self, address: str) -> Question:
        return Question(self.port, f"/api/v2/pages/{address}")


def ready(port: int, size: float) -> list[Task]:
    """Ready bytes of some size."""
    return [[Question(port, f"/{int(size)}")]]
