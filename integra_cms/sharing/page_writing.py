"""Writing pages: those that are new, then those that changed, then what follows from both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from integra_cms.pages.editions import Origin
from integra_cms.sharing import page_forms, welcome
from integra_cms.sharing.chapter import FormJson, Staged
from integra_cms.sharing.edition_records import bring_up_to_date
from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.revisions import LOG_ACTION, first_revisions, live_since

if TYPE_CHECKING:
    from integra_cms.sharing.loading import Loading

BATCH = 100


def write_pages(staged: Sequence[Staged], loading: Loading) -> None:
    """Creates and changes pages; each gets one revision, and goes live if the pack says so."""
    writing = _Writing(loading)
    depths = _Depths(staged)
    forms = [each.form for each in sorted(staged, key=depths.order)]
    welcome.make_room()
    writing.create([form for form in forms if writing.page_key(form) is None])
    changed = [form for form in forms if writing.page_key(form) not in writing.created]
    writing.move(changed)
    writing.change(changed)
    bring_up_to_date(forms, loading)
    welcome.hand_over()


class _Depths:
    """How deep a page stands among those of the pack: parents are written before children."""

    def __init__(self, staged: Sequence[Staged]) -> None:
        self._parents = {each.key: each.form["parent"] for each in staged}

    def order(self, staged: Staged) -> tuple[int, bool, str]:
        """Sources come before translations: the first edition of a resource is its source."""
        form = staged.form
        depth, parent = 0, form["parent"]
        while parent is not None:
            depth += 1
            parent = self._parents.get(f"{parent}:{form['locale']}")
        return depth, form["origin"] != Origin.SOURCE, staged.file


class _Writing:
    """The pages of one loading."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.links = loading.links
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.root = Page.get_first_root_node()
        self.created: dict[int, Page] = {}
        self.parents: dict[int, Page] = {}

    def page_key(self, form: FormJson) -> int | None:
        """The page of an edition, if there is one."""
        return self.links.pages.page(form["resource"], self.locales[form["locale"]].pk)

    def create(self, forms: Sequence[FormJson]) -> None:
        """Creates pages as they shall be, with their first revision.

        Wagtail's own publishing saves a page three times, and each time indexes it anew. Here a
        page is saved once, unless it links to one that follows later.
        """
        to_come = {form["resource"] for form in forms}
        early: list[tuple[FormJson, Page]] = []
        for form in forms:
            page = self._create(form)
            if self._targets(form) & to_come:
                early.append((form, page))
            self.loading.progress.step()
        for form, page in early:
            page_forms.set_fields(page, form.get("fields", {}), self.links)
            page.save()
        pages = list(self.created.values())
        for start in range(0, len(pages), BATCH):
            first_revisions(pages[start : start + BATCH], self.loading.user)

    def _create(self, form: FormJson) -> Page:
        page = page_forms.page_models()[form["kind"]](
            title=form["title"],
            slug=form["slug"],
            draft_title=form["title"],
            locale=self.locales[form["locale"]],
            translation_key=UUID(form["resource"]),
            owner=self.loading.user,
            **live_since(live=not form.get("draft", False)),
        )
        self._set_content(page, form)
        self._parent(form).add_child(instance=page)
        self.created[page.pk] = self.parents[page.pk] = page
        self.links.pages.add(page, is_source=form["origin"] == Origin.SOURCE)
        return page

    @staticmethod
    def _targets(form: FormJson) -> set[str]:
        model = page_forms.page_models()[form["kind"]]
        found = page_forms.references(model, form.get("fields", {}))
        return {reference.key for reference in found if reference.chapter == "page"}

    def _set_content(self, page: Page, form: FormJson) -> None:
        page_forms.set_fields(page, form.get("fields", {}), self.links)
        if hasattr(page, "keywords"):
            page.keywords.set(form.get("keywords", []))

    def _parent(self, form: FormJson) -> Page:
        """The page above; treebeard keeps the count of its children up to date."""
        if form["parent"] is None:
            return self.root
        key = self.links.pages.page(form["parent"], self.locales[form["locale"]].pk)
        if key is None:
            raise PackError(
                f"The parent {form['parent']} of {form['resource']} is gone. Load the pack again."
            )
        if key not in self.parents:
            self.parents[key] = Page.objects.get(pk=key)
        return self.parents[key]

    def move(self, forms: Sequence[FormJson]) -> None:
        """Moves pages that have another parent in the pack, those near the root first.

        Every move changes the paths of all pages below, so that which pages move is asked before,
        and each page and its new parent are read when it is their turn.
        """
        rows = {page.pk: page for page in Page.objects.filter(pk__in=map(self.page_key, forms))}
        moving = [
            form
            for form in forms
            if self.links.pages.parent(rows[self.page_key(form)]) != form["parent"]
        ]
        for form in moving:
            self.parents.clear()
            page = Page.objects.get(pk=self.page_key(form)).specific
            parent = self._parent(form)
            if parent.pk == page.pk or parent.is_descendant_of(page):
                raise PackError(
                    _(
                        "“%(title)s” would stand below itself: on this site “%(parent)s”, its new "
                        "parent, is below it. Move “%(parent)s” here first, then load again."
                    )
                    % {"title": page.title, "parent": parent.title}
                )
            page.move(parent, pos="last-child", user=self.loading.user)

    def change(self, forms: Sequence[FormJson]) -> None:
        """Gives pages that are there new content, the way Wagtail publishes."""
        for start in range(0, len(forms), BATCH):
            batch = forms[start : start + BATCH]
            keys = [self.page_key(form) for form in batch]
            pages: dict[int | None, Page] = {
                page.pk: page for page in Page.objects.filter(pk__in=keys).specific()
            }
            for form, key in zip(batch, keys, strict=True):
                self._change(pages[key], form)
                self.loading.progress.step()

    def _change(self, page: Page, form: FormJson) -> None:
        user: Any = self.loading.user
        page.title, page.slug = form["title"], form["slug"]
        self._set_content(page, form)
        revision = page.save_revision(user=user, clean=False, log_action=LOG_ACTION)
        if not form.get("draft", False):
            revision.publish(user=user, log_action=False)
        elif page.live:
            page.unpublish(user=user, log_action=False)
