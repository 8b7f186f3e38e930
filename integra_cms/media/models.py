"""Images, documents and recordings: Wagtail's models with clean files and licences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.images.models import get_upload_to as image_upload_to
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from integra_cms.languages.locales import is_valid_tag

from .cleaning import cut_picture
from .files import (
    CleanDocumentField,
    CleanImageField,
    CleaningField,
    CleaningFieldFile,
    CleanMediaField,
    CleanThumbnailField,
)
from .licences import LicensedMixin
from .querysets import ToolkitDocumentQuerySet, ToolkitImageQuerySet, ToolkitMediaQuerySet

LICENCE_FIELDS = ("licence", "rights_holder", "credit_line", "source_url", "licence_note")


def validate_language(tag: str) -> None:
    """Refuse what is no BCP 47 language tag.

    Raises:
        ValidationError: The message names the tag.
    """
    if not is_valid_tag(tag):
        raise ValidationError(
            _("“%(tag)s” is no language tag. Use one such as “bg”, “prs” or “zh-Hant”."),
            code="invalid_language",
            params={"tag": tag},
        )


class CleanedFileMixin(models.Model):
    """A thing with files that are cleaned before they are stored, for every way in."""

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    sha256 = models.CharField(
        _("checksum"), max_length=64, blank=True, editable=False, db_index=True
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        blank=True,
        validators=[validate_language],
        help_text=_("Language of the words in the file. Leave it empty when there are none."),
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store new files first, so that checksum and size are those of what is stored.

        Raises:
            CleaningError: A file is refused; nothing is saved.
        """
        new = list(self._new_files())
        for file in new:
            file.save(file.name, file.file, save=False)
        if new and kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self._noted_fields()}
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Clean new files here already: forms show the reason of a refusal beside the field.

        Raises:
            ValidationError: A file or another field is refused.
        """
        refused: dict[str, ValidationError] = {}
        for file in self._new_files():
            try:
                file.validate()
            except ValidationError as error:
                refused[file.field.name] = error
        try:
            super().clean_fields(exclude={*(exclude or ()), *refused})
        except ValidationError as error:
            refused.update(error.update_error_dict({}))
        if refused:
            raise ValidationError(refused)

    def _new_files(self) -> Iterator[CleaningFieldFile]:
        """The files that are not stored yet."""
        for field in self._meta.concrete_fields:
            if isinstance(field, CleaningField):
                file = getattr(self, field.attname)
                if file and not file._committed:
                    yield file

    def _noted_fields(self) -> set[str]:
        noted = {"sha256", "file_hash", "file_size", "width", "height"}
        return noted & {field.name for field in self._meta.concrete_fields}


class ToolkitImage(CleanedFileMixin, LicensedMixin, AbstractImage):  # noqa: DJ008 - Wagtail's base has __str__
    """A picture. Its ``description`` is the alternative text where a page gives none."""

    file = CleanImageField(
        verbose_name=_("file"),
        upload_to=image_upload_to,
        width_field="width",
        height_field="height",
    )
    contains_text = models.BooleanField(
        _("contains text"),
        default=False,
        help_text=_("Words in the picture need a translation or a text alternative."),
    )

    objects = ToolkitImageQuerySet.as_manager()

    admin_form_fields = (
        *("title", "file", "description", "language", "contains_text", "collection", "tags"),
        *LICENCE_FIELDS,
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("credit_line"),
        index.FilterField("language"),
        index.FilterField("licence"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As all files; what was made from an earlier picture goes with it."""
        replaced = self.pk is not None and any(True for _file in self._new_files())
        super().save(*args, **kwargs)
        if replaced:
            self.renditions.all().delete()

    def _set_image_file_metadata(self) -> None:
        """Wagtail's forms ask for it; it is noted when the file is stored."""

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """Another size or format, cut like an upload: what is served is looked at once more.

        Raises:
            CleaningError: It cannot be cleaned, as pictures of formats that we do not take.
        """
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ContentFile(cut_picture(made.read()), name=made.name)


class ToolkitRendition(AbstractRendition):
    """A picture in another size or format, made from a clean one."""

    image = models.ForeignKey(ToolkitImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="integra_one_rendition_per_filter",
            )
        ]

    def __str__(self) -> str:
        return f"{self.image} ({self.filter_spec})"


class ToolkitDocument(CleanedFileMixin, LicensedMixin, AbstractDocument):  # noqa: DJ008 - Wagtail's base has __str__
    """A file to download."""

    file = CleanDocumentField(verbose_name=_("file"), upload_to="documents")

    objects = ToolkitDocumentQuerySet.as_manager()

    admin_form_fields = ("title", "file", "language", "collection", "tags", *LICENCE_FIELDS)
    search_fields = [
        *AbstractDocument.search_fields,
        index.SearchField("credit_line"),
        index.FilterField("language"),
        index.FilterField("licence"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def _set_document_file_metadata(self) -> None:
        """Wagtail's forms ask for it; it is noted when the file is stored."""


class ToolkitMedia(CleanedFileMixin, LicensedMixin, AbstractMedia):  # noqa: DJ008 - Wagtail's base has __str__
    """An audio or video recording."""

    file = CleanMediaField(verbose_name=_("file"), upload_to="media")
    thumbnail = CleanThumbnailField(
        verbose_name=_("thumbnail"), upload_to="media_thumbnails", blank=True
    )

    objects = ToolkitMediaQuerySet.as_manager()

    admin_form_fields = (
        *("title", "file", "language", "collection", "duration", "width", "height"),
        *("thumbnail", "tags"),
        *LICENCE_FIELDS,
    )
    search_fields = [
        *AbstractMedia.search_fields,
        index.SearchField("credit_line"),
        index.FilterField("language"),
        index.FilterField("licence"),
    ]

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
