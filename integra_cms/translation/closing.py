"""Keeps wagtail-localize's own views, buttons and synchronisation shut.

They write drafts into live pages, publish half-translated ones, and ask nobody for a right to the
page or locale. What is used of wagtail-localize is its extraction and its string tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks

PACKAGE = "wagtail_localize"

HARMLESS_HOOKS = frozenset({"register_admin_urls", "register_icons", "register_log_actions"})
"""What it may go on doing: its addresses can be named (they answer 404), its icons be used."""

OPEN_ADDRESSES = r"jsi18n/$"
"""The only address below ``localize/`` that answers: words for scripts, no content."""


def open_hooks() -> Iterator[tuple[str, str]]:
    """Hook and function name of everything wagtail-localize does in the admin and should not."""
    for name, registered in _registered().items():
        for function, _order in registered:
            if name not in HARMLESS_HOOKS and _is_stock(function):
                yield name, function.__qualname__


def withdraw_hooks() -> None:
    """Takes all but the harmless hooks of wagtail-localize out of Wagtail's registry.

    Wagtail has no public way to unregister a hook, and for page header buttons none to remove
    them later. A system check says so when this no longer works.
    """
    for name, registered in _registered().items():
        if name not in HARMLESS_HOOKS:
            registered[:] = [entry for entry in registered if not _is_stock(entry[0])]


def not_here(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """The answer of every closed address."""
    raise Http404("The translation views of wagtail-localize are closed on this site.")


def _registered() -> dict[str, list[tuple[Callable[..., Any], int]]]:
    # Importing the two modules registers their hooks, whatever the order of INSTALLED_APPS.
    from wagtail_localize import synctree, wagtail_hooks  # noqa: F401

    registered: dict[str, list[tuple[Callable[..., Any], int]]] = hooks._hooks
    return registered


def _is_stock(function: object) -> bool:
    module = getattr(function, "__module__", "") or ""
    return module == PACKAGE or module.startswith(f"{PACKAGE}.")
