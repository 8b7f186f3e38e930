"""PDF: written anew without information, XMP, earlier versions and names of commentators."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter, filters
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from integra_cms.media.cleaning.errors import HiddenContent, LockedFile, Unreadable
from integra_cms.media.cleaning.pictures import jpeg, jpeg2000

# Anywhere: packets, private data of programs, when and by which program a thing was made.
_DROPPED = {
    *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/CreatorInfo"),
    *("/CreationDate", "/ModDate", "/M", "/NM"),
}
_DECODERS = {
    "/FlateDecode": filters.FlateDecode,
    "/ASCII85Decode": filters.ASCII85Decode,
    "/ASCIIHexDecode": filters.ASCIIHexDecode,
    "/RunLengthDecode": filters.RunLengthDecode,
    "/LZWDecode": filters.LZWDecode,
}


def rewrite(data: bytes) -> bytes:
    """The document in one version, without what tells about people, machines and times.

    Raises:
        LockedFile: It is encrypted or signed.
        HiddenContent: It has files inside that we cannot look into.
        Unreadable: It is damaged.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise _locked()
        writer = _copy(reader)
        for thing in _dictionaries(writer.root_object):
            _refuse_hidden(thing)
            _clean(thing)
        # Copying once more leaves behind what nothing points to any longer.
        return _written(_copy(PdfReader(io.BytesIO(_written(writer)))))
    except (PyPdfError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(
            _("This PDF file is damaged. Print it to a new PDF file and try again.")
        ) from error


def _copy(reader: PdfReader) -> PdfWriter:
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    writer._ID = None  # tells which files were once the same; pypdf has no public way
    return writer


def _written(writer: PdfWriter) -> bytes:
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _dictionaries(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary and stream that can be reached."""
    waiting: list[Any] = [root]
    seen: set[int] = set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if thing.idnum in seen:
                continue
            seen.add(thing.idnum)
            thing = thing.get_object()
        if isinstance(thing, DictionaryObject):
            yield thing
            waiting.extend(thing.values())
        elif isinstance(thing, ArrayObject):
            waiting.extend(thing)


def _refuse_hidden(thing: DictionaryObject) -> None:
    kind, subtype = thing.get("/Type"), thing.get("/Subtype")
    if "/ByteRange" in thing or (thing.get("/FT") == "/Sig" and "/V" in thing):
        raise _locked()
    if (
        kind in {"/EmbeddedFile", "/Collection"}
        or subtype in {"/FileAttachment", "/RichMedia", "/Screen", "/3D"}
        or "/EF" in thing
        or "/XFA" in thing
    ):
        raise HiddenContent(
            _("This PDF file has other files or an XFA form inside. Print it to a new PDF file.")
        )


def _locked() -> LockedFile:
    return LockedFile(
        _("This PDF file is encrypted or signed. Take in a copy without password and signature.")
    )


def _clean(thing: DictionaryObject) -> None:
    is_field = "/FT" in thing or thing.get("/Subtype") == "/Widget"  # there, /T is its own name
    is_comment = ("/Rect" in thing or "/Contents" in thing) and not is_field
    for key in (_DROPPED | ({"/T"} if is_comment else set())) & set(thing):
        del thing[NameObject(key)]
    if isinstance(thing, StreamObject):
        _clean_stream(thing)


def _clean_stream(stream: StreamObject) -> None:
    chain = stream.get("/Filter", ArrayObject())
    chain = list(chain) if isinstance(chain, ArrayObject) else [chain]
    if chain and chain[-1] in {"/DCTDecode", "/JPXDecode"}:
        data = stream._data  # as it stands in the file: get_data() would decode the picture
        for name in chain[:-1]:
            data = _DECODERS[name].decode(data)
        cutter = jpeg.cut if chain[-1] == "/DCTDecode" else None
        stream._data = cutter(data).data if cutter else jpeg2000.cut(data)
        stream[NameObject("/Filter")] = NameObject(chain[-1])
        if len(chain) > 1:
            stream.pop(NameObject("/DecodeParms"), None)
    elif "/N" in stream:
        profile = stream.get_data()
        if profile[36:40] == b"acsp" and (bare := bare_profile(profile)) != profile:
            stream.set_data(bare)


def bare_profile(profile: bytes) -> bytes:
    """A colour profile without date, device, program and identifier; the colours stay."""
    blanked = bytearray(profile)
    for start, end in ((24, 36), (48, 56), (80, 100)):
        blanked[start:end] = bytes(end - start)
    tags = int.from_bytes(profile[128:132], "big")
    for at in range(132, min(132 + 12 * tags, len(profile)), 12):
        if profile[at : at + 4] == b"calt":  # when the device was calibrated
            start = int.from_bytes(profile[at + 4 : at + 8], "big")
            blanked[start + 8 : start + 20] = bytes(len(blanked[start + 8 : start + 20]))
    return bytes(blanked)
