from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from integra_cms.pages.durations import from_symbols, to_symbols
from integra_cms.pages.fields import DurationField

PAIRS = [
    ("PT2H15M", "2 h 15 min"),
    ("PT90M", "90 min"),
    ("P3D", "3 d"),
    ("P4W", "4 w"),
    ("P6M", "6 mo"),
    ("P1Y6M", "1 y 6 mo"),
    ("P1DT2H", "1 d 2 h"),
    ("PT0.5H", "0.5 h"),
]


@pytest.mark.parametrize(("stored", "written"), PAIRS)
def test_people_write_durations_in_symbols(stored, written):
    assert to_symbols(stored) == written
    assert from_symbols(written) == stored


@pytest.mark.parametrize("written", ["2h15min", " 2 h  15 min ", "PT2H15M"])
def test_spaces_do_not_matter_and_the_stored_notation_will_do(written):
    assert DurationField().formfield().clean(written) == "PT2H15M"


@pytest.mark.parametrize("written", ["two hours", "15 min 2 h", "2 weeks"])
def test_what_is_no_duration_is_refused(written):
    with pytest.raises(ValidationError) as refused:
        DurationField().clean(DurationField().formfield().clean(written), None)

    assert refused.value.error_list[0].code == "duration_invalid"
    assert written in refused.value.messages[0]


def test_an_unchanged_form_changes_nothing():
    field = DurationField(blank=True).formfield()

    assert field.prepare_value("PT2H15M") == "2 h 15 min"
    assert not field.has_changed("PT2H15M", "2 h 15 min")
    assert field.clean("") == ""
