"""The base of every plugin's app config."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.apps import AppConfig


class ToolkitPlugin(AppConfig):
    """An app that contributes to the toolkit; ``points.py`` says what each attribute means.

    INSTALLED_APPS is the switch: an app in it takes part, an app that is only installed does not.
    """

    contract: ClassVar[int | None] = None

    # Django takes the only config it finds in a module of apps. It must not find this base, which
    # every plugin imports there, and must find what extends it.
    default = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.default = cls.__dict__.get("default", True)

    kinds: ClassVar[Sequence[str]] = ()
    streams: ClassVar[Mapping[str, str]] = {}
    blocks: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    vocabularies: ClassVar[Sequence[str]] = ()
    readiness_rules: ClassVar[Sequence[str]] = ()
    examinations: ClassVar[Sequence[str]] = ()
    content_upgrades: ClassVar[Sequence[str]] = ()
    tasks: ClassVar[Sequence[str]] = ()
    routers: ClassVar[Sequence[str]] = ()
