"""Objects with a code and a file of their own that are plain rows on the site."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from integra_cms.sharing.chapter import Chapter, FormJson, Reference, Staged
from integra_cms.sharing.formats import Form, PackForm

if TYPE_CHECKING:
    from integra_cms.sharing.checking import Checking
    from integra_cms.sharing.loading import Loading
    from integra_cms.sharing.reading import Reading


@dataclass(frozen=True)
class Part:
    """A row that belongs to another, not saved, without its links to other rows.

    Attributes:
        place: Where it is in the form.
        once: What no other part of the same object may say.
    """

    place: str
    row: Any
    once: tuple[tuple[Hashable, ...], ...]


class Records(Chapter):
    """One JSON file per row, named after its code.

    Attributes:
        schema: The form of a file.
        model: The rows.
        plain: Keys of the form that are fields of the model under the same name.
    """

    schema: ClassVar[type[Any]]
    model: ClassVar[type[Any]]
    plain: ClassVar[tuple[str, ...]]

    def read(self, file: str, data: Any, pack: PackForm, reading: Reading) -> list[Staged]:
        form: Any = reading.form(self.schema, file, data)
        if form is None:
            return []
        staged = Staged(self.name, form.code, file, form.as_json())
        if file != (expected := self._path(staged.key)):
            reading.report.refuse(
                "file_name",
                file,
                _("it holds “%(code)s”, which belongs into %(expected)s.")
                % {"code": staged.key, "expected": expected},
                place="code",
                remedy=_("Rename the file or correct the code."),
            )
        return [staged]

    def check(self, staged: Sequence[Staged], checking: Checking) -> None:
        for each in staged:
            form = self.schema.model_validate(each.form)
            self._check_row(each, self.row(form), "", checking)
            stated: dict[tuple[Hashable, ...], str] = {}
            for part in self.parts(form):
                self._check_row(each, part.row, part.place, checking)
                for key in part.once:
                    if (other := stated.setdefault(key, part.place)) != part.place:
                        checking.report.refuse(
                            "stated_twice",
                            each.file,
                            _("%(other)s says “%(key)s” already.")
                            % {"other": other, "key": ", ".join(map(str, key))},
                            place=part.place,
                            remedy=_("Remove one of the two, or correct it."),
                        )

    def _check_row(self, each: Staged, row: Any, place: str, checking: Checking) -> None:
        linked = [field.name for field in row._meta.fields if field.is_relation]
        try:
            row.full_clean(
                exclude=[*linked, *self.checked_elsewhere()],
                validate_unique=False,
                validate_constraints=row._meta.model is self.model,
            )
        except ValidationError as error:
            checking.reading.invalid(each.file, place, error)

    def checked_elsewhere(self) -> tuple[str, ...]:
        """Fields whose values are references, which `references` names."""
        return ()

    def parts(self, form: Any) -> Iterator[Part]:
        """The rows that belong to the row of this form."""
        yield from ()

    def current(self, keys: Collection[str] | None = None) -> dict[str, FormJson]:
        rows = self.rows()
        if keys is not None:
            rows = rows.filter(code__in=keys)
        return {row.code: self.form(row).as_json() for row in rows}

    def rows(self) -> models.QuerySet[Any]:
        """All rows, with what their forms need."""
        rows: models.QuerySet[Any] = self.model._default_manager.order_by("code")
        return rows

    def row(self, form: Any) -> Any:
        """A row, not saved, with the plain values of the form."""
        return self.model(**{name: getattr(form, name) for name in self.plain})

    @abstractmethod
    def form(self, row: Any) -> Form:
        """The row as a form."""

    def plain_values(self, row: Any) -> dict[str, Any]:
        """The part of a form that is the row's own."""
        return {name: plain_value(getattr(row, name)) for name in self.plain}

    def write(self, staged: Sequence[Staged], loading: Loading) -> None:
        stored = {
            row.code: row
            for row in self.model._default_manager.filter(code__in=[each.key for each in staged])
        }
        for each in staged:
            form = self.schema.model_validate(each.form)
            row = stored.get(each.key)
            if row is None:
                row = self.row(form)
            else:
                for name in self.plain:
                    setattr(row, name, getattr(form, name))
            self.link(row, form, loading)
            row.save()
            self.save_parts(row, form, loading)
            loading.progress.step()

    def link(self, row: Any, form: Any, loading: Loading) -> None:
        """Sets what leads to other rows, before the row is saved."""

    def save_parts(self, row: Any, form: Any, loading: Loading) -> None:
        """Writes rows that belong to this one, after it is saved."""

    def files(self, forms: Mapping[str, FormJson]) -> dict[str, Any]:
        return {self._path(key): form for key, form in forms.items()}

    def _path(self, key: str) -> str:
        return f"data/{self.folder}/{key}.json"


def plain_value(value: Any) -> Any:
    """A model's value as forms hold it."""
    return dict(value) if isinstance(value, Mapping) else value


def codes(chapter: str, values: Sequence[str], place: str) -> Iterator[Reference]:
    """References to several objects from one list."""
    for number, value in enumerate(values):
        yield Reference(chapter, value, f"{place}[{number}]")


def partners(form: FormJson) -> Iterator[Reference]:
    """The organisations of a project or city."""
    for number, partner in enumerate(form.get("partners", ())):
        yield Reference("organisation", partner["organisation"], f"partners[{number}].organisation")
