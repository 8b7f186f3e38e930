from __future__ import annotations

import io
import time
import zipfile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from integra_cms.media.cleaning.documents import clean_document
from integra_cms.media.cleaning.errors import CleaningError

from . import papers, pictures, recordings
from .secrets import AUTHOR, reveals

TELLING = {
    "pdf": papers.pdf,
    "pdf-revised": papers.revised_pdf,
    "docx": papers.docx,
    "xlsx": papers.xlsx,
    "pptx": papers.pptx,
    "odt": papers.odt,
    "poster": pictures.png,
}


def clean(data: bytes, name: str = "minutes.bin"):
    return clean_document(io.BytesIO(data), name=name)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(params=TELLING)
def telling(request) -> bytes:
    return TELLING[request.param]()


def test_nothing_is_told_any_more(telling):
    cleaned = clean(telling).read()
    inside = parts(cleaned).values() if cleaned[:2] == b"PK" else [cleaned]

    assert [reveals(part) for part in inside if reveals(part)] == []


def test_cleaning_is_a_fixed_point(telling):
    once = clean(telling).read()

    twice = clean(once)

    assert twice.read() == once
    assert not twice.changed


@pytest.mark.parametrize("name", ["pdf", "docx", "xlsx", "pptx", "odt"])
def test_the_extension_follows_the_content(name):
    result = clean(TELLING[name](), "agenda.exe")

    assert result.name == f"agenda.{name}"


def test_a_pdf_keeps_its_pages_pictures_and_remarks():
    reader = PdfReader(io.BytesIO(clean(papers.pdf()).read()))

    (page,) = reader.pages
    (note,) = page["/Annots"]
    assert len(page.images) == 1
    assert note.get_object()["/Contents"] == "please check"
    assert not reader.metadata


def test_colour_profiles_of_a_pdf_lose_their_date_and_keep_their_colours():
    reader = PdfReader(io.BytesIO(clean(papers.pdf()).read()))

    photo = reader.pages[0]["/Resources"]["/XObject"]["/Im1"]
    profile = photo["/ColorSpace"][1].get_object().get_data()
    assert profile[24:36] == bytes(12)
    assert profile[128:] == pictures.dated_srgb_profile()[128:]


def test_a_text_keeps_its_words_its_changes_and_its_prefixes():
    document = parts(clean(papers.docx()).read())["word/document.xml"].decode()

    assert 'mc:Ignorable="w14"' in document
    assert 'xmlns:w14="' in document
    assert '<w:ins w:id="1" w:author="Author">' in document
    assert "<w:t>Good day &amp; welcome &gt; all</w:t>" in document


def test_nothing_points_to_parts_that_went():
    cleaned = parts(clean(papers.docx()).read())

    assert "docProps/thumbnail.jpeg" not in cleaned
    assert b"thumbnail" not in cleaned["_rels/.rels"] + cleaned["[Content_Types].xml"]
    assert b"word/document.xml" in cleaned["_rels/.rels"]


def test_a_sheet_still_opens():
    book = load_workbook(io.BytesIO(clean(papers.xlsx()).read()))

    assert book.active["A1"].value == "Walks"
    assert book.active["A1"].comment.author == "Author"
    assert len(book.active._images) == 1


def test_a_flag_that_shares_its_name_with_a_date_stays():
    slides = parts(clean(papers.pptx()).read())["ppt/presentation.xml"]

    assert b'dt="0"' in slides


def test_an_opendocument_file_begins_with_its_type():
    cleaned = clean(papers.odt()).read()

    assert cleaned[30:46] == b"mimetypeapplicat"
    assert b"Thumbnails" not in parts(cleaned)["META-INF/manifest.xml"]


def test_a_date_that_is_shown_stays():
    content = parts(clean(papers.odt()).read())["content.xml"]

    assert b"16. 5. 2018" in content


@pytest.mark.parametrize(
    ("data", "name", "final"),
    [
        ("Místo;počet\n".encode(), "walks.csv", "walks.csv"),
        (b"WEBVTT\n\n", "film.vtt", "film.vtt"),
        (b"plain words", "words.exe", "words.txt"),
        ("široká".encode("utf-16"), "words.txt", "words.txt"),
    ],
)
def test_plain_text_is_taken_as_it_is(data, name, final):
    result = clean(data, name)

    assert (result.name, result.read(), result.changed) == (final, data, False)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "unsupported_format"),
        (lambda: b"{\\rtf1}", "unsupported_format"),
        (lambda: b"\0\1\2\3", "unsupported_format"),
        (lambda: b"", "unsupported_format"),
        (lambda: recordings.mp3(), "unsupported_format"),
        (lambda: papers.archive({"readme.txt": "words"}), "unsupported_format"),
        (lambda: b"%PDF-1.4\nnothing", "unreadable"),
        (lambda: papers.docx()[:-100], "unreadable"),
        (lambda: papers.docx(**{"word/x.xml": "<a><b></a>"}), "unreadable"),
        (
            lambda: papers.docx(**{"word/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "unreadable",
        ),
        (lambda: papers.docx(**{"word/vbaProject.bin": b"x"}), "hidden_content"),
        (lambda: papers.docx(**{"word/embeddings/oleObject1.bin": b"x"}), "hidden_content"),
        (lambda: papers.docx(**{"word/media/image9.tiff": pictures.tiff()}), "unsupported_format"),
        (lambda: papers.docx(**{"_xmlsignatures/sig1.xml": "<a/>"}), "locked_file"),
        (papers.locked_pdf, "locked_file"),
        (papers.pdf_with_attachment, "hidden_content"),
    ],
)
def test_what_cannot_be_cleaned_is_refused(make, code):
    with pytest.raises(CleaningError) as refused:
        clean(make())

    assert refused.value.code == code


def test_a_zip_bomb_is_refused_without_unpacking_it():
    packed = papers.bomb()
    started = time.monotonic()

    with pytest.raises(CleaningError) as refused:
        clean(packed)

    assert refused.value.code == "too_many_bytes"
    assert time.monotonic() - started < 1


def test_too_many_bytes_are_refused_before_reading(settings):
    settings.INTEGRA = {"MAX_DOCUMENT_BYTES": 100}

    with pytest.raises(CleaningError) as refused:
        clean(papers.pdf())

    assert refused.value.code == "too_many_bytes"


def test_the_samples_do_tell():
    assert AUTHOR.encode() in papers.pdf()
    assert b"Author" in papers.revised_pdf()
