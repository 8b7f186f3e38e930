"""What the switched-on plugins contribute, by extension point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from integra_cms.plugins.config import ToolkitPlugin
from integra_cms.plugins.exceptions import BrokenContribution, UnknownContribution
from integra_cms.plugins.installed import switched_off
from integra_cms.plugins.points import POINTS


def plugins() -> tuple[ToolkitPlugin, ...]:
    """The switched-on plugins, in the order of INSTALLED_APPS."""
    return tuple(config for config in apps.get_app_configs() if isinstance(config, ToolkitPlugin))


@dataclass(frozen=True)
class Declaration:
    """One line of a plugin's config: who declares what, not yet loaded."""

    plugin: str
    point: str
    path: str
    name: str = ""
    stream: str = ""

    def load(self) -> Any:
        """What the path leads to.

        Raises:
            BrokenContribution: It leads nowhere, or to something of another type.
        """
        try:
            value = import_string(self.path)
        except ImportError as error:
            raise BrokenContribution(
                f"{self.plugin} declares {self.path} in {self.point}, which cannot be imported "
                f"({error}). Correct the path or remove it."
            ) from error
        expected = POINTS[self.point].loads
        if expected is not None and not isinstance(value, expected):
            raise BrokenContribution(
                f"{self.plugin} declares {self.path} in {self.point}, which is a "
                f"{type(value).__name__}. It must be a {POINTS[self.point].expects}."
            )
        return value


def declarations(point: str) -> Iterator[Declaration]:
    """All that is declared for one extension point, in order."""
    for plugin in plugins():
        declared = getattr(plugin, point)
        if POINTS[point].shape == "blocks":
            for stream, blocks in declared.items():
                for name, path in blocks.items():
                    yield Declaration(plugin.label, point, path, name, stream)
        elif POINTS[point].shape == "streams":
            for name, purpose in declared.items():
                yield Declaration(plugin.label, point, purpose, name)
        else:
            for path in declared:
                yield Declaration(plugin.label, point, path)


class Named(Mapping[str, Any]):
    """What is contributed to one extension point, by public name, in order."""

    def __init__(self, point: str, values: Mapping[str, Any]) -> None:
        self.point = point
        self._values = dict(values)

    def __getitem__(self, name: str) -> Any:
        """The contribution called ``name``.

        Raises:
            UnknownContribution: No plugin contributes it; the message lists what there is and
                the plugins that are installed but switched off.
        """
        try:
            return self._values[name]
        except KeyError:
            raise UnknownContribution(self._what_to_do(name)) from None

    def _what_to_do(self, name: str) -> str:
        known = ", ".join(sorted(self._values)) or "none"
        message = f"No plugin contributes {name!r} to {self.point}. There is: {known}."
        if off := switched_off():
            message += (
                " Installed but not switched on: "
                + ", ".join(off)
                + ". Add what you need to INSTALLED_APPS."
            )
        return message

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def get(self, name: str, default: Any = None) -> Any:
        """As a dict's ``get``: for those who can do without."""
        return self._values.get(name, default)


class Contributions:
    """Everything the switched-on plugins contribute, collected once when first asked.

    Where two plugins contribute one name, the first one counts; a system check says so.
    """

    def of(self, point: str) -> Named:
        """What is contributed to a point of shape ``paths`` or ``streams``."""
        if point not in self._named:
            values: dict[str, Any] = {}
            for declaration in declarations(point):
                if POINTS[point].shape == "streams":
                    values.setdefault(declaration.name, declaration.path)
                else:
                    value = declaration.load()
                    values.setdefault(value.name, value)
            self._named[point] = Named(point, values)
        return self._named[point]

    def blocks(self, stream: str) -> Named:
        """Block classes for a named stream, by block name."""
        key = f"blocks of stream {stream}"
        if key not in self._named:
            values: dict[str, Any] = {}
            for declaration in declarations("blocks"):
                if declaration.stream == stream and declaration.name not in values:
                    values[declaration.name] = declaration.load()
            self._named[key] = Named(key, values)
        return self._named[key]

    @cached_property
    def _named(self) -> dict[str, Named]:
        return {}

    @property
    def kinds(self) -> Named:
        return self.of("kinds")

    @property
    def streams(self) -> Named:
        return self.of("streams")

    @property
    def vocabularies(self) -> Named:
        return self.of("vocabularies")

    @property
    def readiness_rules(self) -> Named:
        return self.of("readiness_rules")

    @property
    def examinations(self) -> Named:
        return self.of("examinations")

    @property
    def content_upgrades(self) -> Named:
        return self.of("content_upgrades")

    @property
    def tasks(self) -> Named:
        return self.of("tasks")

    @property
    def routers(self) -> Named:
        return self.of("routers")

    @contextmanager
    def collected_anew(self) -> Iterator[Contributions]:
        """Collects again inside, and again afterwards: for tests that switch plugins."""
        before = dict(self._named)
        self._named.clear()
        try:
            yield self
        finally:
            self._named.clear()
            self._named.update(before)


contributions = Contributions()
