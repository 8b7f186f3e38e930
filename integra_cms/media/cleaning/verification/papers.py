"""Looking at a clean document again, by other means than the cleaners.

Documents that show nothing here are taken in as they are: cleaning them again changes no byte.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.handler import ContentHandler

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from integra_cms.media.cleaning.errors import CleaningError
from integra_cms.media.cleaning.formats import HEAD_BYTES, recognise
from integra_cms.media.cleaning.papers.markup import check

from .pictures import picture_remains
from .telltales import telltales

_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_PDF_NAMES = re.compile(
    rb"/(Info|Metadata|PieceInfo|LastModified|Thumb|CreatorInfo|ObjStm|XRef|Encrypt|EmbeddedFile"
    rb"|EF|XFA|ByteRange|CreationDate|ModDate|Producer|NM)(?![A-Za-z0-9])"
)
_DATE = "2000-01-01T00:00:00"
_NEUTRAL = {"", "Author", "A", "None", _DATE, _DATE + "Z", _DATE + ".000"}
_TELLING_ATTRIBUTES = {
    *("author", "initials", "date", "dateUtc", "dT", "userName", "dateTime", "userId"),
    *("providerId", "displayName", "refreshedBy", "refreshedDate", "refreshedDateIso"),
}
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_DUBLIN_TERMS = "http://purl.org/dc/terms/"
_ODF_META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_TELLING_ELEMENTS = {
    (_DUBLIN_CORE, "creator"),
    (_DUBLIN_CORE, "date"),
    (_DUBLIN_TERMS, "created"),
    (_DUBLIN_TERMS, "modified"),
    (_ODF_META, "initial-creator"),
    (_ODF_META, "creation-date"),
    (_ODF_META, "creator-initials"),
    (_ODF_META, "date-string"),
}


def pdf_remains(data: bytes) -> list[str]:
    """What is left in a PDF file, in whatever version of it."""
    found = telltales(data)
    outside = _STREAM.sub(b"", data)
    found += sorted({name.decode() for name in _PDF_NAMES.findall(outside)})
    if data.count(b"startxref") != 1 or not data.rstrip().endswith(b"%%EOF"):
        found.append("earlier versions")
    if found:
        return found
    try:
        reader = PdfReader(io.BytesIO(data))
        numbers = [number for table in reader.xref.values() for number in table]
        for number in numbers:
            found += _pdf_object(reader.get_object(IndirectObject(number, 0, reader)))
    except (PyPdfError, KeyError, TypeError, AttributeError, RecursionError):
        return ["damage"]
    return found


def _pdf_object(thing: object) -> list[str]:
    if not isinstance(thing, DictionaryObject):
        return []
    is_comment = "/Rect" in thing and thing.get("/Subtype") not in {None, "/Widget"}
    found = ["names in comments"] if "/M" in thing or (is_comment and "/T" in thing) else []
    if isinstance(thing, StreamObject) and "/N" in thing:
        profile = thing.get_data()
        if profile[36:40] == b"acsp" and any(profile[24:36] + profile[48:56] + profile[80:100]):
            found.append("a dated profile")
    chain = str(thing.get("/Filter", ""))
    if "DCTDecode" in chain and chain != "/DCTDecode":
        found.append("a packed picture")
    return found


def package_remains(data: bytes) -> list[str]:
    """What is left in an Office or OpenDocument file."""
    found: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            stamped = any(info.date_time[0] != 1980 or info.extra for info in infos)
            if stamped or package.comment or data[:4] != b"PK\x03\x04":
                return ["dates of parts"]
            for info in infos:
                found += _package_part(info.filename, package.read(info))
    except (zipfile.BadZipFile, CleaningError):
        return ["damage"]
    return sorted(set(found))


def _package_part(name: str, content: bytes) -> list[str]:
    extension = name.rpartition(".")[2].lower()
    if not content:  # LibreOffice leaves some parts empty
        return []
    if extension in {"xml", "rels", "vml", "rdf", "svg"}:
        handler = _Teller()
        check(content, handler)
        return [f"{what} in {name}" for what in handler.found]
    if "thumbnail" in name.lower() or "printerSettings" in name:
        return [name]
    inner = recognise(content[:HEAD_BYTES])
    if inner and inner.name == "zip":
        return package_remains(content)
    if inner and inner.name in {"jpeg", "png", "gif", "webp", "avif"}:
        return picture_remains(inner.name, content, decode=False)
    return telltales(content)


class _Teller(ContentHandler):
    """Notes attributes and texts that name people, machines and times, by their namespaces."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._telling = ""

    def startElementNS(self, name, qname, attrs):
        self._telling = name[1] if name in _TELLING_ELEMENTS else ""
        for (_namespace, attribute), value in attrs.items():
            telling = attribute in _TELLING_ATTRIBUTES or attribute.startswith("rsid")
            if telling and value not in _NEUTRAL:
                self.found.add(attribute)
            if attribute == "Target" and value.startswith("file:"):
                self.found.add("path")

    def characters(self, content):
        if self._telling and content.strip() not in _NEUTRAL:
            self.found.add(self._telling)

    def endElementNS(self, name, qname):
        self._telling = ""
