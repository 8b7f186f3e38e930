"""Accounts for trying the site out, one for each kind of person who works with it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from wagtail.models import Locale

from integra_cms.sections.models import City, Membership
from integra_cms.sections.roles import Role


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as.

    Attributes:
        email: What to sign in with.
        name: First and last name; says what they are.
        role: What their membership gives; empty for the administrator, who needs none.
        city: Code of the city they work for; empty for the whole network.
        locale: Code of the only locale they work in; empty for all.
    """

    email: str
    name: tuple[str, str]
    role: str = ""
    city: str = ""
    locale: str = ""


PEOPLE = (
    DemoPerson("admin@example.org", ("Site", "Administrator")),
    DemoPerson("librarian@example.org", ("Library", "Keeper"), Role.LIBRARIAN),
    DemoPerson("publisher.sofia@example.org", ("Sofia", "Publisher"), Role.PUBLISHER, "sofia"),
    DemoPerson("editor.sofia@example.org", ("Sofia", "Editor"), Role.EDITOR, "sofia"),
    DemoPerson("editor.example@example.org", ("Example", "Editor"), Role.EDITOR, "example-city"),
    DemoPerson("translator.cs@example.org", ("Czech", "Translator"), Role.TRANSLATOR, "", "cs"),
)


@transaction.atomic
def create_demo_accounts(password: str = "") -> dict[str, str]:
    """Creates the accounts that do not exist yet, with their memberships.

    Args:
        password: For all of them; a random one for each when empty.

    Returns:
        The passwords of the accounts created now, by e-mail address. They are not kept.

    Raises:
        ImproperlyConfigured: The settings do not say that this is a demonstration.
    """
    if not getattr(settings, "INTEGRA_DEMO", False):
        raise ImproperlyConfigured(
            "Demonstration accounts are for trying the site out: these settings do not have "
            "INTEGRA_DEMO = True. Create real people in the admin instead."
        )
    users = get_user_model()
    there = set(users.objects.values_list("email", flat=True))
    created = {}
    for person in PEOPLE:
        if person.email in there:
            continue
        created[person.email] = password or secrets.token_urlsafe(9)
        first_name, last_name = person.name
        create = users.objects.create_user if person.role else users.objects.create_superuser
        user = create(
            person.email, created[person.email], first_name=first_name, last_name=last_name
        )
        if person.role:
            Membership.objects.create(
                user=user,
                role=person.role,
                city=City.objects.get(code=person.city) if person.city else None,
                locale=Locale.objects.get(language_code=person.locale) if person.locale else None,
            )
    return created
