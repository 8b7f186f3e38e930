from __future__ import annotations

import pytest

from integra_cms.media.licences import LICENCES, LicenceCode, UnknownLicence, get_licence


def test_every_choice_is_a_licence():
    assert set(LICENCES) == set(LicenceCode.values)


def test_a_creative_commons_licence_says_what_it_allows():
    licence = get_licence("CC-BY-NC-SA-4.0")

    assert licence.uri == "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    assert licence.may_rehost
    assert licence.may_adapt
    assert licence.share_alike
    assert not licence.commercial


@pytest.mark.parametrize("code", ["CC-BY-ND-4.0", "CC-BY-NC-ND-4.0"])
def test_no_derivatives_may_be_copied_but_not_changed(code):
    licence = get_licence(code)

    assert licence.may_rehost
    assert not licence.may_adapt


@pytest.mark.parametrize("code", [code for code in LICENCES if code.startswith("LicenseRef")])
def test_what_is_no_licence_allows_nothing(code):
    licence = get_licence(code)

    assert not (licence.may_rehost)
    assert not (licence.may_adapt)
    assert not (licence.commercial)


def test_a_wrong_code_names_the_right_ones():
    with pytest.raises(UnknownLicence, match=r"no licence 'CC-BY'.*CC-BY-4\.0"):
        get_licence("CC-BY")
