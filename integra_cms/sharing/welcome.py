"""The page that Wagtail puts on every new site, which makes room for the first front page."""

from __future__ import annotations

from collections.abc import Collection
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, Site

from integra_cms.pages.home import HomePage

TITLE = "Welcome to your new Wagtail site!"


def placeholders() -> Collection[int]:
    """Primary keys of such pages: plain, with their original title, and nothing below them."""
    plain = ContentType.objects.get_for_model(Page)
    pages = Page.objects.filter(depth=2, content_type=plain, title=TITLE, numchild=0)
    return set(pages.values_list("pk", flat=True))


def make_room() -> None:
    """Gives the address of the placeholder away; it is removed once there is a front page."""
    for page in Page.objects.filter(pk__in=placeholders()):
        Page.objects.filter(pk=page.pk).update(slug=f"welcome-{uuid4().hex}")


def hand_over() -> None:
    """Makes the front page in the default language the root of sites that show a placeholder."""
    keys = placeholders()
    home = HomePage.objects.filter(locale=Locale.get_default()).first()
    if not keys or home is None:
        return
    for site in Site.objects.filter(root_page__in=keys):
        site.root_page = home
        site.save()
    for page in Page.objects.filter(pk__in=keys):
        page.delete()
