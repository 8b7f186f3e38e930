"""Plugins that are installed, whether switched on or not."""

from __future__ import annotations

from importlib.metadata import entry_points

from django.apps import apps

ENTRY_POINTS = "integra_cms.plugins"
"""A distribution announces its plugins here: name = ``package.module`` of the Django app."""


def announced() -> dict[str, str]:
    """App module → distribution that announces it, by module."""
    found = {}
    for entry_point in entry_points(group=ENTRY_POINTS):
        distribution = entry_point.dist.name if entry_point.dist else "?"
        found[entry_point.value] = distribution
    return dict(sorted(found.items()))


def switched_off() -> tuple[str, ...]:
    """Modules of plugins that are installed but not in INSTALLED_APPS."""
    on = {config.name for config in apps.get_app_configs()}
    return tuple(module for module in announced() if module not in on)
