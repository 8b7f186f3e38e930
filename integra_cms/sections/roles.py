"""The roles a membership can give, and what each allows on pages and files."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is for a city, or for the whole network."""

    COORDINATOR = "coordinator", _("Coordinator: people and settings of the city, and all below")
    PUBLISHER = "publisher", _("Publisher: writes and puts pages online")
    EDITOR = "editor", _("Editor: writes drafts")
    TRANSLATOR = "translator", _("Translator: edits translations, never the original")
    LIBRARIAN = "librarian", _("Librarian: the library and the vocabularies")
    NETWORK_ADMIN = "network_admin", _("Network administrator: everything but the installation")


NETWORK_ROLES = frozenset({Role.LIBRARIAN, Role.NETWORK_ADMIN})
"""Roles that only make sense for the whole network."""


@dataclass(frozen=True)
class Abilities:
    """What a role allows inside the part of the site it is given for.

    Attributes:
        pages: Actions of Wagtail's page permissions.
        files: Actions on images, documents and recordings in the city's own collection.
        collections: Actions on collections below the city's own.
    """

    pages: frozenset[str]
    files: frozenset[str]
    collections: frozenset[str] = frozenset()


WRITE = frozenset({"add", "change"})
PUBLISH = WRITE | {"publish", "lock", "unlock", "bulk_delete"}
FILES = frozenset({"add", "change", "choose"})
COLLECTIONS = frozenset({"add", "change", "delete"})

ABILITIES: dict[str, Abilities] = {
    Role.COORDINATOR: Abilities(PUBLISH, FILES, COLLECTIONS),
    Role.PUBLISHER: Abilities(PUBLISH, FILES),
    Role.EDITOR: Abilities(WRITE, FILES),
    Role.TRANSLATOR: Abilities(frozenset({"change"}), frozenset({"choose"})),
    Role.LIBRARIAN: Abilities(PUBLISH, FILES),
    Role.NETWORK_ADMIN: Abilities(PUBLISH, FILES, COLLECTIONS),
}
