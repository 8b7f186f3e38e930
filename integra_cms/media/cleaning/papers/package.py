"""Office and OpenDocument files: a zip of parts, each cleaned by its kind."""

from __future__ import annotations

import io
import posixpath
import zipfile

from django.utils.translation import gettext as _

from integra_cms.conf import integra_settings
from integra_cms.media.cleaning.errors import (
    HiddenContent,
    LockedFile,
    TooManyBytes,
    Unreadable,
    UnsupportedFormat,
)
from integra_cms.media.cleaning.formats import HEAD_BYTES, FileFormat, recognise
from integra_cms.media.cleaning.images import cut_picture
from integra_cms.media.cleaning.media import clean_media

from .parts import clean_odf_part, clean_office_part

_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_BY_FOLDER = {
    "word/": FileFormat("docx", "docx", _OFFICE + "wordprocessingml.document"),
    "xl/": FileFormat("xlsx", "xlsx", _OFFICE + "spreadsheetml.sheet"),
    "ppt/": FileFormat("pptx", "pptx", _OFFICE + "presentationml.presentation"),
}
_BY_MIME_TYPE = {
    _ODF + "text": FileFormat("odt", "odt", _ODF + "text"),
    _ODF + "spreadsheet": FileFormat("ods", "ods", _ODF + "spreadsheet"),
    _ODF + "presentation": FileFormat("odp", "odp", _ODF + "presentation"),
}
_MAX_PARTS = 10_000
_MAX_GROWTH = 5  # a document may unpack to this many times the limit of documents
_MAX_DEPTH = 2  # a sheet behind a chart in a slide show
_SIGNATURES = ("_xmlsignatures/", "META-INF/documentsignatures", "META-INF/macrosignatures")
_MACROS = ("vbaproject.bin", "vbadata.xml")
_PLAIN = {"emf", "wmf", "svm", "odttf", "ttf", "otf", "fntdata"}  # drawings and fonts
_XML = {"xml", "rels", "vml", "rdf", "svg"}


def rewrite(data: bytes, *, depth: int = 0) -> tuple[bytes, FileFormat]:
    """The document with clean parts, and what kind it is.

    Raises:
        CleaningError: It unpacks to too much, is locked, damaged, or holds what we cannot clean.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = check_package(package)
            found = _kind(package)
            names = {info.filename for info in infos}
            _refuse_hidden(names)
            dropped = {name for name in names if _goes(name)}
            output = io.BytesIO()
            with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as clean:
                for info in infos:
                    if info.filename not in dropped:
                        part = _part(info.filename, package.read(info), found, dropped, depth)
                        clean.writestr(_entry(info), part)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise Unreadable(
            _("This document is damaged. Save it anew in its program and try again.")
        ) from error
    return output.getvalue(), found


def check_package(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries, when they are neither too many, nor too large, nor locked.

    Raises:
        TooManyBytes: The document would unpack to more than we take.
        LockedFile: It needs a password.
    """
    infos = package.infolist()
    limit = integra_settings.MAX_DOCUMENT_BYTES * _MAX_GROWTH
    size = sum(info.file_size for info in infos)
    if size > limit or len(infos) > _MAX_PARTS:
        raise TooManyBytes(
            _("This document unpacks to %(size)s bytes in %(parts)s parts, which is too much.")
            % {"size": size, "parts": len(infos)}
        )
    if any(info.flag_bits & 1 for info in infos):
        raise _locked()
    if len({info.filename for info in infos}) != len(infos):
        raise Unreadable(_("Two parts of this document have one name. Save it anew."))
    return infos


def _kind(package: zipfile.ZipFile) -> FileFormat:
    names = package.namelist()
    found = None
    if "mimetype" in names:
        found = _BY_MIME_TYPE.get(package.read("mimetype").decode("latin-1").strip())
    elif "[Content_Types].xml" in names:
        kinds = package.read("[Content_Types].xml")
        if b"macroEnabled" in kinds:
            raise _hidden(_("macros"))
        starts = (known for folder, known in _BY_FOLDER.items() if _has(names, folder))
        found = next(starts, None)
    if found is None:
        raise UnsupportedFormat(
            _("This kind of archive is not taken. Save it as PDF, DOCX, XLSX, PPTX, ODT or ODS.")
        )
    return found


def _has(names: list[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)


def _refuse_hidden(names: set[str]) -> None:
    if any(name.startswith(_SIGNATURES) for name in names):
        raise _locked()
    if any(name.lower().endswith(_MACROS) or name.startswith("Basic/") for name in names):
        raise _hidden(_("macros"))


def _locked() -> LockedFile:
    return LockedFile(
        _("This document is encrypted or signed. Take in a copy without password and signature.")
    )


def _hidden(what: str) -> HiddenContent:
    return HiddenContent(
        _("This document has something inside that cannot be cleaned: %(what)s. Take it out.")
        % {"what": what}
    )


def _goes(name: str) -> bool:
    """Pictures of the first page, settings of a printer, a cache of the layout."""
    folder, base = posixpath.split(name)
    return (
        (folder == "docProps" and base.startswith("thumbnail"))
        or folder in {"Thumbnails", "xl/printerSettings", "ppt/printerSettings"}
        or base == "layout-cache"
    )


def _entry(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(info.filename)  # dated 1980, without owner
    stored = info.filename == "mimetype"
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return entry


def _part(name: str, content: bytes, found: FileFormat, dropped: set[str], depth: int) -> bytes:
    extension = name.rpartition(".")[2].lower()
    if name == "mimetype" or not content or extension in _PLAIN:
        return content
    if extension in _XML:
        is_odf = found in _BY_MIME_TYPE.values()
        clean = clean_odf_part if is_odf else clean_office_part
        return clean(name, content, dropped)
    inner = recognise(content[:HEAD_BYTES])
    if inner is None and name.rpartition("/")[0].endswith("ObjectReplacements"):
        return content  # a drawing in the program's own format
    if inner and inner.name == "zip" and depth < _MAX_DEPTH:
        return rewrite(content, depth=depth + 1)[0]
    if inner and inner.mime_type.startswith(("audio/", "video/")):
        return clean_media(io.BytesIO(content), name=name).read()
    if inner and inner.mime_type.startswith("image/"):
        return cut_picture(content)
    raise _hidden(posixpath.basename(name))
