"""Fills a database that has the real toolkit in it with many synthetic resources.

Run as a process of its own: ``python -m bench.toolkit RESOURCES [SEED]``. Rows are written
directly; what is written and with which keys follows from the seed. The catalogue is not touched.
"""

from __future__ import annotations

import json
import random
import sys
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from typing import Any

import django

from bench.moulds import LINKS, PICTURES

LOCALES = ("en", "bg", "hr", "sk", "cs", "it")
SEED = 3
CHUNK = 100
ROWS = 40
"""Rows in one statement: SQLite takes some thirty thousand values at most."""

SHARED_PICTURES = 8
TAGS = 60
FIRST_PUBLISHED = datetime(2025, 1, 1, tzinfo=UTC)
ORIGINS = {
    "en": "source",
    "bg": "human",
    "hr": "human",
    "sk": "draft",
    "cs": "machine",
    "it": "human",
}
PIECES = 60
"""Texts of an edition, of which a translation can lack some."""


@dataclass(frozen=True)
class Resource:
    """One synthetic resource; its pages follow each other in the order of the locales."""

    number: int
    first_key: int

    @property
    def uuid(self) -> uuid.UUID:
        return resource_id(self.number)

    @property
    def slug(self) -> str:
        return f"resource-{self.number}"

    def key(self, locale: str) -> int:
        return self.first_key + LOCALES.index(locale)


def resource_id(number: int) -> uuid.UUID:
    """The identifier of the synthetic resource with this number."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"bench/resource/{number}")


class Loader:
    """Writes synthetic resources; needs a toolkit that is loaded."""

    def __init__(self, count: int, seed: int = SEED) -> None:
        from wagtail.models import Locale, Page

        from bench.originals import SHARES, make_pictures, mould_of, originals
        from bench.words import Corpus
        from integra_cms.pages.models import LibraryPage

        self.random = random.Random(seed)  # noqa: S311 - nothing secret
        self.locales = {each.language_code: each for each in Locale.objects.all()}
        self.corpora = {code: Corpus(code, seed) for code in LOCALES}
        self.libraries = {
            page.locale.language_code: page for page in LibraryPage.objects.select_related("locale")
        }
        first = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
        self.resources = [
            Resource(number, first + number * len(LOCALES)) for number in range(count)
        ]
        self.pictures = make_pictures(SHARED_PICTURES)
        self.moulds = {model: mould_of(page) for model, page in originals(self.pictures).items()}
        self.kinds = list(chain.from_iterable(repeat(model, n) for model, n in SHARES.items()))
        self.terms = _codes()
        self.steps = {code: self._last_step(page) for code, page in self.libraries.items()}

    def _last_step(self, library: Any) -> int:
        last = library.get_last_child()
        return int(last.path[-last.steplen :], 36) if last else 0

    def load(self) -> dict[str, Any]:
        """Writes all of it; what is needed to address it."""
        from django.core.management.color import no_style
        from django.db import connection, transaction
        from wagtail.models import Page

        with transaction.atomic():
            self.tags = self._make_tags()
            for start in range(0, len(self.resources), CHUNK):
                self._write(self.resources[start : start + CHUNK])
                sys.stderr.write(
                    f"\rLoading: {min(start + CHUNK, len(self.resources))}/{len(self.resources)}"
                )
            for library in self.libraries.values():
                Page.objects.filter(pk=library.pk).update(
                    numchild=library.numchild + len(self.resources)
                )
            with connection.cursor() as cursor:
                for statement in connection.ops.sequence_reset_sql(no_style(), [Page]):
                    cursor.execute(statement)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        sys.stderr.write("\n")
        return {
            "resources": len(self.resources),
            "first_key": self.resources[0].first_key,
            "libraries": {code: page.get_url() for code, page in self.libraries.items()},
        }

    def _write(self, resources: Sequence[Resource]) -> None:
        from wagtail.models import Page

        from integra_cms.pages.models import Edition, ResourceKeyword

        pages, editions, keywords = [], [], []
        rows: dict[type[Any], list[list[Any]]] = defaultdict(list)
        for resource in resources:
            model = self.kinds[resource.number % len(self.kinds)]
            terms = self._terms(model)
            linked = [self._other() for _ in range(LINKS)]
            pictures = self.random.sample(self.pictures, PICTURES)
            for code in LOCALES:
                page = self._page(resource, code, model)
                pages.append(page)
                editions.append(self._edition(resource, code))
                keywords += [
                    ResourceKeyword(tag=tag, content_object=page, locale_id=page.locale_id)
                    for tag in self.random.sample(self.tags[code], 2)
                ]
                keys = [*(other.key(code) for other in linked), *pictures]
                rows[model].append(
                    self.moulds[model].cast(
                        self.corpora[code],
                        keys,
                        {"page_ptr_id": page.pk, **terms},
                        rare=resource.number % 100 == 7,
                    )
                )
        Page.objects.bulk_create(pages)
        for model, of_model in rows.items():
            _insert(model._meta.db_table, self.moulds[model].columns, of_model)
        Edition.objects.bulk_create(editions)
        ResourceKeyword.objects.bulk_create(keywords)

    def _other(self) -> Resource:
        return self.resources[self.random.randrange(len(self.resources))]

    def _page(self, resource: Resource, code: str, model: type[Any]) -> Any:
        from django.contrib.contenttypes.models import ContentType
        from wagtail.models import Page

        library = self.libraries[code]
        self.steps[code] += 1
        title = f"{self.corpora[code].passage(24)} {resource.number}"
        published = FIRST_PUBLISHED + timedelta(hours=resource.number, minutes=LOCALES.index(code))
        return Page(
            pk=resource.key(code),
            path=Page._get_path(library.path, library.depth + 1, self.steps[code]),
            depth=library.depth + 1,
            title=title,
            draft_title=title,
            slug=resource.slug,
            url_path=f"{library.url_path}{resource.slug}/",
            content_type=ContentType.objects.get_for_model(model),
            locale=self.locales[code],
            translation_key=resource.uuid,
            live=True,
            first_published_at=published,
            last_published_at=published,
        )

    def _edition(self, resource: Resource, code: str) -> Any:
        from integra_cms.blocks.upgrades import current_version
        from integra_cms.pages.models import Edition

        is_source = code == LOCALES[0]
        return Edition(
            page_id=resource.key(code),
            resource=resource.uuid,
            locale=self.locales[code],
            is_source=is_source,
            origin=ORIGINS[code],
            segments_total=0 if is_source else PIECES,
            segments_missing=0 if is_source or resource.number % 17 else 3,
            segments_outdated=0 if is_source or resource.number % 10 else 2,
            content_version=current_version(),
        )

    def _terms(self, model: type[Any]) -> dict[str, str]:
        """Some codes for each list of terms, as JSON."""
        return {
            column: json.dumps(
                self.random.sample(self.terms[vocabulary], self.random.randint(1, 3))
            )
            for column, vocabulary in _term_columns(model)
        }

    def _make_tags(self) -> dict[str, list[Any]]:
        from taggit.models import Tag

        names = {
            code: sorted({self.corpora[code].passage(9).lower() for _ in range(TAGS)})
            for code in LOCALES
        }
        every = sorted(set(chain.from_iterable(names.values())))
        known = {tag.name: tag for tag in Tag.objects.filter(name__in=every)}
        new = [
            Tag(name=name, slug=f"bench-{number}")
            for number, name in enumerate(every)
            if name not in known
        ]
        known |= {tag.name: tag for tag in Tag.objects.bulk_create(new)}
        return {code: [known[name] for name in of_code] for code, of_code in names.items()}


def _codes() -> dict[str, list[str]]:
    from integra_cms.vocabularies.models import Term

    codes = defaultdict(list)
    for vocabulary, code in Term.objects.order_by("vocabulary", "code").values_list(
        "vocabulary", "code"
    ):
        codes[vocabulary].append(code)
    return codes


def _term_columns(model: type[Any]) -> Iterator[tuple[str, str]]:
    from integra_cms.vocabularies.fields import TermCodesField

    for field in model._meta.local_concrete_fields:
        if isinstance(field, TermCodesField):
            yield field.column, field.vocabulary


def _insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Many rows at once: Django's ``bulk_create`` takes no models with a parent table."""
    from django.db import connection

    names = ", ".join(map(connection.ops.quote_name, columns))
    places = f"({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS):
            chunk = rows[start : start + ROWS]
            cursor.execute(
                f"INSERT INTO {connection.ops.quote_name(table)} ({names}) "  # noqa: S608 - our names
                f"VALUES {', '.join([places] * len(chunk))}",
                list(chain.from_iterable(chunk)),
            )


if __name__ == "__main__":
    django.setup()
    count, *seed = map(int, sys.argv[1:])
    sys.stdout.write(json.dumps(Loader(count, *seed).load()))
