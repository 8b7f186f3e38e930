"""Plugins that a pack needs and the site does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.utils.translation import gettext as _

from integra_cms.plugins.installed import switched_off


def missing_plugins(needs: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Label and remedy for each app that is needed but not switched on."""
    labels = {config.label for config in apps.get_app_configs()}
    for label in needs:
        if label not in labels:
            yield label, remedy(label)


def remedy(label: str) -> str:
    """What to do about a plugin that is not switched on."""
    if off := switched_off():
        return _("Add it to INSTALLED_APPS. Installed but not switched on: %(modules)s.") % {
            "modules": ", ".join(off)
        }
    return _("Install the plugin that has the app label “%(label)s” and switch it on.") % {
        "label": label
    }
