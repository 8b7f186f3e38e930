"""Rich text: what editors can write passes, what they cannot does not; links change their names."""

from __future__ import annotations

import pytest

from integra_cms.sharing import rich_text

PROSE = ["bold", "italic", "link", "ol", "ul", "document-link"]
UUID = "6fb12cd8-2881-5a58-9431-97b4e51bd31a"

FINE = [
    "",
    '<p data-block-key="a1b2c">Text with <b>bold</b>, <i>italic</i><br/>and &amp;.</p>',
    '<ol><li data-block-key="x">One</li></ol><ul><li>Two<ul><li>Inner</li></ul></li></ul>',
    '<p><a href="https://example.org/?a=1&amp;b=2">x</a></p>',
    '<p><a href="mailto:a@example.org">x</a> <a href="tel:112">y</a></p>',
    f'<p><a linktype="page" resource="{UUID}">x</a></p>',
    f'<p><a linktype="document" media="{UUID}">x</a></p>',
]

WRONG = [
    ("<p>A</p><script>alert(1)</script>", "html_not_allowed"),
    ('<p><img src="x" onerror="alert(1)"/></p>', "html_not_allowed"),
    ('<p style="color:red">A</p>', "html_not_allowed"),
    ("<p><!-- hidden --></p>", "html_not_allowed"),
    ("<!DOCTYPE html><p>A</p>", "html_not_allowed"),
    ("<?xml version='1.0'?><p>A</p>", "html_not_allowed"),
    ("<h2>A</h2>", "html_not_allowed"),
    ('<embed embedtype="media" url="https://example.org"/>', "html_not_allowed"),
    ('<p><a href="javascript:alert(1)">x</a></p>', "link_scheme"),
    ('<p><a href=" javascript:alert(1)">x</a></p>', "link_scheme"),
    ('<p><a href="&#106;avascript:alert(1)">x</a></p>', "link_scheme"),
    ('<p><a href="data:text/html,x">x</a></p>', "link_scheme"),
    ('<p><a href="//example.org">x</a></p>', "link_scheme"),
    ('<p><a linktype="page" id="3">x</a></p>', "html_not_allowed"),
    ('<p><a linktype="page">x</a></p>', "link_without_target"),
    ('<p><a linktype="song" resource="x">x</a></p>', "html_not_allowed"),
    (f"<p><a linktype='page' resource='{UUID}'>x</a></p>", "html_malformed"),
    (f'<p><A linktype="page" resource="{UUID}">x</A></p>', "html_malformed"),
    ('<p><a href="https://a.org" href="https://b.org">x</a></p>', "html_malformed"),
    ("<p>A", "html_unclosed"),
    ("<p>A</b></p>", "html_unclosed"),
    ("<p><b>A</p></b>", "html_unclosed"),
    ("<p/>", "html_unclosed"),
    ("<p>1 < 2</p>", "html_malformed"),
]


@pytest.mark.parametrize("html", FINE)
def test_what_editors_write_passes(html):
    assert rich_text.problems(html, PROSE) == []


@pytest.mark.parametrize(("html", "code"), WRONG)
def test_what_editors_cannot_write_is_named(html, code):
    assert code in {found for found, _text in rich_text.problems(html, PROSE)}


def test_links_need_the_feature():
    html = '<p><a href="https://example.org">x</a></p>'

    assert rich_text.problems(html, ["bold"])
    assert not rich_text.problems(html, ["link"])


def test_links_change_from_uuid_to_primary_key_and_back():
    authored = (
        f'<p>A <a linktype="page" resource="{UUID}">page</a> <a href="https://x.org">b</a></p>'
    )

    stored = rich_text.to_stored(authored, lambda kind, uuid: 7)

    assert stored == '<p>A <a linktype="page" id="7">page</a> <a href="https://x.org">b</a></p>'
    assert rich_text.to_authored(stored, lambda kind, key: UUID) == authored


def test_the_order_of_attributes_that_wagtail_writes_is_understood():
    html = '<p><a id="7" linktype="page">x</a></p>'

    assert rich_text.to_authored(html, lambda kind, key: UUID) == (
        f'<p><a resource="{UUID}" linktype="page">x</a></p>'
    )


def test_a_link_to_something_gone_stays_a_link_to_something_gone():
    stored = '<p><a linktype="page" id="99">x</a></p>'

    authored = rich_text.to_authored(stored, lambda kind, key: None)

    assert rich_text.problems(authored, PROSE) == []
    assert list(rich_text.references(authored)) == []
    assert (
        rich_text.to_authored(
            rich_text.to_stored(authored, lambda kind, uuid: 7), lambda kind, key: None
        )
        == authored
    )
