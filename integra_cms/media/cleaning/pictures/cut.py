"""What a cutter found and left, the same for every picture format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """A picture without its metadata, and what those said about showing it.

    ``icc`` is empty when the file has no colour profile or the stock one, which stays.
    """

    data: bytes
    width: int
    height: int
    frames: int = 1
    exif: bytes = b""
    xmp: bytes = b""
    icc: bytes = b""
    cmyk: bool = False
