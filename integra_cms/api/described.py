"""What each operation answers with: models, media types, errors of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from integra_cms.api import schemas
from integra_cms.api.answering import JSON
from integra_cms.api.forms import JSON_LD
from integra_cms.delivery.registers import REGISTERS
from integra_cms.delivery.schemas import detail_model, list_model
from integra_cms.pages.schema_names import schema_name

NDJSON = "application/x-ndjson"

ETAG = {"description": "Stands for the content.", "schema": {"type": "string"}}
LANGUAGE = {"description": "The language of the answer.", "schema": {"type": "string"}}
ROBOTS = {"description": "`noindex`: nobody shall find it.", "schema": {"type": "string"}}
LINK = {"description": "The next page (`rel=next`).", "schema": {"type": "string"}}
LOCATION = {"description": "Where it is.", "schema": {"type": "string"}}

TEXT: Mapping[str, Any] = {"type": "string"}
BYTES: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Described:
    """The answers of one operation.

    Attributes:
        models: By media type: a model, or the JSON Schema of what is no JSON.
        headers: What the answer carries.
        errors: Statuses besides those that every operation has.
        others: Answers that are neither the content nor an error, by status.
    """

    models: Mapping[str, Callable[[], type[BaseModel]] | Mapping[str, Any]]
    headers: Mapping[str, Any]
    errors: tuple[int, ...] = ()
    others: Mapping[int, str] | None = None

    def responses(self) -> dict[str, Any]:
        """As OpenAPI writes them; errors are not among them."""
        content = {form: {"schema": _schema(model)} for form, model in self.models.items()}
        headers = dict(self.headers)
        found: dict[str, Any] = {
            "200": {"description": "OK", "headers": headers, "content": content}
        }
        for status, description in (self.others or {}).items():
            found[str(status)] = {"description": description}
        if "ETag" in self.headers:
            found["304"] = {
                "description": "Whoever asks has it already.",
                "headers": {"ETag": ETAG},
            }
        return found


def component_models() -> list[type[BaseModel]]:
    """All models that are answered with, and those of errors."""
    answered = [model for described in DESCRIBED.values() for model in described.models.values()]
    models = [model() for model in answered if callable(model)]
    lines: list[type[BaseModel]] = [schemas.ExportHead, schemas.export_line_model()]
    return list(dict.fromkeys([*models, *lines, *schemas.problem_models().values()]))


def _schema(model: Callable[[], type[BaseModel]] | Mapping[str, Any]) -> Mapping[str, Any]:
    return reference(model()) if callable(model) else model


def reference(model: type) -> dict[str, str]:
    """Where a model stands among the components."""
    return {"$ref": f"#/components/schemas/{schema_name(model)}"}


def register_model(name: str) -> Callable[[], type[BaseModel]]:
    """The model of a register."""
    return lambda: REGISTERS[name].schema


CACHED = {"ETag": ETAG}
SPOKEN = {"ETag": ETAG, "Content-Language": LANGUAGE}
PRIVATE = {"X-Robots-Tag": ROBOTS}
FILE_ANSWERS = {206: "The part that was wanted.", 302: "It is at another address."}

DESCRIBED: Mapping[str, Described] = {
    "resource_list": Described({JSON: list_model}, {**CACHED, "Link": LINK}),
    "resource_show": Described(
        {JSON: detail_model, JSON_LD: lambda: schemas.JsonLd}, SPOKEN, errors=(404,)
    ),
    "resource_find": Described(
        {JSON: detail_model, JSON_LD: lambda: schemas.JsonLd}, SPOKEN, errors=(404,)
    ),
    "search_suggest": Described({JSON: lambda: schemas.SuggestAnswer}, CACHED),
    **{
        operation: Described({JSON: register_model(name)}, SPOKEN, errors=(404,))
        for operation, name in (
            ("city_list", "cities"),
            ("vocabulary_list", "vocabularies"),
            ("kind_list", "kinds"),
            ("choice_list", "choices"),
            ("project_show", "project"),
            ("menu_list", "menus"),
            ("redirect_list", "redirects"),
        )
    },
    "media_show": Described({JSON: lambda: schemas.MediaAnswer}, CACHED, errors=(404,)),
    "media_file": Described({"*/*": BYTES}, CACHED, errors=(404, 416), others=FILE_ANSWERS),
    "media_rendition": Described(
        {"image/*": BYTES}, CACHED, errors=(404, 416), others=FILE_ANSWERS
    ),
    "change_list": Described({JSON: schemas.changes_model}, CACHED, errors=(410,)),
    "export_show": Described(
        {
            NDJSON: {
                "type": "string",
                "description": "One JSON object on each line; the first says what follows.",
                "contentMediaType": JSON,
                "contentSchema": {
                    "anyOf": [
                        {"$ref": "#/components/schemas/integra_api_ExportHead"},
                        {"$ref": "#/components/schemas/integra_api_ExportLine"},
                    ]
                },
            }
        },
        {},
    ),
    "preview_show": Described({JSON: schemas.preview_model}, PRIVATE, errors=(410,)),
    "preview_media": Described(
        {"*/*": BYTES}, PRIVATE, errors=(404, 410, 416), others=FILE_ANSWERS
    ),
    "feed_show": Described({"application/atom+xml": TEXT}, CACHED),
    "openapi_show": Described({JSON: {"type": "object"}}, CACHED),
    "docs_show": Described({"text/html": TEXT}, {}, errors=(503,)),
}
