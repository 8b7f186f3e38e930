"""Small answers about the whole site, each stored as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from integra_cms.delivery.registers import (
    choices,
    cities,
    kinds,
    menus,
    projects,
    redirects,
    schemas,
    vocabularies,
)
from integra_cms.delivery.registers.contents import Register, RegisterContent

REGISTERS: Mapping[str, Register] = {
    register.name: register
    for register in (
        Register("vocabularies", vocabularies.build, schemas.VocabulariesBody),
        Register("kinds", kinds.build, schemas.KindsBody, declared=True),
        Register("choices", choices.build, schemas.ChoicesBody, declared=True),
        Register("cities", cities.build, schemas.CitiesBody),
        Register("project", projects.build, schemas.ProjectBody),
        Register("menus", menus.build, schemas.MenusBody),
        Register("redirects", redirects.build, schemas.RedirectsBody, localised=False),
    )
}

__all__ = ["REGISTERS", "Register", "RegisterContent"]
