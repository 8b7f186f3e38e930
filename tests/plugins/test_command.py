"""``manage.py plugins list|doctor``."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from integra_cms.plugins import Ailment, Examination, contributions
from integra_cms.plugins.installed import announced
from integra_cms.vocabularies.models import Term
from tests.plugins.test_contract import switched_on


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("plugins", *arguments, stdout=out)
    return out.getvalue()


def test_list_shows_what_each_plugin_contributes():
    shown = run("list")

    assert "integra_cms.vocabularies (contract 1)" in shown
    assert "  vocabularies: " in shown


def test_list_as_json_is_complete():
    [pages] = [
        entry for entry in json.loads(run("list", "--json")) if entry["label"] == "integra_pages"
    ]

    assert pages["switched_on"] is True
    assert pages["contract"] == 1
    assert len(pages["contributes"]["kinds"]) == 7


def test_list_shows_what_is_installed_but_switched_off(monkeypatch):
    monkeypatch.setattr(
        "integra_cms.plugins.installed.announced", lambda: {"city_taverns": "city-taverns"}
    )
    monkeypatch.setattr(
        "integra_cms.plugins.survey.announced", lambda: {"city_taverns": "city-taverns"}
    )

    assert "city_taverns (installed with city-taverns, switched off: add it" in run("list")


def test_what_is_announced_comes_from_entry_points():
    assert isinstance(announced(), dict)


@pytest.fixture
def healthy_site(db):
    """The terms that everything relies on are there."""
    for vocabulary in contributions.vocabularies.values():
        for code in vocabulary.fixed or ():
            Term.objects.create(vocabulary=vocabulary.code, code=code, labels={"en": code})


def test_doctor_finds_nothing_on_a_healthy_site(healthy_site):
    assert run("doctor") == "Nothing is wrong.\n"


def test_doctor_says_what_examinations_find_and_fails(healthy_site, monkeypatch):
    ailment = Ailment("lost", "A block of nobody.", ("page 7 (en), body.1",), "Switch it on again.")
    examination = Examination("lost_blocks", "Lost blocks", lambda: [ailment])
    monkeypatch.setitem(contributions.examinations._values, "lost_blocks", examination)

    out = StringIO()
    with pytest.raises(CommandError, match=r"1 finding\(s\)\."):
        call_command("plugins", "doctor", stdout=out)

    assert "lost: A block of nobody." in out.getvalue()
    assert "in page 7 (en), body.1" in out.getvalue()
    assert "Remedy: Switch it on again." in out.getvalue()


def test_doctor_reports_a_broken_contract_too(healthy_site):
    out = StringIO()
    with switched_on("older_contract"), pytest.raises(CommandError):
        call_command("plugins", "doctor", "--json", stdout=out)

    [found] = json.loads(out.getvalue())
    assert found["code"] == "integra.E001"
