"""System checks: formats of renditions, and where delivery sends what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from integra_cms.conf import integra_settings
from integra_cms.delivery.front_end import is_usable
from integra_cms.delivery.media.presets import FORMATS, is_supported


@register("integra")
def check_formats(**kwargs: Any) -> Iterator[CheckMessage]:
    """Pillow must have been built with the formats of renditions."""
    for form in FORMATS:
        if not is_supported(form):
            yield Warning(
                f"Pillow was built without {form.name.upper()}: renditions lack that format.",
                hint="Install Pillow from its wheel, or build it with that codec.",
                id="integra.W607",
            )


@register("integra")
def check_purging(**kwargs: Any) -> Iterator[CheckMessage]:
    """A cache that cannot be reached would go on showing what is no longer public."""
    cache = integra_settings.PURGE_BY_KEY
    if cache is None:
        return
    known = isinstance(cache, Mapping) and set(cache) <= {"url", "header", "token"}
    if not known or urlsplit(str(cache.get("url"))).scheme not in {"http", "https"}:
        yield Error(
            'INTEGRA["PURGE_BY_KEY"] does not say which cache purges by key.',
            hint='Set it to None or {"url": "https://…"}, with "header" and "token" as needed.',
            id="integra.E606",
        )


@register("integra")
def check_front_end(**kwargs: Any) -> Iterator[CheckMessage]:
    """Whoever opens the preview would be led astray, or the link could be read on its way."""
    address = integra_settings.FRONT_END_PREVIEW_URL
    if address is not None and not is_usable(address):
        yield Error(
            f'INTEGRA["FRONT_END_PREVIEW_URL"] cannot be used: {address!r}.',
            hint="Write an https address with {token} behind its host, and {locale} and {path} as "
            'needed: "https://front.example.org/preview?token={token}". http is for localhost.',
            id="integra.E605",
        )


@register("integra", deploy=True)
def check_webhooks(**kwargs: Any) -> Iterator[CheckMessage]:
    """Whoever may make webhooks could have the site ask what only the network within can reach."""
    if integra_settings.WEBHOOKS_ALLOW_PRIVATE and not settings.DEBUG:
        yield Warning(
            'INTEGRA["WEBHOOKS_ALLOW_PRIVATE"] is on: webhooks may go inside the network.',
            hint="Leave it out; it is for trying out on one computer.",
            id="integra.W608",
        )
