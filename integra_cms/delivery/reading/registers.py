"""Small stored answers: registers of the whole site, and public files."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from integra_cms.delivery.reading.answers import Answer, etags
from integra_cms.delivery.reading.database import identifier, is_storable, placeholders, row

REGISTER = """
    SELECT r.locale, r.digest, CASE WHEN r.digest IN ({known}) THEN NULL ELSE r.body END
    FROM integra_delivery_register r
    WHERE r.name = %s AND r.locale IN (%s, '')
    ORDER BY r.locale DESC
    LIMIT 1
"""
MEDIA = """
    SELECT m.digest, CASE WHEN m.digest IN ({known}) THEN NULL ELSE m.body END
    FROM integra_delivery_publicmedia m
    WHERE m.media = %s
"""


def register(name: str, locale: str = "", *, known: Collection[str] = ()) -> Answer | None:
    """A register in a locale, or the one for all locales; None where there is none."""
    if not is_storable(name + locale):
        return None
    ours = etags(known)
    found = row(REGISTER.format(known=placeholders(ours)), [*ours, name, locale])
    if found is None:
        return None
    kept_in, digest, body = found
    keys = (f"register-{name}", f"l-{kept_in}") if kept_in else (f"register-{name}",)
    return Answer(None if body is None else body.encode(), digest, keys=keys, locale=kept_in)


def media(uuid: UUID, *, known: Collection[str] = ()) -> Answer | None:
    """What is known of a file; None unless something public shows or links it."""
    ours = etags(known)
    found = row(MEDIA.format(known=placeholders(ours)), [*ours, identifier(uuid)])
    if found is None:
        return None
    digest, body = found
    return Answer(None if body is None else body.encode(), digest, keys=(f"m-{uuid}",))
