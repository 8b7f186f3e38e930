"""Puts a document together from what a page says and what was looked up for its batch."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any
from uuid import UUID

from integra_cms.delivery.canonical import canonical, digest, timestamp
from integra_cms.delivery.media.facts import IMAGE
from integra_cms.delivery.rendering import rich_text
from integra_cms.delivery.rendering.files import Files, Licences
from integra_cms.delivery.rendering.gathering import Gathered, Key
from integra_cms.delivery.rendering.places import Addresses, Tree
from integra_cms.delivery.rendering.plans import organisation_form
from integra_cms.delivery.rendering.rendered import Rendered
from integra_cms.delivery.rendering.sources import Source
from integra_cms.delivery.rendering.targets import Targets, is_uuid
from integra_cms.delivery.rendering.walking import form_of
from integra_cms.vocabularies.declared import CITY
from integra_cms.vocabularies.fields import CODE_LENGTH
from integra_cms.vocabularies.localised import LocalisedText
from integra_cms.vocabularies.models import Organisation, Project
from integra_cms.vocabularies.terms import label

LINEAGE = ("resource", "locale", "version", "licence", "url", "digest")


@dataclass(frozen=True)
class Lookups:
    """What was looked up for all pages of a batch."""

    addresses: Addresses
    tree: Tree
    targets: Targets
    files: Files
    licences: Licences
    projects: dict[int, Project]
    rows: dict[tuple[Any, int], Any]
    labels: dict[tuple[str, str, str], dict[str, str]] = field(default_factory=dict)

    def term(self, vocabulary: str, code: str, locale: str) -> dict[str, str]:
        """What a code is called; asked for once in a batch."""
        asked = (vocabulary, code, locale)
        known = self.labels.get(asked)
        if known is None:
            text = label(vocabulary, code, locale)
            known = self.labels[asked] = {"label": text.text, "locale": text.locale}
        return known


class Composer:
    """One document. References are put into the fields when it is made."""

    def __init__(
        self, source: Source, fields: dict[str, Any], found: Gathered, lookups: Lookups
    ) -> None:
        self.source, self.row, self.locale = source, source.row, source.locale
        self.fields, self.found, self.lookups = fields, found, lookups
        self.links: dict[str, dict[str, str]] = {}
        self.seen: dict[str, str] = {}
        self.media: dict[str, dict[str, Any]] = {}
        self.dependencies: set[tuple[str, str]] = set()
        self.path = lookups.addresses.of(self.row["url_path"] or "")
        self.around = lookups.tree.around(self.row["path"] or "")
        self._put_references()
        self._put_texts()
        self._note_dependencies()

    def rendered(self) -> Rendered:
        """The document with everything the catalogue keeps beside it."""
        body, card = self.body(), self.card()
        return Rendered(
            page_id=self.row["pk"],
            resource=self.row["translation_key"],
            locale=self.locale,
            kind=self.source.plan.type.name,
            listed=self.source.plan.type.kind is not None,
            city=self.around.city,
            path=self.path or "",
            title=self.row["title"],
            body=body,
            card=card,
            head="\n".join(filter(None, (self.row["title"], self.row["summary"]))),
            text=" ".join([*self.found.words, *self.source.keywords]),
            digest=digest(body, card),
            facets=self.facets,
            published_at=self.source.published_at,
            last_published_at=self.source.last_published_at,
            dependencies=frozenset(self.dependencies),
            links=self.seen,
            media=frozenset(map(UUID, self.media)),
        )

    def body(self) -> str:
        """Canonical JSON of the edition."""
        return canonical(
            {
                **self._shared,
                "parent": self.around.parent,
                "keywords": list(self.source.keywords),
                "licence": self._licence(),
                "credit": self._credit(),
                "funding": self._funding(),
                "lineage": self._lineage(),
                "fields": self.fields,
                "terms": self._terms(),
                "links": self.links,
                "media": self.media,
            }
        )

    def card(self) -> str:
        """Canonical JSON of what lists show."""
        row = self.row
        credit = row.get("credit_line") or row.get("rights_holder") or None
        return canonical(
            {
                **self._shared,
                "summary": row["summary"],
                "licence": row.get("licence") or None,
                "credit": credit,
                "funding": self._project.code if self._project else None,
                "image": self._image(),
                "terms": self._facet_terms(),
            }
        )

    @cached_property
    def facets(self) -> tuple[tuple[str, str], ...]:
        """The codes of the facets of its kind, each once."""
        pairs = []
        for name, attribute in self.source.plan.facets:
            value = self.row[attribute]
            for code in value if isinstance(value, list | tuple) else [value]:
                if code not in (None, "") and len(str(code)) <= CODE_LENGTH:
                    pairs.append((name, str(code)))
        return tuple(dict.fromkeys(pairs))

    @cached_property
    def _shared(self) -> dict[str, Any]:
        return {
            "id": str(self.row["translation_key"]),
            "kind": self.source.plan.type.name,
            "locale": self.locale,
            "title": self.row["title"],
            "path": self.path,
            "city": self.around.city or None,
            "published_at": timestamp(self.source.published_at),
            "version": self.row.get("version") or "",
            "example": bool(self.row.get("is_example")),
        }

    @cached_property
    def _project(self) -> Project | None:
        return self.lookups.projects.get(self.row.get("project_id") or 0)

    def _put_references(self) -> None:
        for key, (container, place) in self.found.pages:
            if resource := self._linked(key):
                container[place] = {"resource": resource}
        for sort, key, (container, place) in self.found.files:
            if row := self._shown(sort, key):
                container[place] = self.lookups.files.reference(sort, row)
        for model, key, (container, place) in self.found.rows:
            if row := self.lookups.rows.get((model, key)):
                container[place] = self._named(model, row)

    def _put_texts(self) -> None:
        for sort, key in self.found.links:
            _ = self._linked(key) if sort == "page" else self._shown(sort, key)
        for html, (container, place) in self.found.html:
            container[place] = self._resolved(html)
        for block, raw, (container, place) in self.found.opaque:
            form = form_of(block, raw, {"rich_text": self._resolved})
            if isinstance(form, dict) and isinstance(container[place], dict):
                # The id that an item of a list has beside what its block says.
                form = {**container[place], **form}
            container[place] = form

    def _linked(self, key: Key) -> str | None:
        """Notes a page it leads to; its resource, public or not."""
        resource = self.lookups.targets.resources.get(key)
        if resource is None:
            self._miss("resource", key)
        if resource and resource not in self.links:
            self.dependencies.add(("resource", resource))
            if target := self.lookups.targets.best(resource, self.locale):
                self.links[resource], self.seen[resource] = target.form(), target.seen
        return resource

    def _shown(self, sort: str, key: Key) -> Any | None:
        """Notes a file; the file, if it is there."""
        files = self.lookups.files
        row = files.get(sort, key)
        if row is None:
            self._miss("media", key)
        else:
            uuid = str(row.uuid)
            self.dependencies.add(("media", uuid))
            if uuid not in self.media and files.is_public(row):
                self.media[uuid] = files.form(sort, row, self.locale)
        return row

    def _miss(self, what: str, key: Key) -> None:
        """Notes what is not there (yet): by its public identifier, it may come."""
        if isinstance(key, str) and is_uuid(key):
            self.dependencies.add((what, key))

    def _named(self, model: Any, row: Any) -> Any:
        code = getattr(row, "code", None)
        if code:
            self.dependencies.add((str(model._meta.model_name), code))
        return organisation_form(row, self.locale) if model is Organisation else code

    def _resolved(self, html: str) -> str:
        return rich_text.resolved(html, self._opening)

    def _opening(self, sort: str, key: int) -> str | None:
        """The tag for a link or picture in a rich text, if readers may follow or see it."""
        if sort == "page":
            resource = self.lookups.targets.resources.get(key, "")
            target = self.lookups.targets.best(resource, self.locale)
            if target is None:
                return None
            language = f' hreflang="{target.locale}"' if target.locale != self.locale else ""
            return f'<a href="{escape(target.path)}" data-resource="{resource}"{language}>'
        row = self.lookups.files.get(sort, key)
        known = self.media.get(str(row.uuid)) if row else None
        if row is None or known is None:
            return None
        if sort == IMAGE:
            size = f'width="{row.width}" height="{row.height}"'
            return f'<img src="{known["file"]}" data-media="{row.uuid}" {size}'
        return f'<a href="{known["file"]}" data-media="{row.uuid}">'

    def _note_dependencies(self) -> None:
        self.dependencies.update(("term", f"{name}:{code}") for name, code in self.found.terms)
        cities = {code for name, code in self.found.terms if name == CITY.code}
        self.dependencies.update(("city", code) for code in {*cities, self.around.city} if code)
        if self._project:
            self.dependencies.add(("project", self._project.code))

    def _licence(self) -> dict[str, Any] | None:
        if not self.source.plan.is_resource:
            return None
        return self.lookups.licences.form(self.row["licence"], self.locale)

    def _credit(self) -> dict[str, str] | None:
        if not self.source.plan.is_resource:
            return None
        names = ("rights_holder", "credit_line", "source_url", "licence_note", "provenance")
        return {name: self.row[name] or "" for name in names}

    def _funding(self) -> dict[str, Any] | None:
        project = self._project
        if project is None:
            return None
        statement = project.funding_statements.get_for(self.locale)
        disclaimer = project.disclaimers.get_for(self.locale)
        return {
            "project": project.code,
            "statement": _text(statement),
            "disclaimer": _text(disclaimer),
            "official": all(project.is_official(each.locale) for each in (statement, disclaimer)),
        }

    def _lineage(self) -> dict[str, str] | None:
        lineage = self.source.lineage
        return {name: lineage.get(name) or "" for name in LINEAGE} if lineage else None

    def _terms(self) -> dict[str, dict[str, dict[str, str]]]:
        """What the codes in it are called."""
        terms: dict[str, dict[str, dict[str, str]]] = {}
        for vocabulary, code in self.found.terms:
            terms.setdefault(vocabulary, {})[code] = self.lookups.term(
                vocabulary, code, self.locale
            )
        return terms

    def _facet_terms(self) -> dict[str, list[str]]:
        terms: dict[str, list[str]] = {}
        for name, code in self.facets:
            terms.setdefault(name, []).append(code)
        return terms

    def _image(self) -> dict[str, Any] | None:
        """The picture that a field of the page holds, else the first of its blocks."""
        pictures = [
            (container is not self.fields, key)
            for sort, key, (container, _place) in self.found.files
            if sort == IMAGE
        ]
        for _in_block, key in sorted(pictures, key=lambda picture: picture[0]):
            row = self.lookups.files.get(IMAGE, key)
            known = self.media.get(str(row.uuid)) if row else None
            if row and known:
                facts = {name: known[name] for name in ("width", "height", "alt", "sha256")}
                return {"media": str(row.uuid), **facts}
        return None


def _text(text: LocalisedText) -> dict[str, str]:
    return {"text": text.text, "locale": text.locale}
