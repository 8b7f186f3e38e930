"""Pages: one file per edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Page

from integra_cms.pages.editions import Edition
from integra_cms.pages.keywords import ResourceKeyword
from integra_cms.pages.orphans import orphan_types
from integra_cms.pages.upgrading import upgrade_content
from integra_cms.sharing import page_forms
from integra_cms.sharing.chapter import Chapter, FormJson, Reference, Staged
from integra_cms.sharing.formats import PackForm, PageForm
from integra_cms.sharing.links import Links
from integra_cms.sharing.missing import remedy
from integra_cms.sharing.page_checks import PageChecks
from integra_cms.sharing.page_writing import write_pages
from integra_cms.sharing.revisions import shown
from integra_cms.sharing.shapes import shape_problems

if TYPE_CHECKING:
    from integra_cms.sharing.checking import Checking
    from integra_cms.sharing.loading import Loading
    from integra_cms.sharing.reading import Reading

BATCH = 400
NOT_CONTENT = ("unconfirmed",)


def key_of(resource: str, locale: str) -> str:
    """How an edition is named."""
    return f"{resource}:{locale}"


class Pages(Chapter):
    """Kinds of resources and structural pages alike."""

    name = "page"
    folder = "pages"

    def read(self, file: str, data: Any, pack: PackForm, reading: Reading) -> list[Staged]:
        page = reading.form(PageForm, file, data)
        if page is None:
            return []
        model = page_forms.page_models().get(page.kind)
        if model is None:
            reading.report.refuse(
                "kind_unknown",
                file,
                _("no plugin that is switched on has the kind “%(kind)s”; there are: %(known)s.")
                % {"kind": page.kind, "known": ", ".join(page_forms.page_models())},
                place="kind",
                remedy=remedy(", ".join(pack.needs) or page.kind),
            )
            return []
        upgraded = upgrade_content(model, page.fields, pack.content_version)
        fields = {**upgraded.content}
        fields.pop("content_version", None)
        for removed in upgraded.removed:
            reading.report.note(
                "content_removed",
                file,
                _("an upgrade of its content takes something out: %(raw)s.")
                % {"raw": str(removed.raw)[:200]},
                place=f"fields.{removed.path}",
            )
        found = list(shape_problems(model, fields))
        for place, error in found:
            reading.invalid(file, place, error)
        if found:
            return []
        form = page.as_json() | {"fields": page_forms.tidy(model, fields)}
        form["keywords"] = sorted(set(page.keywords))
        form["unconfirmed"] = {
            new: pieces
            for path, pieces in page.unconfirmed.items()
            for new in upgraded.map_path(path)
        }
        return [Staged(self.name, key_of(page.resource, page.locale), file, tidy(form))]

    def references(self, form: FormJson) -> Iterator[Reference]:
        model = page_forms.page_models()[form["kind"]]
        yield from page_forms.references(model, form.get("fields", {}))

    def check(self, staged: Sequence[Staged], checking: Checking) -> None:
        PageChecks(staged, checking).run()

    def names(self, staged: Mapping[str, Staged]) -> Collection[str]:
        """References name a resource; which of its editions is meant depends on the reader."""
        return {each.form["resource"] for each in staged.values()}

    def existing(self, names: Iterable[str]) -> set[str]:
        editions = Edition.objects.sources().of_resources(map(UUID, set(names)))
        return {str(resource) for resource in editions.values_list("resource", flat=True)}

    def current(self, keys: Collection[str] | None = None) -> dict[str, FormJson]:
        editions = Edition.objects.select_related("locale").order_by("pk")
        editions = editions.exclude(page__content_type__in=orphan_types())
        if keys is not None:
            editions = editions.of_resources(_resources(keys))
        wanted = {
            key: edition
            for edition in editions
            if (key := key_of(str(edition.resource), edition.locale.language_code))
            and (keys is None or key in keys)
        }
        links = Links()
        forms: dict[str, FormJson] = {}
        names = list(wanted)
        for start in range(0, len(names), BATCH):
            batch = {key: wanted[key] for key in names[start : start + BATCH]}
            forms |= _forms(batch, links)
        return forms

    def drafts(self, keys: Collection[str]) -> set[str]:
        """Editions with changes here that are not published."""
        editions = Edition.objects.of_resources(_resources(keys))
        waiting = editions.filter(page__live=True, page__has_unpublished_changes=True)
        return {
            key_of(str(each.resource), each.locale.language_code)
            for each in waiting.select_related("locale")
        } & set(keys)

    def comparable(self, form: FormJson) -> FormJson:
        return {name: value for name, value in form.items() if name not in NOT_CONTENT}

    def write(self, staged: Sequence[Staged], loading: Loading) -> None:
        write_pages(staged, loading)

    def files(self, forms: Mapping[str, FormJson]) -> dict[str, Any]:
        folders = _folders(forms.values())
        return {
            f"data/{self.folder}/{form['kind']}/{folders[form['resource']]}"
            f"/{form['locale']}.json": form
            for form in forms.values()
        }


def _resources(keys: Iterable[str]) -> set[UUID]:
    return {UUID(key.partition(":")[0]) for key in keys}


def tidy(form: FormJson) -> FormJson:
    """A page's form with its keys in order and without defaults."""
    return PageForm.model_validate(form).as_json()


def _forms(editions: Mapping[str, Edition], links: Links) -> dict[str, FormJson]:
    pks = [edition.page_id for edition in editions.values()]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=pks).specific()}
    keywords: dict[int, list[str]] = defaultdict(list)
    items = ResourceKeyword.objects.filter(content_object__in=pks)
    for pk, name in items.values_list("content_object_id", "tag__name"):
        keywords[pk].append(name)
    return {
        key: _form(pages[edition.page_id], edition, sorted(keywords[edition.page_id]), links)
        for key, edition in editions.items()
    }


def _form(page: Page, edition: Edition, keywords: list[str], links: Links) -> FormJson:
    content = shown(page)
    if content is not page and hasattr(content, "keywords"):
        keywords = sorted(content.keywords.names())
    form = PageForm(
        kind=page_forms.kind_of(type(page)),
        resource=str(edition.resource),
        locale=edition.locale.language_code,
        parent=links.pages.parent(page),
        origin=edition.origin,  # type: ignore[arg-type]  # checked when the form is made
        title=content.title,
        slug=content.slug,
        draft=not page.live,
        fields=page_forms.to_fields(content, links),
        keywords=keywords,
        lineage=edition.lineage,
    )
    return form.as_json()


def _folders(forms: Iterable[FormJson]) -> dict[str, str]:
    """Resource → name of its folder: the slug of its source, made unlike others where needed."""
    slugs: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for form in sorted(forms, key=lambda form: (form["origin"] != "source", form["locale"])):
        slugs.setdefault(form["resource"], form["slug"])
        kinds.setdefault(form["resource"], form["kind"])
    shared = defaultdict(list)
    for resource, slug in slugs.items():
        shared[kinds[resource], slug].append(resource)
    return {
        resource: slug if len(resources) == 1 else f"{slug}--{resource[:8]}"
        for (_kind, slug), resources in shared.items()
        for resource in resources
    }
