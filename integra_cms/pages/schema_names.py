"""What schemas are called in a description of the API: the same, whatever plugins are there."""

from __future__ import annotations

import re

from django.apps import apps
from pydantic.json_schema import CoreModeRef, DefsRef, GenerateJsonSchema

STREAM_PREFIX = "Stream_"
"""The type of a named stream belongs to no app: several contribute to it."""

CLASS = re.compile(r"(?P<module>[a-z0-9_.]+)\.(?P<name>[A-Z]\w*(?:\.[A-Z]\w*)*):\d+")


def schema_name(model: type) -> str:
    """``integra_pages_MethodData``: the app, then the class."""
    return _name(model.__module__, model.__qualname__)


def _name(module: str, qualified: str) -> str:
    name = qualified.replace(".", "_")
    config = apps.get_containing_app_config(module)
    return name if config is None or name.startswith(STREAM_PREFIX) else f"{config.label}_{name}"


class NamedComponents(GenerateJsonSchema):
    """JSON Schema whose definitions have these names, with a longer one where two would clash."""

    def get_defs_ref(self, core_mode_ref: CoreModeRef) -> DefsRef:
        """As pydantic does, with our name as its first choice."""
        reference = super().get_defs_ref(core_mode_ref)
        if match := CLASS.fullmatch(core_mode_ref[0]):
            name = _name(match["module"], match["name"])
            mode = core_mode_ref[1]
            self._prioritized_defsref_choices[reference][:2] = [
                DefsRef(name),
                DefsRef(f"{name}-{'Input' if mode == 'validation' else 'Output'}"),
            ]
        return reference
