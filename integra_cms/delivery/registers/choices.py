"""What the values of choices are called: of all that documents and their labels have as a type.

The description of the API has a component for each of these types, and says where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import Choices
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from integra_cms.delivery.registers.contents import RegisterContent, said
from integra_cms.delivery.schemas import detail_model
from integra_cms.pages.schema_names import NamedComponents

TYPE = "choices"


def build(locale: str) -> RegisterContent:
    """Types without labels, as a plugin may have them, are left out."""
    found = {
        name: [{"code": code, "label": said(label, locale)} for code, label in choices.choices]
        for name, choices in _choices(detail_model()).items()
    }
    return RegisterContent({"locale": locale, "choices": found})


class _MarkedComponents(NamedComponents):
    """JSON Schema in which each enumeration says which one it is."""

    def enum_schema(self, schema: Any) -> dict[str, Any]:
        """As pydantic makes it, with the class."""
        return {**super().enum_schema(schema), TYPE: schema["cls"]}


@lru_cache(maxsize=8)
def _choices(model: type[BaseModel]) -> Mapping[str, type[Choices]]:
    """The choices in a model, by the name that they have in the description of the API."""
    _by_model, schema = models_json_schema(
        [(model, "serialization")], schema_generator=_MarkedComponents
    )
    marked = {name: each.get(TYPE) for name, each in schema["$defs"].items()}
    return {
        name: found
        for name, found in marked.items()
        if isinstance(found, type) and issubclass(found, Choices)
    }
