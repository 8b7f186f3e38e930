"""Tells Wagtail's APIs which fields of our pages to answer with."""

from __future__ import annotations

from django.apps import AppConfig
from django.db import models


class PeersConfig(AppConfig):
    name = "bench.peers"
    label = "integra_bench_peers"

    def ready(self) -> None:
        """Names all content of every kind in ``api_fields``; rich text is answered as Wagtail does.

        It must be the first application: Wagtail reads these lists when its own are ready.
        """
        from wagtail import blocks

        from integra_cms.blocks.wording import RichTextBlock
        from integra_cms.pages.base import resource_models
        from integra_cms.sharing.page_forms import content_fields

        for model in resource_models():
            own = [
                field.name
                for field in content_fields(model)
                if field.model is not _page() and not isinstance(field, models.ForeignKey)
            ]
            model.api_fields = own
        RichTextBlock.get_api_representation = blocks.RichTextBlock.get_api_representation


def _page() -> type[models.Model]:
    from wagtail.models import Page

    return Page
