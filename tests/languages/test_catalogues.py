"""The catalogues: complete, as fresh as the code, and with every placeholder in its place."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from tools.messages import LANGUAGES, collected, gaps, merged, po_path, run

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")


@pytest.fixture(scope="module")
def texts():
    return collected()


def test_catalogues_are_as_fresh_as_the_code():
    assert run(check=True) == 0, "Run `make messages`, and translate what is missing."


def test_a_new_text_leaves_a_gap(texts):
    texts.add("Something entirely new.")

    assert gaps(merged("bg", texts)) == ["Something entirely new."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_every_placeholder(language):
    with po_path(language).open("rb") as file:
        catalogue = read_po(file, locale=language)

    for message in catalogue:
        ids = message.id if message.pluralizable else (message.id,)
        strings = message.string if message.pluralizable else (message.string,)
        wanted = {tuple(sorted(PLACEHOLDER.findall(text))) for text in ids}
        for string in strings:
            if message.id:
                assert tuple(sorted(PLACEHOLDER.findall(string))) in wanted, string


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bg", "12 ресурса"),
        ("cs", "12\u00a0zdrojů"),
        ("sk", "12\u00a0zdrojov"),
        ("hr", "12 resursa"),
        ("it", "12 risorse"),
    ],
)
def test_plurals_are_those_of_the_language(language, text):
    with translation.override(language):
        found = translation.ngettext("%(total)s resource", "%(total)s resources", 12)

    assert found % {"total": 12} == text
