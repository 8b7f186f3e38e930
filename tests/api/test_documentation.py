"""What the API says about itself, for programs and for people."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.staticfiles import finders

from tests.api.conftest import assert_problem

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("a context processor of a site")


def test_the_page_needs_no_other_site_and_all_its_files_are_there(api):
    page = api("docs")

    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.content.decode())
    assert page.status_code == 200
    assert page["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert len(addresses) == 5
    for address in addresses:
        assert address == "/api/v1/openapi.json" or finders.find(address.removeprefix("/static/"))


def test_its_settings_lead_to_the_description(api):
    page = api("docs").content.decode()

    settings = json.loads(page.partition('type="application/json">')[2].partition("<")[0])
    assert settings["url"] == "/api/v1/openapi.json"


def test_it_does_not_depend_on_the_templates_of_the_site(api, settings):
    (engine,) = settings.TEMPLATES
    processors = [f"{__name__}.broken"]
    settings.TEMPLATES = [{**engine, "OPTIONS": {"context_processors": processors}}]

    assert api("docs").status_code == 200


def test_without_its_files_it_says_what_to_do(api, settings, tmp_path):
    backend = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}

    problem = assert_problem(api("docs"), 503, "unavailable")

    assert "collectstatic" in problem["detail"]


def test_the_description_is_composed_once_and_known_again(api):
    first = api("openapi.json")

    again = api("openapi.json", headers={"If-None-Match": first["ETag"]})

    assert json.loads(first.content)["openapi"] == "3.1.0"
    assert again.status_code == 304
