"""Which plugins there are, and what ails the data they leave or answer for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.checks import Error

from integra_cms.plugins.checks import check_contract
from integra_cms.plugins.collecting import contributions, declarations, plugins
from integra_cms.plugins.installed import announced, switched_off
from integra_cms.plugins.points import POINTS, Ailment


@dataclass(frozen=True)
class PluginEntry:
    """One installed plugin, as ``manage.py plugins list`` shows it.

    Attributes:
        name: The module of the Django app.
        label: Its app label; empty while it is switched off.
        distribution: The package it was installed with; empty where it announces none.
        switched_on: It is in INSTALLED_APPS.
        contract: The version of the contract it was written for; None while switched off.
        contributes: Extension point → what it declares there.
    """

    name: str
    label: str = ""
    distribution: str = ""
    switched_on: bool = True
    contract: int | None = None
    contributes: dict[str, list[str]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def entries() -> list[PluginEntry]:
    """Switched-on plugins in order, then those that are installed but switched off."""
    distributions = announced()
    on = [
        PluginEntry(
            name=plugin.name,
            label=plugin.label,
            distribution=distributions.get(plugin.name, ""),
            contract=plugin.contract,
            contributes=_contributed_by(plugin.label),
        )
        for plugin in plugins()
    ]
    off = [
        PluginEntry(name=module, distribution=distributions[module], switched_on=False)
        for module in switched_off()
    ]
    return on + off


def ailments() -> Iterator[Ailment]:
    """What is wrong with the plugins themselves, then with the data."""
    for message in check_contract():
        if isinstance(message, Error):
            yield Ailment(
                code=message.id or "", what=message.msg, where=(), remedy=message.hint or ""
            )
    for examination in contributions.examinations.values():
        yield from examination.run()


def _contributed_by(label: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for point in POINTS:
        for declaration in declarations(point):
            if declaration.plugin == label:
                where = f"{declaration.stream}.{declaration.name}" if declaration.stream else ""
                found.setdefault(point, []).append(where or declaration.name or declaration.path)
    return found
