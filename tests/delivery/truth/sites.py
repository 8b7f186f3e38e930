"""Builds what was planned, out of ordinary pages, and lets happen what is to happen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageViewRestriction

from integra_cms.delivery.draining import drain
from integra_cms.media.models import ToolkitImage
from integra_cms.pages.editions import Edition
from integra_cms.pages.models import CityPage, LibraryPage
from integra_cms.pages.sources import change_source
from integra_cms.sections.models import City
from integra_cms.sections.opening import CityPlan, open_cities
from integra_cms.vocabularies.models import Project, Term
from tests.delivery.samples import image, picture_block
from tests.delivery.truth.plans import Event, Plan, ResourcePlan
from tests.delivery.truth.wording import LOCALES, marked, word
from tests.pages.factories import MethodPageFactory, SectionPageFactory, tree

ISSUE = "housing"

LICENCE = "CC-BY-4.0"

_writings = count(1)


def ground() -> City:
    """What all sites have: front pages, libraries and one city, each in all locales."""
    tree(LOCALES)
    (city,) = open_cities(
        [
            CityPlan(
                names={code: marked(code) for code in ("en", "bg")},
                locales=list(LOCALES),
                country="BG",
            )
        ]
    )
    for page in Page.objects.filter(translation_key=city.resource):
        _publish(page.specific, title=_written(page.locale.language_code))
    for page in Page.objects.filter(depth__in=(2, 3)).select_related("locale"):
        title = _written(page.locale.language_code)
        Page.objects.filter(pk=page.pk).update(title=title, draft_title=title)
    image("A square")
    return city


class Site:
    """A site on its ground; nothing of it is known to the catalogue until that is drained.

    Attributes:
        resources: Identifiers in the order of their plans.
        look: Called whenever somebody looks at the site, up to date or not.
    """

    def __init__(self, plan: Plan, city: City, look: Callable[[], None]) -> None:
        self.plan, self.city, self.look = plan, city, look
        self.resources: list[UUID] = [uuid4() for _ in plan.resources]
        self.picture = ToolkitImage.objects.get()
        self.issue = Term.objects.create(
            vocabulary="issue", code=ISSUE, labels=_texts_in(plan.term_locales)
        )
        self.project = Project.objects.create(
            code="prague",
            titles=_texts_in({"en"}),
            goals=_texts_in(plan.term_locales),
            funding_statements=_texts_in(plan.statement_locales),
            disclaimers=_texts_in(plan.disclaimer_locales),
        )
        for number, resource in enumerate(plan.resources):
            for edition in resource.editions:
                self.add(number, edition.locale, live=edition.live)
                self.compare(number, edition.locale, edition.pieces, edition.origin)

    def add(self, number: int, code: str, *, live: bool) -> None:
        """A new edition; the first one of a resource is its source."""
        plan = self.plan.resources[number]
        is_method = plan.kind == "method"
        parents = LibraryPage if is_method else CityPage
        factory = MethodPageFactory if is_method else SectionPageFactory
        factory(
            parent=parents.objects.get(locale__language_code=code),
            translation_key=self.resources[number],
            slug=f"r{number}",
            live=live,
            **self.content(plan, code),
        )
        if is_method and (page := self.page(number, code)):
            page.keywords.add(page.title)
            page.save()

    def content(self, plan: ResourcePlan, code: str) -> dict[str, Any]:
        """Texts in a language that were never written before, in every sort of field."""
        text = _written(code)
        prose = f"<p>{text}</p>"
        links = [page for number in plan.leads_to if (page := self.page(number))]
        body = [{"type": "paragraph", "value": prose}]
        body += [{"type": "resource", "value": {"page": to.pk, "note": text}} for to in links]
        body += [
            {
                "type": "paragraph",
                "value": f'<p><a linktype="page" id="{to.pk}">{text}</a></p>',
            }
            for to in links
        ]
        if plan.pictured:
            shown = picture_block(self.picture)
            body.append({**shown, "value": {**shown["value"], "alt_text": text, "caption": text}})
        content = {"title": text, "summary": text, "body": body}
        if plan.kind == "method":
            content |= {
                "purpose": prose,
                "ethics": prose,
                "issues": [ISSUE],
                "project": self.project,
                "licence": LICENCE,
                "credit_line": "The city",
            }
        return content

    def page(self, number: int, code: str = "") -> Any | None:
        """The page of an edition, or the first of any; None if there is none (any more)."""
        if number >= len(self.resources):
            return None
        pages = Page.objects.filter(translation_key=self.resources[number]).order_by("pk")
        found = (pages.filter(locale__language_code=code) if code else pages).first()
        return found and found.specific

    def compare(self, number: int, code: str, pieces: tuple[int, int, int], origin: str) -> None:
        """Notes how a translation stands to its source."""
        total, missing, outdated = pieces
        Edition.objects.filter(
            resource=self.resources[number], locale__language_code=code, is_source=False
        ).update(
            origin=origin,
            segments_total=total,
            segments_missing=missing,
            segments_outdated=outdated,
        )

    def happen(self, event: Event) -> None:
        """Lets something happen; what cannot happen does not."""
        match event.name:
            case "drain":
                drain()
            case "drain a bit":
                drain(1)
            case "look":
                self.look()
            case "label":
                self.label(event.locale)
            case "show":
                PageViewRestriction.objects.all().delete()
            case "hide all":
                _hide(LibraryPage.objects.get(locale__language_code=event.locale))
            case "fund":
                self.fund(event.locale)
            case _ if pages := self.pages():
                page = pages[event.edition % len(pages)]
                self._happen_to(page, event)

    def pages(self) -> list[Any]:
        """Those of all editions there are."""
        found = Page.objects.filter(translation_key__in=self.resources)
        return [page.specific for page in found.select_related("locale").order_by("pk")]

    def label(self, code: str) -> None:
        """The term gets a label in a language, or loses it."""
        self.issue.labels = _toggled(self.issue.labels, code)
        self.issue.save()

    def fund(self, code: str) -> None:
        """The same for the texts of the project."""
        self.project.funding_statements = _toggled(self.project.funding_statements, code)
        self.project.disclaimers = _toggled(self.project.disclaimers, code)
        self.project.save()

    def _happen_to(self, page: Any, event: Event) -> None:
        number, code = self.resources.index(page.translation_key), page.locale.language_code
        match event.name:
            case "publish":
                _publish(page, **self.content(self.plan.resources[number], code))
            case "write":
                _write(page, **self.content(self.plan.resources[number], code))
            case "publish the draft":
                if page.latest_revision:
                    page.latest_revision.publish()
            case "unpublish":
                UnpublishPageAction(page).execute(skip_permission_checks=True)
            case "delete":
                page.delete()
            case "translate":
                if not self.page(number, event.locale):
                    self.add(number, event.locale, live=True)
            case "change the source":
                change_source([page.translation_key], page.locale, log_changes=False)
            case "hide":
                _hide(page)
            case "compare":
                self.compare(number, code, event.pieces, event.origin)
            case _:
                raise AssertionError(f"Nobody knows how to {event.name}.")


def _written(code: str) -> str:
    return f"{marked(code, next(_writings))} {word(code)}"


def _texts_in(codes: Any) -> dict[str, str]:
    return {code: marked(code) for code in sorted(codes)}


def _toggled(texts: dict[str, str], code: str) -> dict[str, str]:
    """With the text in a language where there is none, without it where there is one."""
    if code in texts:
        return {locale: text for locale, text in texts.items() if locale != code}
    return {**texts, code: marked(code)}


def _write(page: Any, **content: Any) -> Any:
    for name, value in content.items():
        setattr(page, name, value)
    if hasattr(page, "keywords"):
        page.keywords.set([content["title"]])
    return page.save_revision()


def _publish(page: Any, **content: Any) -> None:
    _write(page, **content).publish()


def _hide(page: Any) -> None:
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")
