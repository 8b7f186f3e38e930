"""The forms with which editors write and copy pages of the toolkit."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm


class ToolkitPageForm(WagtailAdminPageForm):
    """Shows what is wrong with fields that a form leaves out, as the forms of an API may."""

    def add_error(self, field: str | None, error: Any) -> None:
        """An error of a field that is not in the form is one of the whole form."""
        if field is None and isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            at_fields: dict[str, list[ValidationError]] = {}
            for name, errors in error.error_dict.items():
                place = name if name in self.fields else NON_FIELD_ERRORS
                at_fields.setdefault(place, []).extend(errors)
            error = ValidationError(at_fields)
        super().add_error(field, error)


class ToolkitCopyForm(CopyForm):
    """Without the choice of making an alias, and within one language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        """Refuses a parent in another language, as saving the copy would."""
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page")
        if parent and not parent.is_root() and parent.locale_id != self.page.locale_id:
            self.add_error(
                "new_parent_page",
                _(
                    "“%(parent)s” is in another language than the page. Choose a page in the same "
                    "language, or translate the page."
                )
                % {"parent": parent.title},
            )
        return cleaned
