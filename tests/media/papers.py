"""Documents that tell too much, written part by part."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from . import pictures
from .secrets import AUTHOR, CAMERA, COMMENT, xmp

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/'
    'package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/docProps/thumbnail.jpeg" ContentType="image/jpeg"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="t" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="t/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    f'xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>{AUTHOR}</dc:creator>'
    "<dcterms:created>2018-05-16T18:32:07Z</dcterms:created></cp:coreProperties>"
)
DOCUMENT = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14">'
    f'<!-- {AUTHOR} --><w:body><w:p w:rsidR=\'00AB12CD\'><w:ins w:id="1" w:author="{AUTHOR}" '
    'w:date="2018-05-16T18:32:07Z"><w:r><w:t>Good day &amp; welcome &gt; all</w:t></w:r></w:ins>'
    "</w:p></w:body></w:document>"
)
SETTINGS = f'<w:settings xmlns:w="{W}"><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids></w:settings>'
SETTINGS_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="t" Target="file:///C:\\Users\\{AUTHOR}\\Normal.dotm" '
    'TargetMode="External"/></Relationships>'
)
COMMENTS = (
    f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="{AUTHOR}" w:initials="JT" '
    'w:date="2018-05-16T18:32:07Z"/></w:comments>'
)
PEOPLE = (
    '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    f'<w15:person w15:author="{AUTHOR}"><w15:presenceInfo w15:providerId="AD" '
    f'w15:userId="{AUTHOR}"/></w15:person></w15:people>'
)


def archive(parts: dict[str, str | bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (2018, 5, 16, 18, 32, 6))
            package.writestr(entry, content)
    return output.getvalue()


def docx(**more: str | bytes) -> bytes:
    """A text with tracked changes, comments, a picture, a thumbnail and all its properties."""
    return archive(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS,
            "docProps/core.xml": CORE,
            "docProps/app.xml": f"<Properties><Manager>{AUTHOR}</Manager></Properties>",
            "docProps/custom.xml": f"<Properties><property>{AUTHOR}</property></Properties>",
            "docProps/thumbnail.jpeg": pictures.jpeg(),
            "word/document.xml": DOCUMENT,
            "word/settings.xml": SETTINGS,
            "word/_rels/settings.xml.rels": SETTINGS_RELATIONS,
            "word/comments.xml": COMMENTS,
            "word/people.xml": PEOPLE,
            "word/media/image1.jpeg": pictures.jpeg(6),
            "word/media/image2.png": pictures.png(),
            "word/media/image3.svg": "<svg xmlns='http://www.w3.org/2000/svg'><metadata>"
            f"<x>{AUTHOR}</x></metadata><path d='M0 0'/></svg>",
            "word/media/image4.emf": b"\x01\0\0\0",
            "customXml/item1.xml": '<p:properties xmlns:p="http://schemas.microsoft.com/office/'
            f'2006/metadata/properties"><x>{AUTHOR}</x></p:properties>',
            **more,
        }
    )


def xlsx() -> bytes:
    """A sheet with an author, a comment and a picture, written by a program."""
    book = Workbook()
    book.properties.creator = AUTHOR
    book.properties.lastModifiedBy = AUTHOR
    sheet = book.active
    sheet["A1"] = "Walks"
    sheet["A1"].comment = Comment("please check", AUTHOR)
    sheet.add_image(SheetImage(io.BytesIO(pictures.jpeg(multi=False))), "B2")
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def pptx() -> bytes:
    """A slide show with commentators, old and new, and a sheet behind a chart."""
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    return archive(
        {
            "[Content_Types].xml": TYPES,
            "docProps/core.xml": CORE,
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{p}"><p:hf dt="0"/>'
            "</p:presentation>",
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="{p}"><p:cmAuthor id="1" '
            f'name="{AUTHOR}" initials="JT"/></p:cmAuthorLst>',
            "ppt/comments/comment1.xml": f'<p:cmLst xmlns:p="{p}"><p:cm authorId="1" '
            'dt="2018-05-16T18:32:07.000"/></p:cmLst>',
            "ppt/authors.xml": f'<p188:authorLst xmlns:p188="x"><p188:author id="1" '
            f'name="{AUTHOR}" initials="JT" userId="{AUTHOR}" providerId="AD"/></p188:authorLst>',
            "ppt/embeddings/sheet1.xlsx": xlsx(),
            "ppt/printerSettings/printerSettings1.bin": CAMERA.encode(),
        }
    )


def odt() -> bytes:
    """A text with an annotation, a tracked change, a picture, a thumbnail and printer settings."""
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:annotation><dc:creator>'
        f"{AUTHOR}</dc:creator><dc:date>2018-05-16T18:32:07</dc:date></office:annotation>"
        '<text:date xmlns:text="t">16. 5. 2018</text:date></office:document-content>'
    )
    settings = (
        '<office:document-settings xmlns:office="o" xmlns:config="c"><config:config-item '
        f'config:name="PrinterName" config:type="string">{CAMERA}</config:config-item>'
        "</office:document-settings>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="/"/>'
        '<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" '
        'manifest:media-type="image/png"/></manifest:manifest>'
    )
    meta = f'<office:document-meta xmlns:office="o"><x>{AUTHOR}</x></office:document-meta>'
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "meta.xml": meta,
            "settings.xml": settings,
            "content.xml": content,
            "Thumbnails/thumbnail.png": pictures.png(),
            "Pictures/one.jpg": pictures.jpeg(),
            "META-INF/manifest.xml": manifest,
            "Configurations2/accelerator/current.xml": "",
            "Configurations2/toolbar/": "",
        }
    )


def pdf_writer() -> PdfWriter:
    """A page with a photo, a comment, packets and private data of a program."""
    writer = PdfWriter()
    writer.add_metadata(
        {"/Author": AUTHOR, "/Creator": CAMERA, "/CreationDate": "D:20180516183207"}
    )
    page = writer.add_blank_page(200, 200)
    packet = DecodedStreamObject()
    packet.set_data(xmp())
    page[NameObject("/Metadata")] = writer._add_object(packet)
    writer.root_object[NameObject("/Metadata")] = writer._add_object(packet)
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject(AUTHOR)})
    photo = StreamObject()
    photo._data = pictures.jpeg()
    photo.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(48),
            NameObject("/Height"): NumberObject(32),
            NameObject("/ColorSpace"): NameObject("/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    profile = DecodedStreamObject()
    profile.set_data(pictures.dated_srgb_profile())
    profile[NameObject("/N")] = NumberObject(3)
    photo[NameObject("/ColorSpace")] = ArrayObject(
        [NameObject("/ICCBased"), writer._add_object(profile.flate_encode())]
    )
    objects = DictionaryObject({NameObject("/Im1"): writer._add_object(photo)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): objects})
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/Rect"): ArrayObject([FloatObject(n) for n in (10, 10, 30, 30)]),
            NameObject("/Contents"): TextStringObject("please check"),
            NameObject("/T"): TextStringObject(AUTHOR),
            NameObject("/M"): TextStringObject("D:20180516183207"),
        }
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return writer


def pdf(writer: PdfWriter | None = None) -> bytes:
    output = io.BytesIO()
    (writer or pdf_writer()).write(output)
    return output.getvalue()


def revised_pdf() -> bytes:
    """A PDF whose author was taken out in a second version: the first one is still there."""
    writer = PdfWriter(io.BytesIO(pdf()), incremental=True)
    writer.add_metadata({"/Author": "", "/Creator": ""})
    return pdf(writer)


def pdf_with_attachment() -> bytes:
    writer = pdf_writer()
    writer.add_attachment("notes.txt", COMMENT.encode())
    return pdf(writer)


def locked_pdf() -> bytes:
    writer = pdf_writer()
    writer.encrypt("secret", algorithm="RC4-128")
    return pdf(writer)


def bomb() -> bytes:
    """Some 600 MB of zeros in half a megabyte."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        for number in range(6):
            with package.open(f"word/document{number}.xml", "w") as part:
                for _megabyte in range(100):
                    part.write(bytes(1024 * 1024))
    return output.getvalue()
