"""Ways to preview a page besides its own template; packages above this one add theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrOrPromise
    from wagtail.models import Page


@dataclass(frozen=True)
class PreviewMode:
    """One entry of the list of modes in the preview panel.

    Attributes:
        name: Stands in addresses.
        label: What editors read.
        is_available: Whether this site offers it; asked each time.
        serve: The answer that shows a page as it is in memory.
    """

    name: str
    label: _StrOrPromise
    is_available: Callable[[], bool]
    serve: Callable[[HttpRequest, Page], HttpResponse]


_modes: dict[str, PreviewMode] = {}


def register_preview_mode(mode: PreviewMode) -> None:
    """Adds a mode to all pages of the toolkit. Apps do it when they are ready."""
    _modes[mode.name] = mode


def available_modes() -> list[PreviewMode]:
    """Those that this site offers, in the order in which they were added."""
    return [mode for mode in _modes.values() if mode.is_available()]


def find_mode(name: str | None) -> PreviewMode | None:
    """The mode with a name; None where it is one of Wagtail's, or not offered."""
    return next((mode for mode in available_modes() if mode.name == name), None)
