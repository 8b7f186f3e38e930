"""What becomes of each part of an Office or OpenDocument file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Set

from .markup import Rules, rewrite

AUTHOR = "Author"  # the name Office programs themselves put where a name must stand
_DATE = "2000-01-01T00:00:00"
_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"

# Parts that only tell about the file: they stay, empty, since other parts point to them.
_EMPTIED = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/'
    b'2006/metadata/core-properties"/>',
    "docProps/app.xml": f'<Properties xmlns="{_PROPERTIES}/extended-properties"/>'.encode(),
    "docProps/custom.xml": f'<Properties xmlns="{_PROPERTIES}/custom-properties"/>'.encode(),
}
_EMPTY_META = (
    b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:version="1.3"/>'
)
_SHAREPOINT = b"http://schemas.microsoft.com/office/2006/metadata"
_EMPTY_CUSTOM = b'<properties xmlns="' + _SHAREPOINT + b'/properties"/>'

_ANYWHERE: dict[str, str | None] = {
    "author": AUTHOR,
    "initials": "A",
    "date": None,
    "dateUtc": None,
    "dT": None,
    "userName": AUTHOR,
    "dateTime": _DATE + "Z",
    "userId": "",
    "providerId": "None",
    "displayName": AUTHOR,
    "refreshedBy": AUTHOR,
    "refreshedDate": None,
    "refreshedDateIso": None,
    "docname": None,
    "export-filename": None,
}
_ON_ELEMENTS: dict[tuple[str, str], str | None] = {
    ("cmAuthor", "name"): AUTHOR,
    ("author", "name"): AUTHOR,
    ("cm", "dt"): None,
    ("cm", "created"): _DATE + ".000",
    ("reply", "created"): _DATE + ".000",
    ("absPath", "url"): "",
}
_OFFICE_DROPPED = {"rsids", "metadata", "namedview"}
_ODF_TEXTS = {
    "dc:creator": AUTHOR,  # not text:creator, which is shown in the text
    "dc:date": _DATE,
    "meta:creator-initials": "A",
    "loext:sender-initials": "A",
    "meta:date-string": "",
}
_PRINTER = re.compile(
    rb'(<config:config-item config:name="(?:Printer\w*|PrintFaxName|Rsid\w*)"[^>]*>)[^<]*'
)


def clean_office_part(name: str, content: bytes, dropped: Set[str]) -> bytes:
    """An XML part of a docx, xlsx or pptx file; ``dropped`` parts are no longer pointed to."""
    if name in _EMPTIED:
        return _HEAD + _EMPTIED[name]
    if name.startswith("customXml/") and _SHAREPOINT in content and "Props" not in name:
        return _HEAD + _EMPTY_CUSTOM
    if name.endswith(".rels") or name == "[Content_Types].xml":
        return _cut_pointers(name, content, dropped)
    names = {"author": AUTHOR} if name.startswith("xl/comments") else {}
    keyed = "pageSetup" if name.startswith(("xl/worksheets", "xl/chartsheets")) else None
    return rewrite(content, Rules(_office_rule(keyed), frozenset(_OFFICE_DROPPED), names))


def clean_odf_part(name: str, content: bytes, dropped: Set[str]) -> bytes:
    """An XML part of an OpenDocument file, also of an object inside it."""
    base = posixpath.basename(name)
    if base == "meta.xml":
        return _HEAD + _EMPTY_META
    if base == "settings.xml":
        content = _PRINTER.sub(rb"\1", content)
    if name == "META-INF/manifest.xml":
        for gone in dropped:
            entry = rb'<manifest:file-entry\b[^>]*manifest:full-path="%s"[^>]*/>\s*'
            content = re.sub(entry % re.escape(gone).encode(), b"", content)
        return content
    return rewrite(content, Rules(lambda _element, _name, value: value, frozenset(), _ODF_TEXTS))


def _office_rule(keyed: str | None):
    def rule(element: str, name: str, value: str) -> str | None:
        if (element, name) in _ON_ELEMENTS:
            return _ON_ELEMENTS[element, name]
        if name.startswith("rsid") or (element == keyed and name == "id"):  # printer settings
            return None
        return _ANYWHERE.get(name, value)

    return rule


def _cut_pointers(name: str, content: bytes, dropped: Set[str]) -> bytes:
    """Relationships and content types of parts that go; no paths of other files."""
    folder = posixpath.dirname(posixpath.dirname(name))

    def is_dropped(found: re.Match[bytes]) -> bytes:
        target = re.search(rb'\b(?:Target|PartName)="([^"]*)"', found[0])
        path = target[1].decode() if target else ""
        whole = path[1:] if path.startswith("/") else posixpath.join(folder, path)
        return b"" if posixpath.normpath(whole) in dropped else found[0]

    kept = re.sub(rb"<(?:Relationship|Override)\b[^>]*/>", is_dropped, content)
    return re.sub(rb'Target="file:[^"]*?([^"/\\]*)"', rb'Target="\1"', kept)
