"""Pictures, sound and film."""

from __future__ import annotations

import pytest
from wagtail.documents import get_document_model

from integra_cms.blocks.media import AudioBlock, ExternalMediaBlock, PictureBlock, VideoBlock
from tests.blocks.families import preview_raw, refusal


@pytest.fixture
def picture(library):
    return preview_raw(PictureBlock(), image=library.image.pk)


def test_a_picture_needs_words_or_is_decoration(picture):
    assert refusal(PictureBlock(), {**picture, "alt_text": ""}) == ["alt_text_missing"]


def test_a_picture_does_not_have_both(picture):
    assert refusal(PictureBlock(), {**picture, "decorative": True}) == ["alt_text_ambiguous"]


def test_a_decorative_picture_needs_no_words(picture):
    block = PictureBlock()

    block.clean(block.to_python({**picture, "alt_text": "", "decorative": True}))


def test_a_draft_may_lack_the_words_but_not_contradict_itself(picture):
    block = PictureBlock()

    block.clean_deferred(block.to_python({**picture, "alt_text": ""}))

    assert refusal(block, {**picture, "decorative": True}, draft=True) == ["alt_text_ambiguous"]


def test_a_picture_shows_its_words(picture):
    block = PictureBlock()

    html = block.render(block.to_python({**picture, "alt_text": 'A "map"'}))

    assert 'alt="A &quot;map&quot;"' in html
    assert "<figcaption>First stop of the walk</figcaption>" in html


def test_a_decorative_picture_has_empty_words(picture):
    block = PictureBlock()

    html = block.render(block.to_python({**picture, "alt_text": "", "decorative": True}))

    assert 'alt=""' in html


def test_captions_are_in_the_format_browsers_read(library):
    block = VideoBlock()
    wrong = get_document_model()(title="Words", file="documents/words.docx")
    wrong.pk = library.document.pk
    raw = preview_raw(block, film=library.video.pk)
    value = block.to_python({**raw, "captions": library.document.pk})

    assert block.problems(value) == {}
    value["captions"] = wrong
    assert block.problems(value)["captions"].code == "captions_format"


def test_a_film_shows_its_captions(library):
    block = VideoBlock()
    raw = preview_raw(block, film=library.video.pk, captions=library.document.pk)

    html = block.render(block.to_python(raw))

    assert '<track kind="captions"' in html
    assert 'type="video/mp4"' in html


def test_sound_comes_with_its_transcript(library):
    block = AudioBlock()

    html = block.render(block.to_python(preview_raw(block, recording=library.audio.pk)))

    assert 'type="audio/mpeg"' in html
    assert "I only knew the way to work" in html


def test_media_of_other_sites_must_come_safely():
    block = ExternalMediaBlock()

    assert refusal(block, preview_raw(block, url="http://video.example.org/walk")) == [
        "url_not_secure"
    ]


def test_media_of_other_sites_are_a_link_and_load_nothing():
    block = ExternalMediaBlock()

    html = block.render(block.get_preview_value())

    assert 'href="https://video.example.org/walk"' in html
    assert "Watch on video.example.org" in html
    assert not any(tag in html for tag in ("<iframe", "<video", "<script", "<img", "src="))


def test_sound_of_another_site_is_listened_to():
    block = ExternalMediaBlock()

    html = block.render(block.to_python(preview_raw(block, medium="audio")))

    assert "Listen on video.example.org" in html
