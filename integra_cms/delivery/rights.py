"""Who may look after webhooks, delivery keys and preview links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from integra_cms.delivery.models import (
    DeliveryKey,
    PreviewGrant,
    WebhookMessage,
    WebhookSubscription,
)
from integra_cms.sections.grants import memberships_of
from integra_cms.sections.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

ACTIONS: dict[type[Model], frozenset[str]] = {
    WebhookSubscription: frozenset({"view", "add", "change", "delete"}),
    WebhookMessage: frozenset({"view", "send"}),
    DeliveryKey: frozenset({"view", "add", "change"}),
    PreviewGrant: frozenset({"view", "revoke"}),
}
"""What can be done at all. Keys are revoked, not deleted: the log goes on naming them."""


class NetworkAdministratorPolicy(BasePermissionPolicy):
    """Network administrators and superusers may do all of the actions, others none."""

    def __init__(self, model: type[Model], actions: Iterable[str]) -> None:
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether a person may do something."""
        if action not in self.actions or not user.is_active:
            return False
        return user.is_superuser or any(
            membership.role == Role.NETWORK_ADMIN and membership.locale_id is None
            for membership in memberships_of(user)
        )

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """Everybody who may do one of these."""
        users = get_user_model()._default_manager.filter(is_active=True)
        if not self.actions & set(actions):
            return users.none()
        administrators = Q(
            integra_memberships__role=Role.NETWORK_ADMIN, integra_memberships__locale=None
        )
        return users.filter(Q(is_superuser=True) | administrators).distinct()


def register_policies() -> None:
    """Makes Wagtail ask our policy."""
    for model, actions in ACTIONS.items():
        register_permission_policy(model, NetworkAdministratorPolicy(model, actions))
