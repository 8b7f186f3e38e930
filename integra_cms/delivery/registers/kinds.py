"""The kinds there are, and what their resources can be filtered by: what it is all called.

They stand in the order in which plugins declare them, core's first: how many resources there are
of a kind decides nothing.
"""

from __future__ import annotations

from typing import Any

from integra_cms.delivery.registers.contents import RegisterContent, named, said
from integra_cms.pages.documents import DocumentType, document_types
from integra_cms.pages.facets import Facet, facets


def build(locale: str) -> RegisterContent:
    """Structural pages are among the kinds, since lists and documents name theirs, too."""
    kinds = [_kind(each, locale) for each in document_types().values()]
    declared = [_facet(each, locale) for each in facets().values()]
    return RegisterContent({"locale": locale, "kinds": kinds, "facets": declared})


def _kind(found: DocumentType, locale: str) -> dict[str, Any]:
    return {
        "code": found.name,
        "label": named(found.label, locale),
        "label_plural": named(found.label_plural, locale),
        "icon": found.kind.icon if found.kind else "",
        "structural": found.kind is None,
        "facets": list(found.kind.facets) if found.kind else [],
    }


def _facet(facet: Facet, locale: str) -> dict[str, Any]:
    return {
        "name": facet.name,
        "label": named(facet.label, locale),
        "vocabularies": list(facet.vocabularies),
        "choices": [
            {"code": code, "label": said(label, locale)} for code, label in facet.choices.items()
        ],
        "standard": facet.standard and facet.standard.value,
    }
