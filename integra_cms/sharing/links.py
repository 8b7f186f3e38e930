"""Which row of this site a UUID in a pack means, and the other way round.

Everything is looked up once, in a number of queries that does not grow with the content.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from django.db import models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtailmedia.models import get_media_model

from integra_cms.pages.editions import Edition


class PageRow(NamedTuple):
    """What is known of a page without loading it."""

    pk: int
    resource: str
    locale_id: int
    path: str


Model = type[models.Model]


class PageLinks:
    """The pages of this site; those created meanwhile are told with `add`."""

    @cached_property
    def _rows(self) -> dict[int, PageRow]:
        rows = Page.objects.filter(depth__gt=1).values_list(
            "pk", "translation_key", "locale_id", "path"
        )
        return {pk: PageRow(pk, str(key), locale, path) for pk, key, locale, path in rows}

    @cached_property
    def _by_edition(self) -> dict[tuple[str, int], int]:
        return {(row.resource, row.locale_id): row.pk for row in self._rows.values()}

    @cached_property
    def _by_path(self) -> dict[str, PageRow]:
        return {row.path: row for row in self._rows.values()}

    @cached_property
    def sources(self) -> dict[str, tuple[int, int]]:
        """Resource → page and locale of its source edition."""
        rows = Edition.objects.sources().values_list("resource", "page_id", "locale_id")
        return {str(resource): (page, locale) for resource, page, locale in rows}

    def add(self, page: Page, *, is_source: bool) -> None:
        """A page that was just created."""
        row = PageRow(page.pk, str(page.translation_key), page.locale_id, page.path)
        self._rows[row.pk] = row
        self._by_edition[row.resource, row.locale_id] = row.pk
        self._by_path[row.path] = row
        if is_source:
            self.sources[row.resource] = (row.pk, row.locale_id)

    def page(self, resource: str, locale_id: int) -> int | None:
        """The page of exactly this edition."""
        return self._by_edition.get((resource, locale_id))

    def target(self, resource: str, locale_id: int) -> int | None:
        """The page a text in this locale links to: its own edition, else the source."""
        return self.page(resource, locale_id) or self.sources.get(resource, (None, None))[0]

    def resource(self, pk: int) -> str | None:
        """What a page is an edition of."""
        row = self._rows.get(pk)
        return row.resource if row else None

    def parent(self, page: Page) -> str | None:
        """The resource of the page above; None at the top."""
        row = self._by_path.get(page.path[: -page.steplen])
        return row.resource if row else None


def file_models() -> tuple[Model, ...]:
    """The models of files."""
    return get_image_model(), get_document_model(), get_media_model()


class FileLinks:
    """Pictures, documents and recordings of this site."""

    def __init__(self) -> None:
        self._by_model: dict[Model, dict[str, int]] = {}
        self._by_key: dict[Model, dict[int, str]] = {}

    def key(self, model: Model, uuid: str) -> int | None:
        """The primary key of a file."""
        return self._keys(model).get(uuid)

    def uuid(self, model: Model, key: int) -> str | None:
        """The UUID of a file."""
        self._keys(model)
        return self._by_key[model].get(key)

    def image(self, uuid: str) -> int | None:
        """The primary key of a picture."""
        return self.key(get_image_model(), uuid)

    def add(self, row: Any) -> None:
        """A file that was just created."""
        self._keys(type(row))[str(row.uuid)] = row.pk
        self._by_key[type(row)][row.pk] = str(row.uuid)

    def _keys(self, model: Model) -> dict[str, int]:
        if model not in self._by_model:
            rows = model._default_manager.values_list("uuid", "pk")
            self._by_model[model] = {str(uuid): pk for uuid, pk in rows}
            self._by_key[model] = {pk: uuid for uuid, pk in self._by_model[model].items()}
        return self._by_model[model]


class CodeLinks:
    """Rows that are named by a code, such as projects."""

    def __init__(self) -> None:
        self._by_model: dict[Model, dict[str, int]] = {}

    def key(self, model: Model, code: str) -> int | None:
        """The primary key of the row with this code."""
        return self._keys(model).get(code)

    def code(self, model: Model, key: int) -> str | None:
        """The code of a row."""
        return next((code for code, pk in self._keys(model).items() if pk == key), None)

    def _keys(self, model: Model) -> dict[str, int]:
        if model not in self._by_model:
            rows = model._default_manager.values_list("code", "pk")
            self._by_model[model] = dict(rows)
        return self._by_model[model]


class Links:
    """All of them, with the two directions that streams and texts need."""

    def __init__(self) -> None:
        self.pages = PageLinks()
        self.files = FileLinks()
        self.codes = CodeLinks()

    def find(self, model: Model, uuid: str, locale_id: int) -> int | None:
        """The row that a UUID means in content of this locale."""
        if issubclass(model, Page):
            return self.pages.target(uuid, locale_id)
        return self.files.key(model, uuid)

    def name(self, model: Model, key: int) -> str | None:
        """The UUID of a row."""
        if issubclass(model, Page):
            return self.pages.resource(key)
        return self.files.uuid(model, key)
