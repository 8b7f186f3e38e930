"""The admin's menu "Delivery": webhooks, their messages, delivery keys, preview links."""

from __future__ import annotations

from integra_cms.delivery.viewsets.groups import DeliveryViewSetGroup

__all__ = ["DeliveryViewSetGroup"]
