"""System checks of the contract: what plugins declare must fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from integra_cms.plugins.collecting import Declaration, declarations, plugins
from integra_cms.plugins.exceptions import BrokenContribution
from integra_cms.plugins.points import CONTRACT, POINTS


@register("integra")
def check_contract(**kwargs: Any) -> list[CheckMessage]:
    """All rules of the contract, for all switched-on plugins."""
    return [
        *wrong_contract_versions(),
        *broken_declarations(),
        *duplicate_names(),
        *unknown_references(),
        *missing_documents(),
    ]


def wrong_contract_versions() -> Iterator[Error]:
    """A plugin says which version of the contract it was written for."""
    for plugin in plugins():
        if plugin.contract != CONTRACT:
            yield Error(
                f"The plugin {plugin.label} was written for contract {plugin.contract}; "
                f"this version of INTEGRA CMS (integra_plugins) offers contract {CONTRACT}.",
                hint=f"Install a version of {plugin.name} for contract {CONTRACT}, or set "
                f"`contract = {CONTRACT}` in its config if it is yours and fits.",
                id="integra.E001",
            )


def broken_declarations() -> Iterator[Error]:
    """Every path leads to something of the expected type."""
    for point in _points_with_paths():
        for declaration in declarations(point):
            try:
                declaration.load()
            except BrokenContribution as error:
                yield Error(str(error), id="integra.E002")


def duplicate_names() -> Iterator[Error]:
    """A public name belongs to one plugin."""
    for point in POINTS:
        owners: dict[tuple[str, str], Declaration] = {}
        for declaration in _loadable(point):
            name = declaration.name or declaration.load().name
            first = owners.setdefault((declaration.stream, name), declaration)
            if first is not declaration:
                place = f" for the stream {declaration.stream}" if declaration.stream else ""
                yield Error(
                    f"Two plugins contribute {name!r} to {point}{place}: "
                    f"{first.plugin} ({first.path}) and {declaration.plugin} ({declaration.path}).",
                    hint="Rename one of them, or switch one of the plugins off.",
                    id="integra.E003",
                )


def unknown_references() -> Iterator[Error]:
    """What a declaration refers to must exist."""
    streams = {declaration.name for declaration in declarations("streams")}
    for declaration in declarations("blocks"):
        if declaration.stream not in streams:
            yield Error(
                f"The plugin {declaration.plugin} contributes the block {declaration.name!r} to "
                f"the stream {declaration.stream!r}, which no switched-on plugin opens. "
                f"Streams of integra_blocks and others: {', '.join(sorted(streams))}.",
                hint="Correct the name, or switch on the plugin that opens the stream.",
                id="integra.E004",
            )
    for declaration in _loadable("kinds"):
        kind = declaration.load()
        try:
            model = apps.get_model(kind.model)
        except (LookupError, ValueError):
            yield Error(
                f"The plugin {declaration.plugin} contributes the kind {kind.name!r} with the "
                f"model {kind.model!r}, which no app in INSTALLED_APPS has.",
                hint="Write it as app_label.Model and switch its app on.",
                id="integra.E005",
            )
            continue
        fields = {field.name for field in model._meta.get_fields()}
        for facet in kind.facets:
            if facet not in fields:
                yield Error(
                    f"The plugin {declaration.plugin} contributes the kind {kind.name!r} with the "
                    f"facet {facet!r}, which is no field of {kind.model}.",
                    hint="Correct the facet or add the field.",
                    id="integra.E006",
                )
    kinds = {declaration.load().name for declaration in _loadable("kinds")}
    for declaration in _loadable("readiness_rules"):
        for name in declaration.load().kinds:
            if name not in kinds:
                yield Error(
                    f"The plugin {declaration.plugin} contributes the readiness rule "
                    f"{declaration.load().name!r} for the kind {name!r}, which no switched-on "
                    f"plugin contributes.",
                    hint="Correct the name, or switch on the plugin that contributes the kind.",
                    id="integra.E007",
                )


def missing_documents() -> Iterator[Error]:
    """Every kind says what its documents hold, or nobody could be told."""
    for declaration in _loadable("kinds"):
        try:
            declaration.load().load_document()
        except BrokenContribution as error:
            yield Error(
                f"The plugin {declaration.plugin}: {error}",
                hint="Set `document` to the dotted path of a model that describes the fields, "
                "such as integra_cms.pages.kinds.method.MethodData.",
                id="integra.E008",
            )


def _points_with_paths() -> list[str]:
    return [name for name, point in POINTS.items() if point.shape != "streams"]


def _loadable(point: str) -> Iterator[Declaration]:
    """Declarations whose path can be loaded; the others are reported by their own check."""
    for declaration in declarations(point):
        if POINTS[point].shape == "paths":
            try:
                declaration.load()
            except BrokenContribution:
                continue
        yield declaration
