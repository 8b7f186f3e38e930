"""Admin forms: a file that is refused is an error of its field, with our reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from .cleaning import clean_image
from .files import validated
from .licences import LicenceCode


class CleanImageFormField(WagtailImageField):
    """Cleans first: Wagtail then checks the converted picture under its right extension."""

    def to_python(self, data: Any) -> Any:
        """The clean file, as Wagtail's forms expect it.

        Raises:
            ValidationError: The file is refused.
        """
        if data in self.empty_values:
            return super().to_python(data)
        forms.FileField.to_python(self, data)
        return super().to_python(validated(data, data.name, clean_image))


class LicensedFormMixin:
    """Uploads without a word about rights are taken in as of unknown licence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "licence" in self.fields:  # the upload of many files at once does not ask
            self.fields["licence"].required = False

    def clean_licence(self) -> str:
        """The licence chosen, or unknown."""
        return self.cleaned_data["licence"] or LicenceCode.UNKNOWN

    def add_error(self, field: str | None, error: Any) -> None:
        """Errors of fields that this form does not show belong to the whole form."""
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            shown: dict[str, list[ValidationError]] = {}
            for name, found in error.error_dict.items():
                shown.setdefault(name if name in self.fields else NON_FIELD_ERRORS, []).extend(
                    found
                )
            error = ValidationError(shown)
        super().add_error(field, error)


class ToolkitImageForm(LicensedFormMixin, BaseImageForm):
    """Images, one by one and many at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stock := self.fields.get("file"):
            self.fields["file"] = CleanImageFormField(
                label=stock.label, required=stock.required, widget=stock.widget
            )


class ToolkitDocumentForm(LicensedFormMixin, BaseDocumentForm):
    """Documents, one by one and many at once."""


class ToolkitMediaForm(LicensedFormMixin, BaseMediaForm):
    """Audio and video."""
