"""What an operation declares about its parameters, held against what a request brings.

Ninja ignores what nobody declared and takes the last of several values. Here both are errors: a
misspelt filter must not look like an answer.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from ninja.operation import Operation

from integra_cms.api.problems import ParameterError, Problem, parameter_problem, shown
from integra_cms.delivery.reading.questions import facet_names

LONGEST_QUERY = 65_536
"""Bytes of a query string: below it, the parameter that is too long is named."""

Run = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Declared:
    """The query parameters of one operation.

    Attributes:
        allowed: What may stand in each, in words.
        repeatable: Those that may come several times.
    """

    allowed: Mapping[str, str]
    repeatable: frozenset[str]


def checked(run: Run) -> Run:
    """Wraps an operation of ninja: its query string is looked at before it is read."""
    operation = getattr(inspect.unwrap(run), "__self__", None)
    if not isinstance(operation, Operation):
        return run

    @functools.wraps(run)
    def run_checked(request: HttpRequest, **path_parameters: Any) -> HttpResponseBase:
        if request.META.get("QUERY_STRING"):
            refuse_unreadable(request)
            refuse_undeclared(request.GET, declared_by(operation))
        return run(request, **path_parameters)

    return run_checked


def declared_by(operation: Operation) -> Declared:
    """What an operation declares, found out at its first request."""
    known: Declared | None = getattr(operation, "integra_declared", None)
    if known is None:
        known = _read(operation)
        operation.integra_declared = known  # type: ignore[attr-defined] # kept beside its models
    return known


def refuse_unreadable(request: HttpRequest) -> None:
    """Refuses a query string that is too long, or no UTF-8.

    Raises:
        Problem: Says which it is.
    """
    query = request.META["QUERY_STRING"]
    if len(query) > LONGEST_QUERY:
        raise Problem(
            "address_too_long",
            f"The query string has {len(query)} bytes. At most {LONGEST_QUERY} are read.",
        )
    if "%" in query or not query.isascii():
        try:
            unquote_to_bytes(query.encode("latin-1", "replace")).decode()
        except UnicodeDecodeError:
            raise Problem(
                "request_invalid", "The query string is no UTF-8. Encode it as such, then by %."
            ) from None


def refuse_undeclared(query: QueryDict, declared: Declared) -> None:
    """Refuses parameters nobody reads, single ones that are repeated, and null characters.

    Raises:
        Problem: Names the first of them and what is allowed.
    """
    for name, values in query.lists():
        if name not in declared.allowed:
            raise unknown_parameter(name, declared)
        if len(values) > 1 and name not in declared.repeatable:
            message = f"It was given {len(values)} times."
            raise Problem(
                "parameter_invalid",
                f"{name}: {message} Allowed: one value.",
                errors=[ParameterError(name, message, "one value")],
            )
        for value in values:
            if "\x00" in value:
                raise parameter_problem(name, value, "text without null characters")


def unknown_parameter(name: str, declared: Declared) -> Problem:
    """The refusal of a parameter that an operation does not have."""
    names = ", ".join(declared.allowed) or "none"
    message = f"There is no parameter {shown(name)} here."
    return Problem(
        "parameter_invalid",
        f"{message} Allowed: {names}.",
        errors=[ParameterError(name[:80], message, names)],
    )


def in_words(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """What a JSON Schema allows, for people."""
    if reference := schema.get("$ref"):
        return in_words(definitions[reference.rpartition("/")[2]], definitions)
    if options := schema.get("anyOf"):
        described = [in_words(option, definitions) for option in options]
        return " or ".join(text for text in described if text != "nothing")
    if choices := schema.get("enum"):
        return "one of " + ", ".join(str(choice) for choice in choices)
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return in_words(schema.get("items", {}), definitions)
    return _plain(schema)


def _plain(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type")
    if kind == "null":
        return "nothing"
    if kind == "boolean":
        return "true or false"
    if kind == "integer":
        least, most = schema.get("minimum"), schema.get("maximum")
        return f"a whole number from {least} to {most}" if most is not None else "a whole number"
    formats = {
        "uuid": "a UUID",
        "date-time": "a moment such as 2026-01-31T10:00:00Z",
    }
    if schema.get("format") in formats:
        return formats[schema["format"]]
    text = f"text of at most {schema['maxLength']} characters" if "maxLength" in schema else "text"
    return f"{text} that matches {schema['pattern']}" if "pattern" in schema else text


def _read(operation: Operation) -> Declared:
    allowed: dict[str, str] = {}
    repeatable: set[str] = set()
    for model in operation.models:
        if model.__ninja_param_source__ != "query":
            continue
        schema = model.model_json_schema()
        definitions = schema.get("$defs", {})
        properties: dict[str, Any] = {}
        for name, value in schema["properties"].items():
            reference = value.get("$ref", "").rpartition("/")[2]
            nested = definitions.get(reference, {}).get("properties")
            properties |= nested if nested is not None else {name: value}
        allowed |= {name: in_words(value, definitions) for name, value in properties.items()}
        repeatable.update(getattr(model, "__ninja_collection_fields__", ()))
        groups = [field.annotation for field in model.model_fields.values()]
        if any(getattr(group, "takes_facets", False) for group in groups):
            allowed |= dict.fromkeys(facet_names(), "codes of terms")
            repeatable.update(facet_names())
    return Declared(allowed, frozenset(repeatable))
