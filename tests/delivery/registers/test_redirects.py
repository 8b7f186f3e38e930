from __future__ import annotations

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from tests.pages.factories import MethodPageFactory


@pytest.fixture
def method(site):
    return MethodPageFactory(parent=site["bg"].library, title="Разходка")


def test_a_page_is_named_by_its_path(site, method, body):
    Redirect.add_redirect("/old/", method)

    assert body("redirects")["redirects"] == [
        {
            "source": "/old",
            "target": "/bg/library/%D1%80%D0%B0%D0%B7%D1%85%D0%BE%D0%B4%D0%BA%D0%B0/",
            "permanent": True,
        }
    ]


def test_an_address_elsewhere_stays_as_it_is(site, body):
    Redirect.add_redirect("/old/?b=2&a=1", "https://example.org/new", is_permanent=False)

    assert body("redirects")["redirects"] == [
        {"source": "/old?a=1&b=2", "target": "https://example.org/new", "permanent": False}
    ]


def test_a_route_below_the_page_is_kept(site, body):
    Redirect.add_redirect("/old/", site["bg"].library, page_route_path="/part/")

    assert body("redirects")["redirects"][0]["target"] == "/bg/library/part/"


def test_what_leads_to_a_page_that_is_not_public_is_left_out(site, method, body):
    Redirect.add_redirect("/one/", method)
    Redirect.add_redirect("/two/", site["en"].cities)
    Redirect.add_redirect("/three/", site["cs"].cities)
    method.unpublish()
    PageViewRestriction.objects.create(page=site["en"].home, restriction_type="login")

    assert [each["source"] for each in body("redirects")["redirects"]] == ["/three"]


def test_one_of_several_sites_counts(site, body):
    other = Site.objects.create(hostname="other.example.org", root_page=site["cs"].home)
    default = Site.objects.get(is_default_site=True)
    for number, at in enumerate((other, None, default)):
        Redirect.add_redirect("/old/", f"https://example.org/{number}", site=at)

    assert [each["target"] for each in body("redirects")["redirects"]] == ["https://example.org/2"]


def test_locales_with_two_codes_are_prefixes(site, body):
    assert body("redirects")["prefixes"] == [{"source": "/sl/", "target": "/sk/"}]


def test_the_number_of_queries_does_not_depend_on_the_number_of_redirects(site, method, queries):
    Redirect.add_redirect("/old/", method)
    few = queries("redirects")
    for number in range(10):
        page = MethodPageFactory(parent=site["en"].library, title=f"Method {number}")
        Redirect.add_redirect(f"/old/{number}/", page)

    assert queries("redirects") == few
