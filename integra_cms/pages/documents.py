"""Which documents there are: one sort per page model, with its public name and its schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps

from integra_cms.pages.base import BaseToolkitPage
from integra_cms.plugins import BrokenContribution, contributions

if TYPE_CHECKING:
    from pydantic import BaseModel
    from wagtail.models import Page

    from integra_cms.plugins import Kind


@dataclass(frozen=True)
class DocumentType:
    """What documents of one page model are.

    Attributes:
        name: Public and for ever: of a resource its kind, otherwise the name of the page model.
        model: The page model.
        kind: What a plugin declares about it; None for structural pages.
    """

    name: str
    model: type[BaseToolkitPage]
    kind: Kind | None = None

    @property
    def label(self) -> Any:
        """What people call one of them."""
        return self.kind.label if self.kind else self.model._meta.verbose_name

    @property
    def label_plural(self) -> Any:
        """What people call several."""
        return self.kind.label_plural if self.kind else self.model._meta.verbose_name_plural

    @property
    def schema(self) -> type[BaseModel]:
        """The declared schema of the fields; ``stream_types.typed`` puts the types of blocks in.

        Raises:
            BrokenContribution: There is none. A system check says so before.
        """
        declared: type[BaseModel] | None
        declared = self.kind.load_document() if self.kind else self.model.document_schema
        if declared is None:
            raise BrokenContribution(f"{self.model._meta.label} has no document schema.")
        return declared


def document_types() -> Mapping[str, DocumentType]:
    """All of them by name: the kinds of resources, then structural pages."""
    found = {
        kind.name: DocumentType(kind.name, apps.get_model(kind.model), kind)
        for kind in contributions.kinds.values()
    }
    known = {document_type.model for document_type in found.values()}
    for model in apps.get_models():
        if issubclass(model, BaseToolkitPage) and model not in known:
            name = _snake(model.__name__.removesuffix("Page"))
            found.setdefault(name, DocumentType(name, model))
    return found


def document_type(model: type[Page]) -> DocumentType:
    """The one of a page model.

    Raises:
        LookupError: It is no page model of the toolkit.
    """
    for found in document_types().values():
        if found.model is model:
            return found
    raise LookupError(
        f"{model._meta.label} is no page model of the toolkit. Extend BaseToolkitPage."
    )


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
