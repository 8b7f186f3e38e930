"""Cleaning of files: pure functions from bytes to bytes that carry no trace of people."""

from __future__ import annotations

from .documents import clean_document
from .errors import CleaningError
from .images import clean_image, cut_picture
from .media import clean_media
from .result import CleanFile

__all__ = [
    "CleanFile",
    "CleaningError",
    "clean_document",
    "clean_image",
    "clean_media",
    "cut_picture",
]
