"""The root of this project's errors."""

from __future__ import annotations


class IntegraError(Exception):
    """Something this project refuses or cannot do, with a reason for people.

    The text says what happened, names the offending value and what to do. ``code`` is stable:
    programs may rely on it, texts may change.
    """

    code = "integra_error"
