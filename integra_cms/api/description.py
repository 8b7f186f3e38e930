"""The description of the API (OpenAPI 3.1), completed: answers, errors, values, stable names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.schema import NinjaGenerateJsonSchema
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from integra_cms.api.answering import JSON
from integra_cms.api.described import DESCRIBED, component_models, reference
from integra_cms.api.examples import example
from integra_cms.api.forms import JSON_LD
from integra_cms.api.parameters import (
    CODE,
    MOST_STEPS,
    STEPS_LENGTH,
    fallback_values,
    locale_values,
)
from integra_cms.api.problems import MEDIA_TYPE
from integra_cms.api.schemas import problem_models
from integra_cms.delivery.chains import SOURCE
from integra_cms.delivery.reading.questions import facet_names
from integra_cms.pages.documents import document_types
from integra_cms.pages.schema_names import NamedComponents

TITLE = "INTEGRA toolkit"
VERSION = "1"
DESCRIPTION = (
    "Methods, checklists, good practices and other tools with which cities help newcomers "
    "settle in, in several languages. Every answer says which language was asked for, which one "
    "it is in, and how far its text can be trusted. Everything can be read without a key; a "
    "delivery key gives a rate of its own."
)

FACETED = "resource_list"

ALWAYS = (400, 401, 403, 405, 414, 429, 500)
"""Errors that every operation can answer with."""

EXAMPLES = {JSON: "", JSON_LD: ".jsonld"}
"""What stands behind the name of an operation in that of its example, by media type."""

SECURITY = {
    "deliveryKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "A delivery key, `ik_…`. It gives a rate of its own and nothing else.",
    }
}


class NamedJsonSchema(NamedComponents, NinjaGenerateJsonSchema):
    """Ninja's JSON Schema with our names for components."""


class Description(OpenAPISchema):
    """Ninja's description, with components that have the same names whatever plugins are there."""

    def _create_schema_from_model(
        self,
        model: Any,
        by_alias: bool = True,
        remove_level: bool = True,
        mode: JsonSchemaMode = "validation",
    ) -> tuple[dict[str, Any], bool]:
        """Schemas of what plugins answer: named after their app."""
        schema = model.model_json_schema(
            ref_template=REF_TEMPLATE,
            by_alias=by_alias,
            schema_generator=NamedJsonSchema,
            mode=mode,
        )
        self.add_schema_definitions(schema.pop("$defs", {}))
        properties = schema["properties"]
        if remove_level and len(properties) == 1:
            (name, details), *_ = properties.items()
            return details, name in schema.get("required", ())
        return schema, True


def describe(schema: Description) -> dict[str, Any]:
    """A description with everything in it that ninja does not know."""
    found: dict[str, Any] = dict(schema)
    del found["servers"]
    components = found["components"]
    components["schemas"] = dict(
        sorted({**_used(components["schemas"], found["paths"]), **_schemas()}.items())
    )
    components["responses"] = _error_responses()
    components["securitySchemes"] = SECURITY
    for path, operations in found["paths"].items():
        for operation in operations.values():
            _complete(path, operation)
    found["security"] = [{}, {"deliveryKey": []}]
    return found


def _complete(path: str, operation: dict[str, Any]) -> None:
    operation["parameters"] = [_parameter(each) for each in operation["parameters"]]
    described = DESCRIBED.get(operation["operationId"])
    if operation["operationId"] == FACETED:
        operation["parameters"] += [_facet(name) for name in facet_names()]
    statuses: tuple[int, ...] = ALWAYS
    if described is not None:
        operation["responses"] = described.responses()
        _add_examples(operation["operationId"], operation["responses"]["200"]["content"])
        statuses = (*ALWAYS, *described.errors)
    for status in sorted(statuses):
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/Problem{status}"}


def _add_examples(operation_id: str, content: Mapping[str, dict[str, Any]]) -> None:
    for form, suffix in EXAMPLES.items():
        found = example(operation_id + suffix) if form in content else None
        if found is not None:
            content[form]["example"] = found


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter as it is in a query: never null, with the values that this site knows."""
    schema = {**parameter["schema"]}
    schema.pop("title", None)
    options = [option for option in schema.pop("anyOf", []) if option != {"type": "null"}]
    if options:
        schema |= options[0]
    if schema.get("default", ...) is None:
        del schema["default"]
    description = schema.pop("description", None)
    values = _values(parameter["name"])
    if parameter["name"] == "fallback":
        schema = _fallback(schema)
    elif values and schema.get("type") == "array":
        schema["items"] = {"type": "string", "enum": values}
    elif values:
        schema = {"type": "string", "enum": values}
    completed = {**parameter, "schema": schema}
    if description:
        completed["description"] = description
    return completed


def _values(name: str) -> list[str]:
    if name == "locale":
        return locale_values()
    return list(document_types()) if name == "kind" else []


def _fallback(schema: dict[str, Any]) -> dict[str, Any]:
    """Declared chains, and where they are allowed, some locales in turn."""
    if schema.get("maxLength") != STEPS_LENGTH:
        return {"type": "string", "enum": fallback_values()}
    step = f"({'|'.join([*locale_values(), SOURCE])})"
    return {
        "type": "string",
        "pattern": f"^({'|'.join(fallback_values())}|{step}(,{step}){{0,{MOST_STEPS - 1}}})$",
    }


def _facet(name: str) -> dict[str, Any]:
    return {
        "in": "query",
        "name": name,
        "required": False,
        "description": f"Only what has one of these codes of the facet “{name}”.",
        "schema": {
            "type": "array",
            "maxItems": 50,
            "items": {"type": "string", "maxLength": 64, "pattern": CODE},
        },
    }


def _schemas() -> dict[str, Any]:
    mode: JsonSchemaMode = "serialization"
    _by_model, definitions = models_json_schema(
        [(model, mode) for model in component_models()],
        ref_template=REF_TEMPLATE,
        schema_generator=NamedComponents,
    )
    return dict(definitions["$defs"])


def _used(schemas: Mapping[str, Any], paths: Mapping[str, Any]) -> dict[str, Any]:
    """The components that plugins' operations refer to; ninja also adds models of parameters."""
    used: set[str] = set()
    pending: list[Any] = [paths]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name in schemas and name not in used:
                used.add(name)
                pending.append(schemas[name])
            pending.extend(part.values())
        elif isinstance(part, list):
            pending.extend(part)
    return {name: schemas[name] for name in used}


def _error_responses() -> dict[str, Any]:
    """One for each status, all in the same shape."""
    responses: dict[str, Any] = {
        f"Problem{status}": {
            "description": model.__doc__,
            "content": {MEDIA_TYPE: {"schema": reference(model)}},
            "headers": _headers_of(status),
        }
        for status, model in problem_models().items()
    }
    responses["Problem400"]["content"][MEDIA_TYPE]["example"] = example("problem")
    return responses


def _headers_of(status: int) -> dict[str, Any]:
    names = {401: ["WWW-Authenticate"], 405: ["Allow"], 416: ["Content-Range"]}
    names[429] = ["Retry-After", "RateLimit", "RateLimit-Policy"]
    return {name: {"schema": {"type": "string"}} for name in names.get(status, ())}
