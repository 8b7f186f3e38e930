"""Writes registers: each is made anew as a whole and stored where it says something else."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils import translation

from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.feed import Ledger
from integra_cms.delivery.models import Change, Register
from integra_cms.delivery.registers import REGISTERS, RegisterContent
from integra_cms.languages.locales import locale_codes


def register_locales(name: str) -> tuple[str, ...]:
    """The locales in which a register is kept; one that knows no language has the empty one."""
    return locale_codes() if REGISTERS[name].localised else ("",)


def write_registers(names: Collection[str], ledger: Ledger) -> set[UUID]:
    """Renews some registers; the files that any of them shows more or less than before."""
    if not names:
        return set()
    before = {(row.name, row.locale): row for row in Register.objects.filter(name__in=list(names))}
    concerned: set[UUID] = set()
    for name in sorted(set(names) & REGISTERS.keys()):
        for locale in register_locales(name):
            row = before.pop((name, locale), None) or Register(name=name, locale=locale)
            concerned |= _write(row, ledger)
    for row in before.values():
        concerned |= {UUID(key) for key in row.media}
        ledger.remove(Change.Entity.REGISTER, row.name, Change.Reason.PLUGIN_OFF, locale=row.locale)
        row.delete()
    return concerned


def columns_of(content: RegisterContent) -> dict[str, Any]:
    """What the row of a register holds."""
    body = canonical(content.body)
    media = sorted(str(uuid) for uuid in content.media)
    return {"body": body, "digest": digest(body), "media": media}


def _write(row: Register, ledger: Ledger) -> set[UUID]:
    with translation.override(row.locale or None):
        content = REGISTERS[row.name].build(row.locale)
    wanted = columns_of(content)
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return set()
    concerned = {UUID(key) for key in {*row.media} ^ {*wanted["media"]}}
    for name, value in wanted.items():
        setattr(row, name, value)
    row.sequence = ledger.put(Change.Entity.REGISTER, row.name, row.digest, locale=row.locale)
    row.save()
    return concerned
