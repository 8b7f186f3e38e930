"""Organisations as registers show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from integra_cms.delivery.registers.contents import text
from integra_cms.media.models import ToolkitImage
from integra_cms.vocabularies.models import Organisation


def organisation(found: Organisation, role: str, locale: str) -> dict[str, Any]:
    """An organisation and the part it plays. Its logo is shown with permission alone."""
    name = found.names.get_for(locale)
    return {
        "code": found.code,
        "name": {"text": name.text or found.code, "locale": name.locale},
        "short_name": found.short_name,
        "type": found.type,
        "country": found.country,
        "seat": found.seat,
        "url": found.url,
        "logo": _logo(found, locale),
        "role": role,
    }


def logos(found: Iterable[Organisation]) -> frozenset[UUID]:
    """The files of the logos that are shown."""
    return frozenset(logo.uuid for each in found if (logo := _shown(each)))


def _shown(found: Organisation) -> ToolkitImage | None:
    return found.logo if found.logo_permission else None


def _logo(found: Organisation, locale: str) -> dict[str, Any] | None:
    logo = _shown(found)
    if logo is None:
        return None
    alt = text(found.logo_alts.get_for(locale))
    return {"media": str(logo.uuid), "width": logo.width, "height": logo.height, "alt": alt}
