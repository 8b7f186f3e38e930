"""How links of rich texts become addresses."""

from __future__ import annotations

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from integra_cms.web.batch import current_batch


class BatchedPageLinkHandler(PageLinkHandler):
    """Answers from the batch of the page being rendered; outside of one, as Wagtail does."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Opening tags, one for each link; a link to a page that is gone becomes plain text."""
        batch = current_batch()
        if batch is None:
            return super().expand_db_attributes_many(attrs_list)
        urls = [batch.url_for(attrs.get("id", "")) for attrs in attrs_list]
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in urls]
