"""Files that wait: what Wagtail keeps between an upload and the form that completes it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from wagtail.models import UploadedFile

from .files import CleaningField, cleaned, random_name


def clean_waiting(sender: type[UploadedFile], instance: UploadedFile, **kwargs: Any) -> None:
    """Receiver of ``pre_save``: the waiting file is as clean as the one it will become."""
    if not instance.file or instance.file._committed or instance.for_content_type is None:
        return
    try:
        field = instance.for_content_type.model_class()._meta.get_field("file")
    except FieldDoesNotExist:
        return
    if isinstance(field, CleaningField):
        file = cleaned(instance.file.file, instance.file.name, field.cleaner)
        instance.file.file = file
        instance.file.name = random_name(file.clean)
