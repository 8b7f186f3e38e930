"""System checks: wagtail-localize must be set up so that it can neither lose nor publish text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from integra_cms.translation.closing import PACKAGE, open_hooks


@register("integra")
def check_wagtail_localize(**kwargs: Any) -> list[CheckMessage]:
    """All rules on wagtail-localize."""
    return [*lost_memory(), *foreign_locales_app(), *wrong_order(), *open_doors()]


def lost_memory() -> Iterator[Error]:
    """Deleting one edition may not delete the stored translations of its siblings."""
    if getattr(settings, "WAGTAILLOCALIZE_DISABLE_ON_DELETE", False) is not True:
        yield Error(
            "WAGTAILLOCALIZE_DISABLE_ON_DELETE is not True: deleting one edition would delete the "
            "stored translations of all languages.",
            hint="Set WAGTAILLOCALIZE_DISABLE_ON_DELETE = True.",
            id="integra.E501",
        )


def foreign_locales_app() -> Iterator[Error]:
    """The locale form of wagtail-localize offers to keep trees in step, with alias pages."""
    if apps.is_installed("wagtail_localize.locales"):
        yield Error(
            "INSTALLED_APPS has wagtail_localize.locales, which fills other languages with alias "
            "pages in the wrong language.",
            hint="Replace it by wagtail.locales.",
            id="integra.E502",
        )


def wrong_order() -> Iterator[Error]:
    """Of two commands with one name, Django takes that of the app that stands first."""
    order = [config.name for config in apps.get_app_configs()]
    if PACKAGE in order and order.index(PACKAGE) < order.index("integra_cms.translation"):
        yield Error(
            "wagtail_localize stands before integra_cms.translation in INSTALLED_APPS, so its "
            "command sync_locale_trees is not closed.",
            hint="Move integra_cms.translation before wagtail_localize.",
            id="integra.E503",
        )


def open_doors() -> Iterator[Error]:
    """Nothing of its admin interface may be left."""
    if left := sorted(f"{function} ({hook})" for hook, function in open_hooks()):
        yield Error(
            f"wagtail-localize still takes part in the admin: {', '.join(left)}.",
            hint="Its hooks are withdrawn in integra_cms/translation/closing.py; adapt that to "
            "this version of Wagtail.",
            id="integra.E504",
        )
