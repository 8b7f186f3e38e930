"""Collections: resources that belong together, in an order."""

from __future__ import annotations

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from integra_cms.blocks.fields import StreamField
from integra_cms.pages.base import BaseResourcePage
from integra_cms.pages.schemas import ResourceData, StreamOf


class CollectionData(ResourceData):
    """A collection such as a toolkit of several methods."""

    items: Annotated[list[Any], StreamOf("related")]


class CollectionPage(BaseResourcePage):
    """A collection such as a toolkit of several methods."""

    items = StreamField(
        stream="related",
        blank=True,
        verbose_name=_("resources"),
        help_text=_("In the order in which readers should meet them."),
    )

    page_description = _("Several resources under one heading, such as a toolkit.")
    content_panels = [
        *BaseResourcePage.content_panels,
        FieldPanel("items"),
        *BaseResourcePage.attachment_panels,
    ]

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
