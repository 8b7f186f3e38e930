"""Reading terms: all of them from one copy in memory, made by one query and kept current.

Forms, pages and exports ask for labels all the time, while terms hardly ever change.
`integra_cms.vocabularies.freshness` says when the copy is compared with the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Count, Sum

from integra_cms.languages.collation import sort_key
from integra_cms.plugins import contributions
from integra_cms.vocabularies.freshness import current_unit
from integra_cms.vocabularies.localised import LocalisedText, LocalisedTexts

if TYPE_CHECKING:
    from integra_cms.plugins import Vocabulary
    from integra_cms.vocabularies.models import Term


@dataclass(frozen=True)
class TermInfo:
    """A term as those see it who only read."""

    vocabulary: str
    code: str
    labels: LocalisedTexts
    abbreviations: LocalisedTexts
    descriptions: LocalisedTexts
    uri: str = ""
    broader_code: str = ""
    reviewed: frozenset[str] = frozenset()
    retired: bool = False

    def label_for(self, locale: str) -> LocalisedText:
        """The label, in the asked locale or another one; without any label, the code."""
        return self.labels.get_for(locale) or LocalisedText(self.code)

    def abbreviation_for(self, locale: str) -> LocalisedText:
        """The abbreviation in the asked locale alone: another language's means nothing there."""
        text = self.abbreviations.get(locale, "")
        return LocalisedText(text, locale) if text else LocalisedText()


@dataclass(frozen=True)
class Snapshot:
    """All terms at one time, and by what to recognise whether they are still the same."""

    fingerprint: tuple[int, int]
    by_vocabulary: Mapping[str, Mapping[str, TermInfo]]


_latest: Snapshot | None = None


def terms(vocabulary: str) -> tuple[TermInfo, ...]:
    """The terms of a vocabulary in their order, retired ones among them.

    A fixed vocabulary always has exactly the codes it declares, in that order: one that is not
    in the database has no label yet, so it is shown by its code.
    """
    return tuple(_by_code(vocabulary).values())


def term(vocabulary: str, code: str) -> TermInfo | None:
    """One term; None if there is no such code."""
    return _by_code(vocabulary).get(code)


def label(vocabulary: str, code: str, locale: str) -> LocalisedText:
    """What a code is called. A code that nobody knows is shown as it is, in no language."""
    found = term(vocabulary, code)
    return found.label_for(locale) if found else LocalisedText(code)


def in_reading_order(vocabulary: str, locale: str) -> list[TermInfo]:
    """The terms as people look through them.

    In the declared order where it carries meaning, otherwise alphabetically by label.
    """
    declared: Vocabulary | None = contributions.vocabularies.get(vocabulary)
    found = list(terms(vocabulary))
    if declared is None or declared.ordered or declared.fixed is not None:
        return found
    return sorted(found, key=lambda info: sort_key(info.label_for(locale).text, locale))


def missing_terms() -> Iterator[tuple[Vocabulary, tuple[str, ...]]]:
    """The codes of fixed vocabularies that are not in the database yet, so have no labels."""
    stored = snapshot().by_vocabulary
    for vocabulary in contributions.vocabularies.values():
        known = stored.get(vocabulary.code, {})
        if missing := tuple(code for code in vocabulary.fixed or () if code not in known):
            yield vocabulary, missing


def snapshot() -> Snapshot:
    """All stored terms, as current as the unit of work demands; at most one query."""
    global _latest  # one copy per process is the point; replaced whole, so threads need no lock
    unit = current_unit()
    if unit is not None and unit.copy is not None:
        return unit.copy
    found = _latest
    if found is None or found.fingerprint != _fingerprint():
        found = _latest = _read()
    if unit is not None:
        unit.copy = found
    return found


def _by_code(vocabulary: str) -> Mapping[str, TermInfo]:
    stored = snapshot().by_vocabulary.get(vocabulary, {})
    declared = contributions.vocabularies.get(vocabulary)
    if declared is None or declared.fixed is None:
        return stored
    return {code: stored.get(code) or _unlabelled(vocabulary, code) for code in declared.fixed}


def _unlabelled(vocabulary: str, code: str) -> TermInfo:
    return TermInfo(vocabulary, code, LocalisedTexts(), LocalisedTexts(), LocalisedTexts())


def _model() -> type[Term]:
    # Models use fields that use this module, so it cannot import them in turn.
    return apps.get_model("integra_vocabularies", "Term")


def _fingerprint() -> tuple[int, int]:
    found = _model().objects.aggregate(rows=Count("pk"), stamps=Sum("stamp", default=0))
    return found["rows"], int(found["stamps"])


def _read() -> Snapshot:
    by_vocabulary: dict[str, dict[str, TermInfo]] = defaultdict(dict)
    rows = stamps = 0
    for row in _model().objects.order_by("vocabulary", "order", "code"):
        rows += 1
        stamps += row.stamp
        by_vocabulary[row.vocabulary][row.code] = TermInfo(
            vocabulary=row.vocabulary,
            code=row.code,
            labels=row.labels,
            abbreviations=row.abbreviations,
            descriptions=row.descriptions,
            uri=row.uri,
            broader_code=row.broader_code,
            reviewed=frozenset(row.reviewed),
            retired=row.retired,
        )
    return Snapshot((rows, stamps), dict(by_vocabulary))
