"""What readers should be told, worked out from pages and their records alone.

Nothing here reads the catalogue or uses its code: it is the other half of every comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, PageViewRestriction

from integra_cms.pages.editions import Edition
from integra_cms.vocabularies.models import Project, Term
from tests.delivery.truth.wording import LOCALES, numbers_in

SITE_LANGUAGE = "en"


@dataclass(frozen=True)
class Expected:
    """An edition that everybody may read."""

    locale: str
    origin: str
    freshness: str
    is_source: bool
    kind: str
    title: str
    url: str


class Oracle:
    """The truth at one moment.

    Attributes:
        editions: Resource → locale → edition, of those that everybody may read.
        hidden: Addresses of all other editions.
        numbers: Of all writings that may be shown to anybody.
    """

    def __init__(self, chains: Mapping[str, Sequence[str]]) -> None:
        self.chains = {"default": [SITE_LANGUAGE, "source"], **chains}
        self.editions: dict[str, dict[str, Expected]] = defaultdict(dict)
        self.hidden: set[str] = set()
        self.numbers: set[int] = set()
        closed = list(PageViewRestriction.objects.values_list("page__path", flat=True))
        records = Edition.objects.select_related("page", "locale")
        for record in records:
            page = record.page
            if not page.live or any(page.path.startswith(path) for path in closed):
                self.hidden.add(page.url)
                continue
            locale = record.locale.language_code
            self.numbers |= numbers_in(page.title)
            self.editions[str(record.resource)][locale] = Expected(
                locale=locale,
                origin=record.origin,
                freshness=_freshness(record),
                is_source=record.is_source,
                kind=_kind(page),
                title=page.title,
                url=page.url,
            )
        self.pictures_shown = any(
            "picture" in str(page.specific.body.raw_data)
            for page in Page.objects.filter(edition__in=records)
            if page.url not in self.hidden and hasattr(page.specific, "body")
        )

    def served(self, resource: str, asked: str, chain: str | Sequence[str]) -> Expected | None:
        """What whoever asks should get; the chain is declared, made up, or ``none``."""
        editions = self.editions.get(resource, {})
        tried = [] if chain == "none" else self.chains[chain] if isinstance(chain, str) else chain
        for step in (asked, *tried):
            for locale, edition in editions.items():
                if locale == step or (step == "source" and edition.is_source):
                    return edition
        return None

    def listed(self, asked: str, chain: str, kind: str = "method") -> dict[str, Expected]:
        """What lists should show, by resource."""
        found = {resource: self.served(resource, asked, chain) for resource in self.editions}
        return {
            resource: edition
            for resource, edition in found.items()
            if edition and edition.kind == kind
        }

    def label(self, resource: str, asked: str, edition: Expected) -> dict[str, Any]:
        """What should be said of it, but for the moment of its last change."""
        return {
            "asked": asked,
            "served": edition.locale,
            "fallback": edition.locale != asked,
            "origin": edition.origin,
            "freshness": edition.freshness,
            "editions": [
                {"locale": each.locale, "origin": each.origin, "freshness": each.freshness}
                for _locale, each in sorted(self.editions[resource].items())
            ],
        }


def text_for(texts: Mapping[str, str], locale: str) -> str:
    """The language in which a short text should be shown: the asked one, the site's, any."""
    order = (locale, SITE_LANGUAGE, *LOCALES)
    return next((each for each in order if each in texts), "zxx")


def term_locale(locale: str) -> str:
    """The language in which the one term of the site should be named."""
    return text_for(Term.objects.get(vocabulary="issue", code="housing").labels, locale)


def funding_locales(locale: str) -> tuple[str, str]:
    """The languages in which the funding statement and the disclaimer should be shown."""
    project = Project.objects.get(code="prague")
    return text_for(project.funding_statements, locale), text_for(project.disclaimers, locale)


def _freshness(record: Edition) -> str:
    """A source is current; a translation is what is worst about it, or missing if all of it is."""
    if record.is_source:
        return "current"
    if record.segments_total == 0 or record.segments_missing >= record.segments_total:
        return "missing"
    if record.segments_missing > 0:
        return "incomplete"
    return "outdated" if record.segments_outdated > 0 else "current"


def _kind(page: Page) -> str:
    return page.specific_class.__name__.removesuffix("Page").lower()
