"""Files to download."""

from __future__ import annotations

from django.utils import translation

from integra_cms.blocks.files import FileBlock
from tests.blocks.families import preview_raw, refusal


def test_the_language_of_a_file_is_a_tag(library):
    block = FileBlock()
    raw = preview_raw(block, document=library.document.pk, language="Ukrainian")

    assert refusal(block, raw) == ["language_invalid"]


def test_a_file_says_in_which_language_it_is():
    block = FileBlock()

    with translation.override("cs"):
        html = block.render(block.get_preview_value())

    assert "ukrajinština" in html


def test_a_file_can_be_downloaded(library):
    block = FileBlock()
    library.document.file_size = 2048
    library.document.save(update_fields=["file_size"])

    html = block.render(block.to_python(preview_raw(block, document=library.document.pk)))

    assert 'hreflang="uk" download>' in html
    assert library.document.url in html
    assert "VTT" in html
