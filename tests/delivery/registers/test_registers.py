"""What all registers have in common."""

from __future__ import annotations

import pytest

from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.register_writing import register_locales
from integra_cms.delivery.registers import REGISTERS
from integra_cms.languages.locales import locale_codes

ALL = [(name, locale) for name in REGISTERS for locale in register_locales(name)]


def test_there_is_one_for_each_locale_but_for_redirects():
    assert set(REGISTERS) == {
        "vocabularies", "kinds", "choices", "cities", "project", "menus", "redirects",
    }  # fmt: skip
    assert len(ALL) == 6 * len(locale_codes()) + 1


@pytest.mark.parametrize(("name", "locale"), ALL)
def test_equal_data_gives_equal_bytes_that_name_no_host(cities, body, name, locale):
    first, second = canonical(body(name, locale)), canonical(body(name, locale))

    assert first == second
    assert "localhost" not in first
    assert f'"locale":"{locale}"' in first or not locale
