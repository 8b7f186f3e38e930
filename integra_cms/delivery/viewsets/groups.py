"""One entry of the admin's menu for all of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from integra_cms.delivery.viewsets.keys import KeyViewSet
from integra_cms.delivery.viewsets.messages import MessageViewSet
from integra_cms.delivery.viewsets.previews import PreviewViewSet
from integra_cms.delivery.viewsets.webhooks import WebhookViewSet


class DeliveryViewSetGroup(ModelViewSetGroup):
    """Shown to those who may look after at least one of its parts."""

    menu_label = _("Delivery")
    menu_name = "delivery"
    menu_icon = "globe"
    menu_order = 350
    items = (WebhookViewSet, MessageViewSet, KeyViewSet, PreviewViewSet)
