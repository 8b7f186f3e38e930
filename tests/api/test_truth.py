"""Whatever happens to a site: all that is served says truly which language it is in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client, override_settings
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings

from integra_cms.delivery.draining import drain
from integra_cms.delivery.rebuilding import rebuild
from integra_cms.media.licences import LICENCES
from integra_cms.sections.models import City
from tests.api.conftest import ROOT
from tests.delivery.truth.oracle import Expected, Oracle, funding_locales, term_locale
from tests.delivery.truth.plans import Plan, plans
from tests.delivery.truth.sites import LICENCE, Site, ground
from tests.delivery.truth.wording import LOCALES, XML_LANGUAGE, lies, lies_of_feed, numbers_in, word

EXAMPLES = 12

ATOM = "{http://www.w3.org/2005/Atom}"

KINDS = ("method", "section", "city", "home", "library", "cities")


@pytest.fixture
def city(db) -> City:
    """The ground that all sites stand on."""
    return ground()


@settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(plan=plans)
def test_every_label_is_true(city, plan):
    told = {**django_settings.INTEGRA, "FALLBACK_CHAINS": plan.chains}
    with (
        override_settings(INTEGRA={**told, "API_RATE": 0, "API_GZIP": False}),
        transaction.atomic(),
    ):
        readers = Readers(plan)
        site = Site(plan, city, readers.look)
        rebuild()
        for event in plan.events:
            site.happen(event)
        drain()

        readers.ask_for_everything(str(site.picture.uuid))
        transaction.set_rollback(True)


class Readers:
    """They ask everything that can be asked, and believe nothing.

    Attributes:
        truth: What they should be told; None as long as the catalogue may lag behind.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.client = Client()
        self.truth: Oracle | None = None

    def look(self) -> None:
        """Labels are true also while the catalogue is behind what was written."""
        for asked in LOCALES:
            for item in self.json("resources", locale=asked, view="full")["items"]:
                assert item["document"]["locale"] == item["label"]["served"]

    def ask_for_everything(self, picture: str) -> None:
        self.truth = truth = Oracle(self.plan.chains)
        for resource in list(truth.editions):
            self.ask_for(resource)
        self.ask_at_addresses()
        for asked in LOCALES:
            for chain in (*truth.chains, "none"):
                self.ask_for_lists(asked, chain)
                self.ask_for_words(asked, chain)
            self.ask_for_kinds(asked)
            self.ask_for_registers(asked)
        self.ask_for_changes()
        self.ask_for_the_export()
        assert (self.get(f"media/{picture}").status_code == 200) is truth.pictures_shown

    # -------------------------------------------------------------- one resource

    def ask_for(self, resource: str) -> None:
        truth = self.truth
        assert truth
        for asked in LOCALES:
            for chain in (*truth.chains, "none", *self.plan.made_up):
                fallback = chain if isinstance(chain, str) else ",".join(chain)
                response = self.get(f"resources/{resource}", locale=asked, fallback=fallback)
                self.check_detail(response, resource, asked, truth.served(resource, asked, chain))
            self.ask_for_linked_data(resource, asked)

    def check_detail(
        self, response: Any, resource: str, asked: str, expected: Expected | None
    ) -> None:
        assert response.status_code == (200 if expected else 404)
        if expected:
            answer = json.loads(response.content)
            assert response["Content-Language"] == expected.locale
            self.check_item(answer, resource, asked, expected)

    def ask_for_linked_data(self, resource: str, asked: str) -> None:
        assert self.truth
        response = self.get(f"resources/{resource}", locale=asked, format="jsonld")
        if expected := self.truth.served(resource, asked, "default"):
            found = json.loads(response.content)
            assert found["inLanguage"] == response["Content-Language"] == expected.locale
            assert found["name"] == expected.title
            others = self.truth.editions[resource].keys() - {expected.locale}
            assert {each["inLanguage"] for each in found.get("workTranslation", [])} == others

    def ask_at_addresses(self) -> None:
        assert self.truth
        for resource, editions in self.truth.editions.items():
            for locale, expected in editions.items():
                response = self.get("find", path=urlsplit(expected.url).path)
                self.check_detail(response, resource, locale, expected)
        for url in self.truth.hidden:
            assert self.get("find", path=urlsplit(url).path).status_code == 404

    # -------------------------------------------------------------- many

    def ask_for_lists(self, asked: str, chain: str) -> None:
        assert self.truth
        expected = self.truth.listed(asked, chain)
        for view in ("card", "full"):
            answer = self.json(
                "resources", locale=asked, fallback=chain, view=view, limit=100, total="true"
            )
            assert answer["total"] == len(expected)
            self.check_items(answer["items"], asked, expected)

    def ask_for_kinds(self, asked: str) -> None:
        assert self.truth
        answer = self.json("resources", locale=asked, kind=KINDS, limit=100)
        expected: dict[str, Expected] = {}
        for kind in KINDS:
            expected |= self.truth.listed(asked, "default", kind)
        self.check_items(answer["items"], asked, expected)

    def ask_for_words(self, asked: str, chain: str) -> None:
        """Words of a language find what is served in it, and nothing else."""
        assert self.truth
        for language in LOCALES:
            expected = {
                resource: edition
                for resource, edition in self.truth.listed(asked, chain).items()
                if edition.locale == language
            }
            found = self.json("resources", locale=asked, fallback=chain, q=word(language))
            self.check_items(found["items"], asked, expected)
            if chain == "default":
                self.ask_for_suggestions(asked, language, expected)

    def ask_for_suggestions(self, asked: str, language: str, expected: dict[str, Expected]) -> None:
        suggested = self.json("search/suggest", locale=asked, q=word(language), limit=20)
        assert suggested["asked"] == asked
        titles = {each["resource"]: (each["locale"], each["title"]) for each in suggested["items"]}
        assert titles == {key: (language, each.title) for key, each in expected.items()}

    def check_items(
        self, items: Sequence[dict[str, Any]], asked: str, expected: dict[str, Expected]
    ) -> None:
        found = {(item.get("card") or item["document"])["id"]: item for item in items}
        assert found.keys() == expected.keys()
        assert len(found) == len(items)
        for resource, item in found.items():
            self.check_item(item, resource, asked, expected[resource])

    def check_item(
        self, item: dict[str, Any], resource: str, asked: str, expected: Expected
    ) -> None:
        assert self.truth
        label = dict(item["label"])
        label.pop("updated_at")
        assert label == self.truth.label(resource, asked, expected)
        content = item.get("card") or item["document"]
        assert content["id"] == resource
        assert content["locale"] == expected.locale
        assert content["title"] == expected.title
        if "document" in item:
            self.check_what_it_leads_to(content)

    def check_what_it_leads_to(self, document: dict[str, Any]) -> None:
        """Links lead to the edition for whoever reads this language; labels say their own."""
        assert self.truth
        locale = document["locale"]
        for resource, link in document["links"].items():
            expected = self.truth.served(resource, locale, "default")
            assert expected
            assert (link["locale"], link["title"]) == (expected.locale, expected.title)
        for part in document["fields"].get("body", []):
            if part["type"] == "resource" and part["value"]["page"]:
                target = part["value"]["page"]["resource"]
                served = self.truth.served(target, locale, "default")
                assert (target in document["links"]) is (served is not None)
        if document["kind"] == "method":
            with translation.override(locale):
                assert document["licence"]["label"] == LICENCES[LICENCE].label
            assert document["terms"]["issue"]["housing"]["locale"] == term_locale(locale)
            funding = document["funding"]
            assert (funding["statement"]["locale"], funding["disclaimer"]["locale"]) == (
                funding_locales(locale)
            )

    # -------------------------------------------------------------- the rest

    def ask_for_registers(self, asked: str) -> None:
        for name in ("cities", "vocabularies", "kinds", "choices", "project", "menus"):
            response = self.get(name, locale=asked)
            assert response["Content-Language"] == json.loads(response.content)["locale"] == asked
        self.ask_for_the_feed(asked)

    def ask_for_the_feed(self, asked: str) -> None:
        """Names of licences are texts of ours, so they have no marks."""
        feed = fromstring(self.get("feed.atom", locale=asked).said)  # noqa: S314 - our own
        for entry in feed.iterfind(f"{ATOM}entry"):
            with translation.override(entry.get(XML_LANGUAGE, "")):
                licence = str(LICENCES[LICENCE].label)
            assert licence in entry.findtext(f"{ATOM}rights", "")

    def ask_for_changes(self) -> None:
        """Whoever follows has in the end what is public, each under its own label."""
        kept: dict[tuple[str, str], dict[str, Any]] = {}
        after, head = 0, 1
        while after < head:
            page = self.json("changes", after=after, full="true", limit=100)
            after, head = page["next"], page["head"]
            for change in page["changes"]:
                if change["entity"] == "edition" and change["action"] == "put":
                    kept[change["key"], change["locale"]] = change
                elif change["entity"] == "edition":
                    kept.pop((change["key"], change["locale"]), None)
        self.check_editions(kept)

    def ask_for_the_export(self) -> None:
        response = self.get("export")
        lines = map(json.loads, response.said.splitlines()[1:])
        editions = [line for line in lines if line["entity"] == "edition"]
        kept = {(line["key"], line["locale"]): line for line in editions}
        assert len(kept) == len(editions)
        self.check_editions(kept)

    def check_editions(self, kept: dict[tuple[str, str], dict[str, Any]]) -> None:
        assert self.truth
        public = self.truth.editions.items()
        assert kept.keys() == {(key, locale) for key, group in public for locale in group}
        for (resource, locale), each in kept.items():
            self.check_item(each, resource, locale, self.truth.editions[resource][locale])

    # -------------------------------------------------------------- asking

    def json(self, address: str, /, **query: Any) -> Any:
        response = self.get(address, **query)
        assert response.status_code == 200
        return json.loads(response.content)

    def get(self, address: str, /, **query: Any) -> Any:
        """An answer, of which every text was held against what is said of it."""
        response = self.client.get(ROOT + address, query)
        response.said = read(response)
        assert list(found_lies(response)) == []
        if self.truth:
            assert numbers_in(response.said) <= self.truth.numbers
        return response


def read(response: Any) -> str:
    content = b"".join(response) if response.streaming else response.content
    return content.decode()


def found_lies(response: Any) -> Iterator[str]:
    kind = response["Content-Type"].partition(";")[0]
    if kind == "application/atom+xml":
        yield from lies_of_feed(fromstring(response.said))  # noqa: S314 - our own
    elif kind == "application/x-ndjson":
        for line in response.said.splitlines():
            yield from lies(json.loads(line))
    else:
        yield from lies(json.loads(response.said))
