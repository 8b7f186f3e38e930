from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integra_cms.delivery.rendering.rich_text import links, plain, resolved

KNOWN = {
    ("image", 3): '<img src="media/files/b.png"',
    ("page", 1): '<a href="/en/x/">',
    ("document", 2): '<a href="media/files/a.pdf">',
}


def opening(sort, key):
    return KNOWN.get((sort, key))


@pytest.mark.parametrize(
    ("stored", "served"),
    [
        ('<p data-block-key="ab1">One <b>two</b></p>', "<p>One <b>two</b></p>"),
        ('<ul><li data-block-key="a">x</li></ul><hr/>', "<ul><li>x</li></ul><hr/>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ('<p>a data-block-key="x"> b</p>', '<p>a data-block-key="x"> b</p>'),
        ('<a linktype="page" id="1">x</a>', '<a href="/en/x/">x</a>'),
        ('<a id="1" linktype="page">x</a>', '<a href="/en/x/">x</a>'),
        ('<a linktype="document" id="2">x</a>', '<a href="media/files/a.pdf">x</a>'),
        ('<a linktype="page" id="9">x</a> <a href="#y">y</a>', 'x <a href="#y">y</a>'),
        ('<a linktype="page" id="x">x</a>', "x"),
        ('<a linktype="tomorrow" id="1">x</a>', "x"),
        ('<a href="https://e.org/?a=1&amp;b=2">x</a>', '<a href="https://e.org/?a=1&amp;b=2">x</a>'),
        ('<a href="mailto:a@e.org">x</a>', '<a href="mailto:a@e.org">x</a>'),
        ('<a href="/local">x</a>', '<a href="/local">x</a>'),
        ("<a>x</a>", "x"),
        ("<a>x</a></a>", "x"),
        ('<a href="#1">x <a href="#2">y</a></a>', '<a href="#1">x y</a>'),
        ('<a href="#1">x', '<a href="#1">x</a>'),
        ('<embed embedtype="image" id="7" alt="x"/>', ""),
        (
            '<embed alt="A &quot;b&quot;" embedtype="image" id="3"/>',
            '<img src="media/files/b.png" alt="A &quot;b&quot;">',
        ),
        ('<embed embedtype="media" url="https://e.org/v"/>',
         '<a href="https://e.org/v">https://e.org/v</a>'),
    ],
)  # fmt: skip
def test_links_lead_to_what_is_there_and_the_rest_stays(stored, served):
    assert resolved(stored, opening) == served


@pytest.mark.parametrize(
    "evil",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<a href="JaVaScRiPt:alert(1)">x</a>',
        '<a href=" java\nscript:alert(1)">x</a>',
        "<a href='javascript:alert(1)'>x</a>",
        '<A HREF="javascript:alert(1)">x</A>',
        '<a href="data:text/html,x">x</a>',
        '<a href="//evil.example">x</a>',
        '<a href="/\\evil.example">x</a>',
        '<a href="#" onclick="alert(1)">x</a>',
        '<p onclick="alert(1)">x</p>',
        '<p data-block-key="a" onclick="alert(1)">x</p>',
        "<script>alert(1)</script>x",
        "<<script>alert(1)</script>x",
        "<script src=x",
        "<img src=x onerror=alert(1)>x",
        "<svg/onload=alert(1)>x",
        "<!--><script>alert(1)</script>-->x",
        '<iframe src="https://evil.example"></iframe>x',
        "<style>*{}</style>x",
        "<p <b onclick=alert(1)>x",
    ],
)
def test_nothing_in_it_can_be_run(evil):
    html = resolved(evil, opening)

    assert "alert" not in re.sub(r">[^<]*<|^[^<]*|[^>]*$", "", html)
    for tag in re.findall(r"<[^>]*>?", html):
        assert re.fullmatch(r'</?(?:p|b|a)>|<a href="#">', tag)


@given(st.text(alphabet='<>/ab p="h:javscript#-!'))
def test_whatever_comes_in_only_known_tags_come_out(text):
    html = resolved(text, opening)

    for tag in re.findall(r"<[^>]*>?", html):
        assert re.fullmatch(r'</?[a-z0-9]+ ?/?>|<a href="[#/][^"<>]*">', tag, re.IGNORECASE)
    assert len(re.findall(r"<a ", html)) == html.count("</a>")


def test_it_finds_what_a_text_refers_to():
    html = (
        '<p><a linktype="page" id="4">a</a><a id="5" linktype="document">b</a>'
        '<embed embedtype="image" id="6"/><a href="https://e.org">c</a><a linktype="page">d</a></p>'
    )

    assert list(links(html)) == [("page", 4), ("document", 5), ("image", 6)]


def test_words_are_told_apart_by_paragraphs():
    assert plain("<p>One <b>t</b>wo</p><ul><li>a&nbsp;b</li><li>c</li></ul>") == "One two a b c"
