"""Nothing of wagtail-localize's own interface is left open."""

from __future__ import annotations

from unittest import mock

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver
from wagtail import hooks
from wagtail.admin.menu import reports_menu
from wagtail.admin.ui.menus.pages import get_page_header_buttons
from wagtail.models import Locale, Page

from integra_cms.translation import checks, closing

pytestmark = pytest.mark.django_db

OPEN = {"javascript_catalog"}
ARGUMENTS = {
    "page_id": "1",
    "app_label": "integra_vocabularies",
    "model_name": "term",
    "pk": "1",
    "translation_source_id": "1",
    "translation_id": "1",
    "string_segment_id": "1",
    "overridable_segment_id": "1",
    "mode": "default",
}


def stock_addresses() -> list[tuple[str, str]]:
    """Name and address of every view that the installed wagtail-localize registers."""
    from wagtail_localize.wagtail_hooks import register_admin_urls

    found = []
    for resolver in register_admin_urls():
        assert isinstance(resolver, URLResolver)
        for pattern in resolver.url_patterns:
            assert isinstance(pattern, URLPattern)
            route = str(pattern.pattern)
            for name, converter in pattern.pattern.converters.items():
                kind = type(converter).__name__.removesuffix("Converter").lower()
                for prefix in (kind, {"string": "str"}.get(kind, kind)):
                    route = route.replace(f"<{prefix}:{name}>", ARGUMENTS[name])
            assert "<" not in route, route
            found.append((str(pattern.name), f"/admin/{resolver.pattern}{route}"))
    return found


@pytest.fixture
def admin() -> Client:
    user = get_user_model().objects.create_superuser("admin@example.org", "secret")
    client = Client()
    client.force_login(user)
    return client


def test_there_are_views_to_close():
    assert len(stock_addresses()) >= 17


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_stock_view_answers_404_even_to_administrators(admin, method):
    # The site looks for pages in a language before it says that there is nothing.
    answers = {
        name: getattr(admin, method)(address, follow=True).status_code
        for name, address in stock_addresses()
    }

    assert {name for name, status in answers.items() if status != 404} <= OPEN


def test_words_for_scripts_stay_reachable(admin):
    assert admin.get("/admin/localize/jsi18n/").status_code == 200


def test_only_harmless_hooks_are_left():
    hooks.search_for_hooks()

    assert list(closing.open_hooks()) == []


def test_the_addresses_can_still_be_named():
    from django.urls import reverse

    assert reverse("wagtail_localize:translations_report")


def test_administrators_see_no_stock_buttons_on_pages(admin):
    user = get_user_model().objects.get()
    Locale.objects.get_or_create(language_code="bg")
    page = Page.objects.get(depth=2)

    labels = [str(button.label) for button in get_page_header_buttons(page, user, "/", "edit")]

    assert labels
    assert not [label for label in labels if "ranslate" in label or "Sync" in label]


def test_the_stock_report_is_not_in_the_menu(rf):
    request = rf.get("/")
    request.user = get_user_model().objects.create_superuser("a@example.org", "secret")

    items = [item.url for item in reports_menu.menu_items_for_request(request)]

    assert items
    assert not [url for url in items if "localize" in url]


def test_the_command_that_makes_aliases_is_closed():
    with pytest.raises(CommandError, match="alias pages"):
        call_command("sync_locale_trees")


def test_the_checks_pass_on_this_site():
    assert checks.check_wagtail_localize() == []


@override_settings(WAGTAILLOCALIZE_DISABLE_ON_DELETE=False)
def test_a_site_that_would_lose_its_memory_is_told():
    assert [error.id for error in checks.lost_memory()] == ["integra.E501"]


def test_the_locale_app_that_fills_trees_with_aliases_is_named():
    with mock.patch.object(checks.apps, "is_installed", return_value=True):
        assert [error.id for error in checks.foreign_locales_app()] == ["integra.E502"]


def test_the_order_that_opens_the_command_is_named():
    configs = list(checks.apps.get_app_configs())
    with mock.patch.object(checks.apps, "get_app_configs", return_value=configs[::-1]):
        assert [error.id for error in checks.wrong_order()] == ["integra.E503"]


def test_a_stock_hook_that_is_left_is_named():
    def stock() -> None:
        """Something a later version might add."""

    stock.__module__ = "wagtail_localize.wagtail_hooks"
    with hooks.register_temporarily("before_edit_page", stock):
        [error] = checks.open_doors()

    assert error.id == "integra.E504"
    assert "before_edit_page" in error.msg


def test_the_apps_stand_in_the_order_the_command_needs():
    order = django_settings.INSTALLED_APPS

    assert order.index("integra_cms.translation") < order.index("wagtail_localize")
