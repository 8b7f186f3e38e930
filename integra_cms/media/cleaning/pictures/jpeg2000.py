"""JPEG 2000 inside PDF files: keep the boxes that carry the picture."""

from __future__ import annotations

from integra_cms.media.cleaning.boxes import boxes

_PICTURE = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}


def cut(data: bytes) -> bytes:
    """The picture without XML, UUID and other boxes; a bare code stream is returned as it is."""
    if data[4:8] != b"jP  ":
        return data
    kept = (box for box in boxes(data, 0, len(data)) if box.kind in _PICTURE)
    return b"".join(data[box.start : box.end] for box in kept)
