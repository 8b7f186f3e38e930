"""Writes registers: each is made anew as a whole and stored where it says something else."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils import translation

from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.feed import Ledger
from integra_cms.delivery.models import Change, Register
from integra_cms.delivery.registers import REGISTERS
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


def _write(row: Register, ledger: Ledger) -> set[UUID]:
    with translation.override(row.locale or None):
        content = REGISTERS[row.name].build(row.locale)
    body = canonical(content.body)
    media = sorted(str(uuid) for uuid in content.media)
    sum_of_it = digest(body)
    if (row.digest, row.media) == (sum_of_it, media):
        return set()
    concerned = {UUID(key) for key in {*row.media} ^ {*media}}
    row.body, row.digest, row.media = body, sum_of_it, media
    row.sequence = ledger.put(Change.Entity.REGISTER, row.name, sum_of_it, locale=row.locale)
    row.save()
    return concerned
