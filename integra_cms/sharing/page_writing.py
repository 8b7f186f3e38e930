"""Writing pages: first all that are new, so that links find them, then the content of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from wagtail.models import Locale, Page

from integra_cms.blocks.upgrades import current_version
from integra_cms.pages.editions import Edition, Origin
from integra_cms.sharing import page_forms, welcome
from integra_cms.sharing.chapter import FormJson, Staged
from integra_cms.translation.alignment import Pair, align, carried
from integra_cms.translation.segments import texts_of

if TYPE_CHECKING:
    from integra_cms.sharing.loading import Loading

BATCH = 100
LOG_ACTION = "integra.pack.load"


def write_pages(staged: Sequence[Staged], loading: Loading) -> None:
    """Creates and changes pages; each gets one revision, and goes live if the pack says so."""
    writing = _Writing(loading)
    welcome.make_room()
    in_order = sorted(staged, key=_Depths(staged).order)
    for each in in_order:
        if writing.page_key(each.form) is None:
            writing.create(each.form)
    for start in range(0, len(in_order), BATCH):
        writing.fill([each.form for each in in_order[start : start + BATCH]])
    writing.align_all([each.form for each in staged])
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
        self.nodes: dict[int, Page] = {}

    def page_key(self, form: FormJson) -> int | None:
        """The page of an edition, if there is one."""
        return self.links.pages.page(form["resource"], self.locales[form["locale"]].pk)

    def create(self, form: FormJson) -> None:
        """A page that nobody sees yet, at its place, without links to pages that may follow."""
        model = page_forms.page_models()[form["kind"]]
        page = model(
            title=form["title"],
            slug=form["slug"],
            locale=self.locales[form["locale"]],
            translation_key=UUID(form["resource"]),
            owner=self.loading.user,
            live=False,
        )
        page_forms.set_fields(page, form.get("fields", {}), self.links)
        self._parent(form).add_child(instance=page)
        self.nodes[page.pk] = page
        self.links.pages.add(page, is_source=form["origin"] == Origin.SOURCE)

    def _parent(self, form: FormJson) -> Page:
        """The page above; treebeard keeps its count of children up to date."""
        if form["parent"] is None:
            return self.root
        key = self.links.pages.page(form["parent"], self.locales[form["locale"]].pk)
        if key not in self.nodes:
            self.nodes[key] = Page.objects.get(pk=key)
        return self.nodes[key]

    def fill(self, forms: Sequence[FormJson]) -> None:
        """Gives pages their content, a revision, and their state."""
        keys = [self.page_key(form) for form in forms]
        pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).specific()}
        for form, key in zip(forms, keys, strict=True):
            page = pages[key]
            self._move(page, form)
            page.title, page.slug = form["title"], form["slug"]
            page_forms.set_fields(page, form.get("fields", {}), self.links)
            if hasattr(page, "keywords"):
                page.keywords.set(form.get("keywords", []))
            self._save(page, form)
            self.loading.progress.step()

    def _move(self, page: Page, form: FormJson) -> None:
        if self.links.pages.parent(page) != form["parent"]:
            page.move(self._parent(form), pos="last-child", user=self.loading.user)
            page.refresh_from_db()

    def _save(self, page: Page, form: FormJson) -> None:
        revision = page.save_revision(user=self.loading.user, clean=False, log_action=LOG_ACTION)
        if not form.get("draft", False):
            revision.publish(user=self.loading.user, log_action=False)
        elif page.live:
            page.unpublish(user=self.loading.user, log_action=False)

    def align_all(self, forms: Sequence[FormJson]) -> None:
        """Brings the records of editions up to date, then compares translations with sources.

        A translation that was not written now keeps what its record says, even if its source
        has changed: then it is outdated.
        """
        resources = {UUID(form["resource"]) for form in forms}
        editions = {
            (str(edition.resource), edition.locale.language_code): edition
            for edition in Edition.objects.of_resources(resources).select_related("locale")
        }
        unconfirmed: dict[int, dict[str, list[str | None]]] = {}
        for form in forms:
            edition = editions[form["resource"], form["locale"]]
            edition.is_source = form["origin"] == Origin.SOURCE
            edition.origin = form["origin"]
            edition.lineage = form.get("lineage")
            edition.content_version = current_version()
            unconfirmed[edition.pk] = form.get("unconfirmed", {})
        Edition.objects.bulk_update(
            editions.values(), ["is_source", "origin", "lineage", "content_version"], BATCH
        )
        by_resource: dict[str, list[Edition]] = {}
        for edition in editions.values():
            by_resource.setdefault(str(edition.resource), []).append(edition)
        groups = [group for group in by_resource.values() if len(group) > 1]
        for start in range(0, len(groups), BATCH):
            self._align(groups[start : start + BATCH], unconfirmed)

    @staticmethod
    def _align(
        groups: Sequence[Sequence[Edition]], unconfirmed: dict[int, dict[str, list[str | None]]]
    ) -> None:
        keys = [edition.page_id for group in groups for edition in group]
        pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).specific()}
        pairs: list[Pair] = []
        for group in groups:
            source = next(edition for edition in group if edition.is_source)
            for edition in group:
                if edition is source:
                    continue
                confirmed = unconfirmed.get(edition.pk)
                if confirmed is None:
                    confirmed = carried(edition.segments, texts_of(pages[source.page_id]))
                target = pages[edition.page_id]
                pairs.append(Pair(pages[source.page_id], target, edition, confirmed))
        align(pairs)
