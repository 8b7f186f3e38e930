"""What memberships allow beyond pages and files: the admin itself, and the vocabularies."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend

from integra_cms.sections.grants import memberships_of
from integra_cms.sections.roles import Role

SHARED_DATA = "integra_vocabularies"
"""Whoever keeps the library keeps the vocabularies, organisations and projects."""


class MembershipBackend(BaseBackend):
    """Lets members into the admin. It signs nobody in; Django's own backend does."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether a membership gives this model permission."""
        memberships = memberships_of(user_obj)
        if not memberships or obj is not None:
            return False
        if perm == "wagtailadmin.access_admin":
            return True
        app_label, _, _ = perm.partition(".")
        return app_label == SHARED_DATA and any(
            membership.role in {Role.LIBRARIAN, Role.NETWORK_ADMIN} for membership in memberships
        )

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Whether there is any right in an app, so that its menu entry shows."""
        return self.has_perm(user_obj, f"{app_label}.any")
