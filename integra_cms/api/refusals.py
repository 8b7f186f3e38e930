"""What pydantic says about values that do not fit, for whoever sent them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ninja.errors import ValidationErrorContext

from integra_cms.api.declared import in_words
from integra_cms.api.problems import ParameterError, Problem, shown


def refused_values(contexts: Sequence[ValidationErrorContext[Any]]) -> Problem:
    """All of them as one problem; each parameter is named once."""
    errors: dict[str, ParameterError] = {}
    for context in contexts:
        for error in _errors_of(context):
            errors.setdefault(error.parameter, error)
    detail = " ".join(
        f"{error.parameter}: {error.message} Allowed: {error.allowed}." for error in errors.values()
    )
    return Problem("parameter_invalid", detail, errors=list(errors.values()))


def _errors_of(context: ValidationErrorContext[Any]) -> Iterator[ParameterError]:
    schema = context.model.model_json_schema()
    definitions = schema.get("$defs", {})
    for found in context.pydantic_validation_error.errors(include_url=False):
        names = [part for part in found["loc"] if isinstance(part, str)]
        part, name = schema, ""
        for name in names:
            part = _property(part, name, definitions)
        allowed = in_words(part, definitions)
        if found["type"] == "missing":
            yield ParameterError(name, "It is missing.", allowed)
        else:
            yield ParameterError(name, f"{shown(found['input'])} cannot be used.", allowed)


def _property(schema: dict[str, Any], name: str, definitions: dict[str, Any]) -> dict[str, Any]:
    if reference := schema.get("$ref"):
        schema = definitions[reference.rpartition("/")[2]]
    found: dict[str, Any] = schema.get("properties", {}).get(name, schema)
    return found
