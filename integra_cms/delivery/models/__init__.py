"""The catalogue, its feed, and who is told or let in."""

from integra_cms.delivery.models.access import DeliveryKey, PreviewGrant, Scope
from integra_cms.delivery.models.catalogue import (
    Dependency,
    Document,
    Entry,
    Facet,
    PublicMedia,
    Register,
)
from integra_cms.delivery.models.feed import CatalogueState, Change, DirtyMark
from integra_cms.delivery.models.purges import Purge
from integra_cms.delivery.models.renditions import PublicRendition
from integra_cms.delivery.models.webhooks import WebhookMessage, WebhookSubscription

__all__ = [
    "CatalogueState",
    "Change",
    "DeliveryKey",
    "Dependency",
    "DirtyMark",
    "Document",
    "Entry",
    "Facet",
    "PreviewGrant",
    "PublicMedia",
    "PublicRendition",
    "Purge",
    "Register",
    "Scope",
    "WebhookMessage",
    "WebhookSubscription",
]
