from __future__ import annotations

from enum import Enum

import pytest
from django.db.models import TextChoices
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from integra_cms.delivery.registers.choices import _choices
from integra_cms.pages.editions import Freshness
from integra_cms.pages.kinds.good_practice import SustainableDevelopmentGoal
from integra_cms.pages.schema_names import NamedComponents


def test_choices_of_kinds_blocks_and_labels_stand_in_their_order(body):
    found = body("choices", "bg")["choices"]

    assert found["integra_pages_Setting"] == [
        {"code": "on_site", "label": {"text": "На място", "locale": "bg"}},
        {"code": "indoor", "label": {"text": "На закрито", "locale": "bg"}},
        {"code": "online", "label": {"text": "Онлайн", "locale": "bg"}},
    ]
    tones = [each["code"] for each in found["integra_blocks_Tone"]]
    assert tones == ["note", "tip", "warning"]
    assert [each["code"] for each in found["integra_pages_Freshness"]] == Freshness.values


def test_codes_are_written_as_in_documents(body):
    goals = body("choices", "en")["choices"]["integra_pages_SustainableDevelopmentGoal"]

    assert [each["code"] for each in goals] == SustainableDevelopmentGoal.values
    assert goals[0] == {"code": 1, "label": {"text": "1 No poverty", "locale": "en"}}


@pytest.mark.parametrize("locale", ["en", "bg", "hr", "sk", "cs", "it"])
def test_all_choices_of_core_are_called_something_in_each_language(body, locale):
    found = body("choices", locale)["choices"]

    assert {each["label"]["locale"] for choices in found.values() for each in choices} == {locale}


def test_nothing_is_read_for_it(db, queries):
    assert queries("choices", "en") == 0


class Tone(TextChoices):
    SOFT = "soft"
    LOUD = "loud"


Elsewhere = TextChoices("Tone", ["HIGH", "DEEP"], module="tests.delivery.elsewhere")


class Weather(Enum):
    SUN = "sun"
    RAIN = "rain"


class Song(BaseModel):
    tone: Tone
    others: list[Elsewhere]
    weather: Weather | None


def test_choices_of_the_same_name_are_told_apart_as_in_the_description():
    _by_model, schema = models_json_schema(
        [(Song, "serialization")], schema_generator=NamedComponents
    )

    found = _choices(Song)

    assert len(found) == 2
    assert set(found.values()) == {Tone, Elsewhere}
    for name, choices in found.items():
        assert schema["$defs"][name]["enum"] == choices.values


def test_what_has_no_labels_is_left_out():
    assert Weather not in _choices(Song).values()
