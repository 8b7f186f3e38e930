"""Which pages may stand under which: kinds of resources come from the plugins."""

from __future__ import annotations

from wagtail.models import Page

from integra_cms.pages.base import BaseToolkitPage, resource_models


class BaseParentPage(BaseToolkitPage):
    """A page that holds resources: of every kind that a switched-on plugin contributes."""

    class Meta:
        abstract = True

    @classmethod
    def clean_subpage_models(cls) -> list[type[Page]]:
        """Its own kinds of subpages, then all kinds of resources, as they are now."""
        return [*super().clean_subpage_models(), *resource_models()]
