"""What the front end changes in Wagtail."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from integra_cms.web.rich_text import BatchedPageLinkHandler


@hooks.register("register_rich_text_features", order=10)
def register_batched_page_links(features: Any) -> None:
    """Page links of rich texts are looked up once for a whole page."""
    features.register_link_type(BatchedPageLinkHandler)
