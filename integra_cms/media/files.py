"""The one door for files: whatever is stored by these fields is clean and has a random name."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from integra_cms.media.cleaning import (
    CleanFile,
    CleaningError,
    clean_document,
    clean_image,
    clean_media,
)

Cleaner = Callable[..., CleanFile]


class CleanedFile(File):
    """A file that went through cleaning; only ``cleaned()`` makes it."""

    def __init__(self, clean: CleanFile) -> None:
        super().__init__(clean.content, name=clean.name)
        self.clean = clean

    @property
    def size(self) -> int:
        """The number of bytes."""
        return self.clean.size


def cleaned(file: IO[bytes], name: str, cleaner: Cleaner) -> CleanedFile:
    """The clean form of ``file``, or the file itself when it is clean already.

    Raises:
        CleaningError: It is refused.
    """
    if isinstance(file, CleanedFile):
        return file
    return CleanedFile(cleaner(file, name=name))


def validated(file: IO[bytes], name: str, cleaner: Cleaner) -> CleanedFile:
    """As ``cleaned``, for forms.

    Raises:
        ValidationError: It is refused, with the reason and code of the ``CleaningError``.
    """
    try:
        return cleaned(file, name, cleaner)
    except CleaningError as error:
        raise ValidationError(str(error), code=error.code) from error


def random_name(clean: CleanFile) -> str:
    """A file name that tells nothing: people name files after people, places and days."""
    return f"{uuid4().hex}.{clean.format.extension}"


class CleaningFieldFile(FieldFile):
    """A file of a model, cleaned before it reaches the storage, whoever brings it there."""

    field: CleaningField

    def validate(self) -> None:
        """Clean a file that is not stored yet, so that forms can say why it is refused.

        Raises:
            ValidationError: It is refused.
        """
        if self and not self._committed:
            self.file = validated(self.file, self.name, self.field.cleaner)
            self.name = self.file.name

    def save(self, name: str, content: IO[bytes], save: bool = True) -> None:
        """Store the clean form under a random name and note its checksums.

        Raises:
            CleaningError: The file is refused.
        """
        file = cleaned(content, name, self.field.cleaner)
        self.field.note(self.instance, file.clean)
        super().save(random_name(file.clean), file, save)


class CleaningField:
    """What the file fields below share. ``cleaner`` is how their files are cleaned."""

    cleaner: Cleaner
    attr_class = CleaningFieldFile

    def note(self, instance: models.Model, clean: CleanFile) -> None:
        """Write down what is known of a file that is about to be stored."""
        instance.sha256 = clean.digest()
        if hasattr(instance, "file_hash"):  # Wagtail's own, for finding duplicates
            instance.file_hash = clean.digest("sha1")
            instance.file_size = clean.size


class CleaningImageFieldFile(CleaningFieldFile, WagtailImageFieldFile):
    """A picture; before it is stored it has a size only once it is clean."""

    def get_image_dimensions(self) -> tuple[int | None, int | None]:
        """Width and height, without decoding what nobody has looked at yet."""
        if self._committed:
            return super().get_image_dimensions()
        clean = getattr(self.file, "clean", None)
        return (clean.width, clean.height) if clean else (None, None)

    def validate(self) -> None:
        """As for all files; the size of the picture is known from then on."""
        super().validate()
        self.__dict__.pop("_dimensions_cache", None)
        self.field.update_dimension_fields(self.instance, force=True)


class CleanImageField(CleaningField, WagtailImageField):
    """A picture without metadata."""

    attr_class = CleaningImageFieldFile
    cleaner = staticmethod(clean_image)


class CleanDocumentField(CleaningField, models.FileField):
    """A document without metadata."""

    cleaner = staticmethod(clean_document)


class CleanMediaField(CleaningField, models.FileField):
    """A recording without metadata."""

    cleaner = staticmethod(clean_media)


class CleanThumbnailField(CleaningField, models.FileField):
    """A picture that stands for a recording: the checksum stays that of the recording."""

    cleaner = staticmethod(clean_image)

    def note(self, instance: models.Model, clean: CleanFile) -> None:
        """Nothing of it is kept elsewhere."""
