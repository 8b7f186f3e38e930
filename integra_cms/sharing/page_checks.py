"""What can be wrong with the pages of a pack, taken together and one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from integra_cms.blocks.fields import StreamField
from integra_cms.sharing import page_forms, streams, welcome
from integra_cms.sharing.chapter import Staged
from integra_cms.sharing.links import Links
from integra_cms.sharing.revisions import shown
from integra_cms.sharing.trial import on_trial
from integra_cms.vocabularies.fields import TermCodeField, TermCodesField

if TYPE_CHECKING:
    from integra_cms.sharing.checking import Checking

CHECKED_ELSEWHERE = (StreamField, models.ForeignKey, TermCodeField, TermCodesField)
"""Fields that refer to things which may be in the pack alone."""


class PageChecks:
    """The checks of one pack; `run` does them all."""

    def __init__(self, staged: Sequence[Staged], checking: Checking) -> None:
        self.staged = staged
        self.checking = checking
        self.report = checking.report
        self.links = Links()
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._trials: dict[tuple[type[Page], str], Any] = {}
        self.by_key = {each.key: each for each in staged}
        self.by_resource: dict[str, list[Staged]] = defaultdict(list)
        for each in staged:
            self.by_resource[each.form["resource"]].append(each)

    def run(self) -> None:
        """Reports everything that is wrong."""
        for resource, editions in self.by_resource.items():
            self._check_resource(resource, editions)
        for each in self.staged:
            self._check_parent(each)
            self._check_cycle(each)
        self._check_slugs()
        for each in self.staged:
            self._check_content(each)

    # ------------------------------------------------------------------ resources

    def _check_resource(self, resource: str, editions: list[Staged]) -> None:
        kinds = {each.form["kind"] for each in editions}
        if len(kinds) > 1:
            self._refuse(
                editions[-1],
                "kind_differs",
                _("the editions of one resource are of different kinds: %(kinds)s.")
                % {"kinds": ", ".join(sorted(kinds))},
                "kind",
            )
        sources = [each for each in editions if each.form["origin"] == "source"]
        if len(sources) > 1:
            self._refuse(
                sources[1],
                "two_sources",
                _("the resource %(resource)s has two sources; the other one is %(other)s.")
                % {"resource": resource, "other": sources[0].file},
                "origin",
                _("Keep one source; the origin of the other is “human”, “draft” or “machine”."),
            )
        self._check_kind_on_site(resource, editions)
        self._check_source_on_site(resource, editions, sources)
        if len(sources) == 1:
            model, fields = self._model(sources[0]), sources[0].form.get("fields", {})
            others = [each for each in editions if each is not sources[0]]
            self._check_ids(others, model, _ids(model, fields), sources[0].file)
        elif not sources and (page := self._sources_on_site.get(resource)):
            model, fields = type(page), page_forms.to_fields(shown(page), self.links)
            file = _("“%(title)s” on this site") % {"title": page.title}
            self._check_ids(editions, model, _ids(model, fields), file)

    def _check_kind_on_site(self, resource: str, editions: list[Staged]) -> None:
        """A page of another model would be taken for this one, and lose what only it has."""
        for kind in sorted(self._kinds_on_site.get(resource, ())):
            for each in editions:
                if each.form["kind"] != kind:
                    self._refuse(
                        each,
                        "kind_differs",
                        _("on this site %(resource)s is of the kind “%(kind)s”.")
                        % {"resource": resource, "kind": kind},
                        "kind",
                        _("Give the page the kind that it has here, or a resource of its own."),
                    )

    def _check_source_on_site(
        self, resource: str, editions: list[Staged], sources: list[Staged]
    ) -> None:
        _page, locale_id = self.links.pages.sources.get(resource, (None, None))
        if locale_id is None:
            if not sources:
                self._refuse(
                    editions[0],
                    "source_missing",
                    _("the resource %(resource)s has no source, neither here nor on this site.")
                    % {"resource": resource},
                    "origin",
                    _("Set the origin of one of its editions to “source”."),
                )
            return
        site = next(code for code, own in self.locales.items() if own.pk == locale_id)
        for each in sources:
            if each.form["locale"] != site:
                self._refuse(
                    each,
                    "two_sources",
                    _("on this site the source of %(resource)s is in “%(locale)s”.")
                    % {"resource": resource, "locale": site},
                    "origin",
                    _("Change the source on the site first, or the origin in the pack."),
                )
        for each in editions:
            if each.form["locale"] == site and each.form["origin"] != "source":
                self._refuse(
                    each,
                    "source_missing",
                    _("on this site this edition is the source of %(resource)s.")
                    % {"resource": resource},
                    "origin",
                    _("Change the source on the site first, or the origin in the pack."),
                )

    def _check_ids(
        self, editions: list[Staged], model: type[Page], expected: Collection[str], source: str
    ) -> None:
        """A block that only a translation has would vanish when it is saved from its source."""
        for each in editions:
            own = _ids(model, each.form.get("fields", {})) if self._model(each) is model else {}
            for block_id, place in own.items():
                if block_id not in expected:
                    self._refuse(
                        each,
                        "id_differs",
                        _("the block “%(id)s” is not in the source, %(source)s.")
                        % {"id": block_id, "source": source},
                        place,
                        _("Blocks and list items have the same ids in every edition."),
                    )

    # ------------------------------------------------------------------ tree

    def _check_parent(self, each: Staged) -> None:
        parent, locale = each.form["parent"], each.form["locale"]
        model = self._model(each)
        if parent is None:
            if not self._may_stand(model, Page):
                self._refuse(
                    each, "parent_missing", _("a page of this kind needs a parent."), "parent"
                )
            return
        staged = self.by_key.get(f"{parent}:{locale}")
        above = self._model(staged) if staged else self._model_on_site(parent, locale)
        if above is None:
            self._refuse(
                each,
                "parent_missing",
                _("the parent %(parent)s has no edition in “%(locale)s”, here or on this site.")
                % {"parent": parent, "locale": locale},
                "parent",
                _("Add the parent in this language, or leave this edition out."),
            )
        elif not self._may_stand(model, above):
            self._refuse(
                each,
                "parent_wrong",
                _("a page of the kind “%(kind)s” cannot stand under one of the kind “%(above)s”.")
                % {"kind": each.form["kind"], "above": page_forms.kind_of(above)},
                "parent",
            )

    def _check_cycle(self, each: Staged) -> None:
        locale, seen = each.form["locale"], [each.form["resource"]]
        parent = each.form["parent"]
        while parent is not None and (above := self.by_key.get(f"{parent}:{locale}")):
            if parent in seen:
                self._refuse(
                    each,
                    "parent_cycle",
                    _("the page stands below itself: %(path)s.")
                    % {"path": " → ".join([*seen, parent])},
                    "parent",
                    _("Correct the parent of one of these pages."),
                )
                return
            seen.append(parent)
            parent = above.form["parent"]

    def _model_on_site(self, resource: str, locale: str) -> type[Page] | None:
        found = self.locales.get(locale)
        pk = self.links.pages.page(resource, found.pk) if found else None
        return self._site_models.get(pk) if pk else None

    @cached_property
    def _site_models(self) -> dict[int, type[Page]]:
        """The model of every page that a page of the pack has as its parent."""
        parents = {UUID(each.form["parent"]) for each in self.staged if each.form["parent"]}
        pages = Page.objects.filter(translation_key__in=parents).select_related("content_type")
        return {page.pk: page.specific_class for page in pages}

    @cached_property
    def _kinds_on_site(self) -> dict[str, set[str]]:
        """Resource → what its pages on this site are; other plugins' pages by their model."""
        kinds = {model: kind for kind, model in page_forms.page_models().items()}
        found: dict[str, set[str]] = defaultdict(set)
        pages = Page.objects.filter(translation_key__in=map(UUID, self.by_resource), depth__gt=1)
        for page in pages.select_related("content_type"):
            kind = kinds.get(page.specific_class) or page.content_type.model
            found[str(page.translation_key)].add(kind)
        return found

    @cached_property
    def _sources_on_site(self) -> dict[str, Page]:
        """Resource → its source edition here, where the pack has translations alone."""
        keys = [
            self.links.pages.sources[resource][0]
            for resource, editions in self.by_resource.items()
            if resource in self.links.pages.sources
            and all(each.form["origin"] != "source" for each in editions)
        ]
        pages = Page.objects.filter(pk__in=keys).specific()
        return {str(page.translation_key): page for page in pages}

    @staticmethod
    def _may_stand(model: type[Page], above: type[Page]) -> bool:
        return above in model.allowed_parent_page_models()

    def _check_slugs(self) -> None:
        """Two pages under one parent need two addresses, also beside those of this site."""
        taken: dict[tuple[str | None, str, str], str] = {}
        for each in self.staged:
            form = each.form
            # The front pages of all languages stand beside each other.
            place = (form["parent"], form["locale"] if form["parent"] else "", form["slug"])
            if (other := taken.setdefault(place, each.file)) != each.file:
                self._refuse_slug(each, other)
        site = Page.objects.filter(slug__in={form["slug"] for form in self._forms()}, depth__gt=1)
        for page in site.exclude(pk__in=welcome.placeholders()).select_related("locale"):
            parent = self.links.pages.parent(page)
            locale = page.locale.language_code if parent else ""
            file = taken.get((parent, locale, page.slug))
            if file is None:
                continue
            each = next(one for one in self.staged if one.file == file)
            if each.key != f"{page.translation_key}:{page.locale.language_code}":
                self._refuse_slug(each, _("“%(title)s” on this site") % {"title": page.title})

    def _refuse_slug(self, each: Staged, other: str) -> None:
        self._refuse(
            each,
            "slug_taken",
            _("the slug “%(slug)s” is that of %(other)s, under the same parent.")
            % {"slug": each.form["slug"], "other": other},
            "slug",
        )

    def _forms(self) -> list[dict[str, Any]]:
        return [each.form for each in self.staged]

    # ------------------------------------------------------------------ content

    def _check_content(self, each: Staged) -> None:
        form = each.form
        page = self._model(each)(title=form["title"], slug=form["slug"], draft_title=form["title"])
        page.locale = self.locales.get(form["locale"]) or Locale(language_code=form["locale"])
        page.pk = self.links.pages.page(form["resource"], page.locale.pk)
        before = len(self.report.problems)
        excluded = {"content_type", "path", "depth", "url_path", "locale", "translation_key"}
        for field in page_forms.content_fields(type(page)):
            if field.name in form.get("fields", {}):
                self._set(each, page, field, form["fields"][field.name])
            elif isinstance(field, StreamField) and not field.blank:
                self._try_stream(each, page, field, [])
            if isinstance(field, CHECKED_ELSEWHERE):
                excluded.add(field.name)
        if len(self.report.problems) > before:
            # A page whose fields are wrong by themselves cannot be asked how they fit together.
            return
        try:
            page.full_clean(exclude=excluded, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            self.checking.reading.invalid(each.file, "fields", error)

    def _set(self, each: Staged, page: Page, field: models.Field[Any, Any], value: Any) -> None:
        if isinstance(field, StreamField):
            self._try_stream(each, page, field, value)
        elif isinstance(field, models.ForeignKey):
            setattr(page, field.name, field.related_model())
        else:
            try:
                setattr(page, field.attname, field.to_python(value))
            except ValidationError as error:
                self.checking.reading.invalid(each.file, f"fields.{field.name}", error)

    def _try_stream(self, each: Staged, page: Page, field: StreamField, form: Any) -> None:
        block = self._trial(type(page), field)
        place = f"fields.{field.name}"
        try:
            value = block.to_python(streams.complete(form, block))
            # Set past the field, which would look for rows behind the choosers.
            page.__dict__[field.name] = value
            block.clean(value)
        except ValidationError as error:
            self.checking.reading.invalid(each.file, place, error)
        except (TypeError, AttributeError, KeyError, ArithmeticError) as error:
            self._refuse(
                each,
                "block_malformed",
                _("a block cannot take its content (%(error)s).") % {"error": error},
                place,
            )

    def _trial(self, model: type[Page], field: StreamField) -> Any:
        """The blocks of a field, made once per pack."""
        if (model, field.name) not in self._trials:
            self._trials[model, field.name] = on_trial(field.stream_block, self._file_name)
        return self._trials[model, field.name]

    def _file_name(self, uuid: str) -> str:
        staged = self.checking.of("media").get(uuid)
        return f"{staged.form['sha256']}.{staged.form['format']}" if staged else uuid

    # ------------------------------------------------------------------

    def _model(self, each: Staged) -> type[Page]:
        return page_forms.page_models()[each.form["kind"]]

    def _refuse(self, each: Staged, code: str, message: str, place: str, remedy: str = "") -> None:
        self.report.refuse(code, each.file, message, place=place, remedy=remedy)


def _ids(model: type[Page], form: dict[str, Any]) -> dict[str, str]:
    """Id → place of every block and list item."""
    found: dict[str, str] = {}
    for field in page_forms.content_fields(model):
        if isinstance(field, StreamField) and field.name in form:
            _collect(field.stream_block, form[field.name], f"fields.{field.name}", found)
    return found


def _collect(block: Any, value: Any, place: str, found: dict[str, str]) -> None:
    if not hasattr(block, "raw_children"):
        return
    for step, _name, child, raw in block.raw_children(value):
        if not hasattr(block, "child_blocks") or not isinstance(value, dict):
            found[step] = place
        _collect(child, raw, f"{place}.{step}", found)
