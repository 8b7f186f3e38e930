"""Random operations on one section of the site, with media and terms that all share."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import nullcontext
from typing import Any

from django.db import DatabaseError, transaction
from wagtail.models import Locale, Page, PageViewRestriction

from integra_cms.delivery.prompting import without_prompting
from integra_cms.media.models import ToolkitImage
from integra_cms.pages.models import MethodPage, SectionPage
from integra_cms.vocabularies.models import Term
from tests.delivery.samples import picture_block
from tests.pages.factories import MethodPageFactory, translated

WEIGHTS = {
    "publish": 8,
    "edit": 8,
    "unpublish": 3,
    "move": 2,
    "delete": 2,
    "swap": 3,
    "rename": 1,
    "translate": 3,
    "hide": 1,
}
SECTION = "writer-{number}"
ISSUES = [f"issue-{number}" for number in range(5)]


class Writer:
    """One editor who never rests.

    Pages belong to one writer, as cities do; pictures, terms and what pages link to are shared.
    """

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)  # noqa: S311 - no secret
        self.section = SectionPage.objects.get(
            slug=SECTION.format(number=number), locale__language_code="en"
        )
        self.done: Counter[str] = Counter()

    def operate(self) -> None:
        """One random operation, in a transaction of its own or as Wagtail does it."""
        name = self.random.choices(
            (
                "publish",
                "edit",
                "unpublish",
                "move",
                "delete",
                "swap",
                "rename",
                "translate",
                "hide",
            ),
            (8, 8, 3, 2, 2, 3, 1, 3, 1),
        )[0]
        try:
            if getattr(self, name)() is not False:
                self.done[name] += 1
        except (DatabaseError, Page.DoesNotExist):
            # Two writers at one row, or a busy SQLite: an editor would try again, too.
            self.done["refused"] += 1

    def pages(self) -> list[MethodPage]:
        return list(MethodPage.objects.descendant_of(self.section))

    def page(self) -> MethodPage | None:
        pages = self.pages()
        return self.random.choice(pages) if pages else None

    def content(self) -> dict[str, Any]:
        """Text, a picture, an issue, and a link to somebody's page."""
        image = ToolkitImage.objects.order_by("?").first()
        target = MethodPage.objects.order_by("?").first()
        body = [picture_block(image)] if image else []
        if target:
            body.append({"type": "resource", "value": {"page": target.pk, "note": ""}})
        return {
            "summary": f"Words {self.random.random()}",
            "issues": [self.random.choice(ISSUES)],
            "body": body,
        }

    def publish(self) -> None:
        number = self.random.random()
        MethodPageFactory(parent=self._fresh_section(), title=f"Method {number}", **self.content())

    def edit(self) -> bool | None:
        page = self.page()
        if page is None:
            return False
        for name, value in self.content().items():
            setattr(page, name, value)
        page.title = f"Method {self.random.random()}"
        page.save_revision().publish()
        return None

    def unpublish(self) -> bool | None:
        page = self.page()
        if page is None or not page.live:
            return False
        page.unpublish()
        return None

    def move(self) -> bool | None:
        page = self.page()
        if page is None:
            return False
        page.move(self._fresh_section(), pos="first-child")
        return None

    def delete(self) -> bool | None:
        page = self.page()
        if page is None:
            return False
        Page.objects.get(pk=page.pk).delete()
        return None

    def swap(self) -> None:
        """Somebody corrects who made a picture, or takes it away and back."""
        with transaction.atomic():
            image = ToolkitImage.objects.select_for_update().order_by("?").first()
            image.credit_line = f"Person {self.random.random()}"
            image.save()

    def rename(self) -> None:
        with transaction.atomic():
            term = Term.objects.get(vocabulary="issue", code=self.random.choice(ISSUES))
            term.labels = {"en": f"Issue {self.random.random()}"}
            term.save()

    def translate(self) -> bool | None:
        page = self.page()
        target = Locale.objects.get(language_code="cs")
        if page is None or page.has_translation(target) or page.locale_id == target.pk:
            return False
        translated(page, target)
        return None

    def hide(self) -> bool | None:
        page = self.page()
        if page is None:
            return False
        restriction = PageViewRestriction.objects.filter(page=page).first()
        if restriction:
            restriction.delete()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        return None

    def _fresh_section(self) -> SectionPage:
        return SectionPage.objects.get(pk=self.section.pk)


def write(number: int, operations: int) -> dict[str, int]:
    """So many operations that went through; how many of each there were.

    Odd writers leave all the work to the drainer.
    """
    writer = Writer(number)
    with without_prompting() if number % 2 else nullcontext():
        while writer.done.total() - writer.done["refused"] < operations:
            writer.operate()
    return dict(writer.done)
