"""Pictures, documents and recordings: a description of each, and its file by checksum."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtailmedia.models import get_media_model

from integra_cms.media.cleaning import (
    CleanFile,
    CleaningError,
    clean_document,
    clean_image,
    clean_media,
)
from integra_cms.media.models import LICENCE_FIELDS
from integra_cms.sections.models import City
from integra_cms.sharing.chapter import Chapter, FormJson, Reference, Staged
from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.formats import MediaForm, PackForm
from integra_cms.sharing.links import file_models

if TYPE_CHECKING:
    from integra_cms.sharing.checking import Checking
    from integra_cms.sharing.loading import Loading
    from integra_cms.sharing.reading import Reading

FILES = "data/media/files/"
COMMON = ("title", "language", *LICENCE_FIELDS)
OWN = {
    "image": ("description", "contains_text"),
    "document": (),
    "audio": ("duration",),
    "video": ("duration", "width", "height"),
}
CLEANERS: Mapping[str, Callable[..., CleanFile]] = {
    "image": clean_image,
    "document": clean_document,
    "audio": clean_media,
    "video": clean_media,
}


def file_path(form: FormJson) -> str:
    """Where the file of an object is in its pack."""
    return f"{FILES}{form['sha256']}.{form['format']}"


class Media(Chapter):
    """Files are cleaned on their way in, as all files are."""

    name = "media"
    folder = "media"

    def read(self, file: str, data: Any, pack: PackForm, reading: Reading) -> list[Staged]:
        form = reading.form(MediaForm, file, data)
        if form is None:
            return []
        return [Staged(self.name, form.uuid, file, form.as_json())]

    def references(self, form: FormJson) -> Iterator[Reference]:
        if city := form.get("city"):
            yield Reference("city", city, "city")

    def check(self, staged: Sequence[Staged], checking: Checking) -> None:
        described = {file_path(each.form) for each in staged}
        for path in sorted(checking.bag.checksums):
            if path.startswith(FILES) and path not in described:
                checking.report.refuse(
                    "file_unknown",
                    path,
                    _("nothing in data/media describes this file."),
                    remedy=_("Describe it in a JSON file, or remove it."),
                )
        for each in staged:
            self._check_values(each, checking)
            self._check_file(each, checking)

    @staticmethod
    def _check_values(each: Staged, checking: Checking) -> None:
        row = _row(MediaForm.model_validate(each.form))
        fields = [*COMMON, *OWN[each.form["type"]]]
        other = [field.name for field in row._meta.fields if field.name not in fields]
        try:
            row.full_clean(exclude=other, validate_unique=False)
        except ValidationError as error:
            checking.reading.invalid(each.file, "", error)

    def _check_file(self, each: Staged, checking: Checking) -> None:
        path, bag = file_path(each.form), checking.bag
        if path not in bag.checksums or path not in bag.sizes:
            self._refuse(each, checking, "file_missing", _("there is no file %(path)s."), path)
            return
        try:
            bag.verify(path)
            if bag.checksums[path] != each.form["sha256"]:
                raise PackError(_("its name does not say its checksum."))
            with (bag.root / path).open("rb") as content:
                clean = CLEANERS[each.form["type"]](content, name=PurePath(path).name)
        except (PackError, CleaningError) as error:
            checking.report.refuse(
                getattr(error, "code", "file_refused"),
                path,
                error,
                place=each.file,
                remedy=_("Replace the file, describe the new one and seal the pack."),
            )
            return
        if clean.format.extension != each.form["format"]:
            self._refuse(
                each,
                checking,
                "format_wrong",
                _("the file %(path)s is of another format; it would become “%(format)s”."),
                path,
                clean.format.extension,
            )
        elif clean.changed:
            checking.report.note(
                "file_cleaned",
                path,
                _("it carries metadata, which is removed when the file is loaded."),
            )

    @staticmethod
    def _refuse(
        each: Staged, checking: Checking, code: str, text: str, path: str, extension: str = ""
    ) -> None:
        checking.report.refuse(
            code, each.file, text % {"path": path, "format": extension}, place="sha256"
        )

    def current(self, keys: Collection[str] | None = None) -> dict[str, FormJson]:
        cities = dict(City.objects.values_list("collection_id", "code"))
        forms: dict[str, FormJson] = {}
        for model in file_models():
            rows: models.QuerySet[Any] = model._default_manager.prefetch_related("tags").order_by(
                "pk"
            )
            if keys is not None:
                rows = rows.filter(uuid__in=keys)
            forms |= {str(row.uuid): _form(row, cities) for row in rows}
        return forms

    def write(self, staged: Sequence[Staged], loading: Loading) -> None:
        for each in staged:
            form = MediaForm.model_validate(each.form)
            model = _model(form.type)
            row = model._default_manager.filter(uuid=form.uuid).first() or _row(form)
            for name in (*COMMON, *OWN[form.type]):
                setattr(row, name, _value(form, name))
            if row.sha256 != form.sha256:
                self._write_file(row, form, loading)
            else:
                row.save()
            row.tags.set(form.tags)
            loading.media.add(row)
            loading.progress.step()

    @staticmethod
    def _write_file(row: Any, form: MediaForm, loading: Loading) -> None:
        path = file_path(form.model_dump())
        storage, former = row._meta.get_field("file").storage, row.file.name

        def remove() -> None:
            if row.file and row.file._committed and row.file.name != former:
                storage.delete(row.file.name)

        loading.undo.append(remove)
        loading.bag.verify(path)
        with (loading.bag.root / path).open("rb") as content:
            row.file = File(content, name=PurePath(path).name)
            row.save()
        if former:
            transaction.on_commit(lambda: storage.delete(former))

    def finish(self, staged: Sequence[Staged], loading: Loading) -> None:
        """Files of a city lie in its collection, which exists once the city does."""
        collections = dict(City.objects.values_list("code", "collection_id"))
        for each in staged:
            if city := each.form.get("city"):
                rows = _model(each.form["type"])._default_manager.filter(uuid=each.key)
                rows.update(collection=collections[city])

    def files(self, forms: Mapping[str, FormJson]) -> dict[str, Any]:
        return {f"data/{self.folder}/{key}.json": form for key, form in forms.items()}


def _model(kind: str) -> type[Any]:
    models_of = {"image": get_image_model, "document": get_document_model}
    model: type[Any] = models_of.get(kind, get_media_model)()
    return model


def _row(form: MediaForm) -> Any:
    row = _model(form.type)(
        uuid=UUID(form.uuid),
        **{name: _value(form, name) for name in (*COMMON, *OWN[form.type])},
    )
    if form.type in ("audio", "video"):
        row.type = form.type
    return row


def _value(form: MediaForm, name: str) -> Any:
    value = getattr(form, name)
    return value or row_default(form.type, name) if name in LICENCE_FIELDS else value


def row_default(kind: str, name: str) -> Any:
    """What a file has where nothing is said."""
    return _model(kind)._meta.get_field(name).get_default()


def _form(row: Any, cities: Mapping[int, str]) -> FormJson:
    kind = _kind(row)
    values = {name: getattr(row, name) for name in (*COMMON, *OWN[kind])}
    if values["licence"] == row_default(kind, "licence"):
        values["licence"] = ""
    form = MediaForm(
        uuid=str(row.uuid),
        type=kind,  # type: ignore[arg-type]  # checked when the form is made
        sha256=row.sha256,
        format=PurePath(row.file.name).suffix.lstrip(".").lower(),
        city=cities.get(row.collection_id, ""),
        tags=sorted(tag.name for tag in row.tags.all()),
        **values,
    )
    return form.as_json()


def _kind(row: Any) -> str:
    if isinstance(row, get_image_model()):
        return "image"
    return "document" if isinstance(row, get_document_model()) else str(row.type)
