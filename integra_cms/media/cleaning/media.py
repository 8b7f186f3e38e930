"""Audio and video: cleaned in a temporary file, never whole in memory."""

from __future__ import annotations

import hashlib
import mmap
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO

from django.utils.translation import gettext as _

from .errors import CleaningError, MetadataRemains, Unreadable, UnsupportedFormat
from .formats import HEAD_BYTES, FileFormat, recognise
from .images import BROKEN
from .limits import byte_count, check_bytes
from .recordings import flac, matroska, mp3, mp4, ogg, wav
from .recordings.pieces import Piece
from .result import CHUNK, CleanFile, corrected_name
from .verification.recordings import recording_remains

_CLEANERS: dict[str, Callable[[mmap.mmap], list[Piece]]] = {
    "mp4": mp4.scrub,
    "m4a": mp4.scrub,
    "mov": mp4.scrub,
    "mp3": mp3.cut,
    "wav": wav.cut,
    "flac": flac.cut,
    "ogg": ogg.scrub,
    "webm": matroska.scrub,
    "mkv": matroska.scrub,
}


def clean_media(file: IO[bytes], *, name: str) -> CleanFile:
    """The recording in ``file`` without tags, positions, dates, names and cover pictures.

    Picture and sound are not touched. A clean recording keeps its bytes.

    Raises:
        CleaningError: It is too large, damaged, of a format we do not take, or not clean after all.
    """
    check_bytes(byte_count(file), "MAX_MEDIA_BYTES")
    file.seek(0)
    found = recognise(file.read(HEAD_BYTES))
    if found is None or found.name not in _CLEANERS:
        raise _refusal(found)
    try:
        content, changed = _clean(file, found)
    except CleaningError:
        raise
    except BROKEN as error:
        raise Unreadable(
            _("“%(name)s” is damaged. Export the recording anew and try again.") % {"name": name}
        ) from error
    return CleanFile(corrected_name(name, found), content, found, changed)


def _clean(file: IO[bytes], found: FileFormat) -> tuple[IO[bytes], bool]:
    with ExitStack() as opened:
        work = opened.enter_context(tempfile.TemporaryFile())
        before = _copied(file, work)
        result = work
        with mmap.mmap(work.fileno(), 0) as data:
            pieces = _CLEANERS[found.name](data)
            if pieces != [slice(0, len(data))]:
                result = opened.enter_context(tempfile.TemporaryFile())
                _assemble(data, pieces, result)
        _verify(found, result)
        result.seek(0)
        changed = hashlib.file_digest(result, "sha256").hexdigest() != before
        opened.pop_all()  # all went well: from here on the clean file closes it
    if result is not work:
        work.close()
    return result, changed


def _copied(file: IO[bytes], work: IO[bytes]) -> str:
    """Copy, and say the checksum of what came in."""
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(CHUNK):
        digest.update(piece)
        work.write(piece)
    work.flush()
    return digest.hexdigest()


def _assemble(data: mmap.mmap, pieces: list[Piece], result: IO[bytes]) -> None:
    for piece in pieces:
        if isinstance(piece, bytes):
            result.write(piece)
            continue
        for at in range(piece.start, piece.stop, CHUNK):
            result.write(data[at : min(at + CHUNK, piece.stop)])
    result.flush()


def _verify(found: FileFormat, result: IO[bytes]) -> None:
    with mmap.mmap(result.fileno(), 0, access=mmap.ACCESS_READ) as data:
        remains = recording_remains(found.name, data)
    if remains:
        raise MetadataRemains(
            _("This recording cannot be cleaned; left in it: %(what)s. Export it anew.")
            % {"what": ", ".join(remains)}
        )


def _refusal(found: FileFormat | None) -> UnsupportedFormat:
    if found is None:
        return UnsupportedFormat(
            _("This is no recording we know. Export it as MP4, WebM, MP3, M4A, Ogg, FLAC or WAV.")
        )
    return UnsupportedFormat(
        _("%(format)s files are not taken. Export it as MP4, WebM, MP3, M4A, Ogg, FLAC or WAV.")
        % {"format": found.name.upper()}
    )
