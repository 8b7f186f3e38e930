"""What visitors get: right language, honest labels, credit, a fixed number of queries."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from wagtail.models import Page, PageViewRestriction

from integra_cms.delivery.draining import drain
from integra_cms.delivery.rebuilding import rebuild
from integra_cms.pages.editions import Origin
from integra_cms.vocabularies.models import Project
from tests.pages.factories import RESOURCE_FACTORIES, CityPageFactory, MethodPageFactory, translated

VOID = {"meta", "link", "img", "br", "hr", "input", "source"}


class Balance(HTMLParser):
    """Refuses tags that are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def read(client, page_or_url) -> str:
    """What a visitor gets once everything that was written is served."""
    drain()
    url = page_or_url if isinstance(page_or_url, str) else page_or_url.url
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def well_formed(html: str) -> bool:
    balance = Balance()
    balance.feed(html)
    return not balance.open


def test_every_structural_page_answers_in_its_own_language(client, site):
    for code in ("en", "cs", "bg"):
        for page in (site.pages[code].home, site.pages[code].library, site.pages[code].cities):
            html = read(client, page)

            assert f'<html lang="{code}" dir="ltr">' in html
            assert well_formed(html)
            assert html.count("<h1>") == 1


@pytest.mark.parametrize("factory", RESOURCE_FACTORIES, ids=lambda each: each._meta.model.__name__)
def test_every_kind_has_a_page_with_title_licence_and_kind(client, site, factory):
    page = factory(parent=site.pages["en"].library, title="A fine thing", summary="In short.")

    html = read(client, page)

    assert "<h1>A fine thing</h1>" in html
    assert '<p class="lead">In short.</p>' in html
    assert str(page.kind.label) in html
    assert "Licence and credit" in html
    assert "Unknown: describe and link only" in html
    assert well_formed(html)


def test_the_language_switch_leads_to_the_edition_where_there_is_one(client, site):
    html = read(client, site.walks)

    assert f'<a href="{site.walks_cs.url}" lang="cs" hreflang="cs"' in html
    assert f'<a href="{site.pages["bg"].home.url}" lang="bg" hreflang="bg" class="missing"' in html
    assert 'lang="en" hreflang="en" aria-current="true"' in html


def test_alternates_name_existing_editions_only(client, site):
    html = read(client, site.walks)

    alternates = re.findall(r'<link rel="alternate" hreflang="(\w+)"', html)
    assert sorted(alternates) == ["cs", "en"]


def test_a_list_shows_what_is_not_translated_in_the_language_it_has(client, site):
    html = read(client, site.pages["cs"].library)

    translated_card, foreign_card = re.findall(r"<article class=\"card\".*?</article>", html, re.S)[
        ::-1
    ]
    assert "Procházky" in translated_card
    assert 'lang="en"' not in translated_card
    assert '<article class="card" lang="en" dir="ltr">' in foreign_card
    assert f'href="{site.photovoice.url}"' in foreign_card


def test_a_resource_stands_in_a_list_once(client, site):
    html = read(client, site.pages["en"].library)

    assert html.count("City walks") == 1
    assert "Procházky" not in html


def test_drafts_and_private_pages_are_in_no_list(client, site):
    draft = MethodPageFactory(parent=site.pages["en"].library, title="Sentinel draft", live=False)
    private = MethodPageFactory(parent=site.pages["en"].library, title="Sentinel private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    library = read(client, site.pages["en"].library)
    sitemap = read(client, "/sitemap.xml")

    assert "Sentinel" not in library
    assert draft.slug not in sitemap
    assert private.slug not in sitemap


def test_a_draft_translation_says_so(client, site):
    html = read(client, site.walks_cs)
    site.walks_cs.edition.origin = Origin.HUMAN
    site.walks_cs.edition.save()
    reviewed = read(client, site.walks_cs)

    assert 'class="notice"' in html
    assert 'class="notice"' not in reviewed


def test_an_example_is_marked(client, site):
    page = MethodPageFactory(parent=site.pages["en"].library, title="Invented", is_example=True)

    assert "It is not about a real city." in read(client, page)


def test_funding_and_disclaimer_stand_on_every_page(client, site):
    Project.objects.create(
        code="integra",
        titles={"en": "INTEGRA"},
        funding_statements={"en": "Funded by the fund.", "cs": "Z fondu."},
        disclaimers={"en": "Views of the authors only."},
        unofficial=["cs"],
        grant_id="776047",
    )

    english, czech = read(client, site.walks), read(client, site.walks_cs)

    assert "Funded by the fund." in english
    assert "776047" in english
    assert "Z fondu." in czech
    assert '<span lang="en" dir="ltr">Views of the authors only.</span>' in czech


def test_cities_stand_in_the_order_of_the_alphabet(client, site):
    for title in ("Žilina", "Chomutov", "Hradec", "Cheb", "Zlín"):
        page = CityPageFactory(parent=site.pages["en"].cities, title=title)
        translated(page, "cs", title=title)

    html = read(client, site.pages["cs"].cities)

    shown = re.findall(r"<h3><a [^>]*>([^<]+)</a>", html)
    assert shown == ["Hradec", "Cheb", "Chomutov", "Zlín", "Žilina"]


def test_the_alias_of_a_locale_leads_to_the_locale(client, site):
    answer = client.get("/sl/kniznica/?p=2")

    assert answer.status_code == 301
    assert answer["Location"] == "/sk/kniznica/?p=2"


def test_the_sitemap_has_every_page_with_its_languages(client, site):
    xml = read(client, "/sitemap.xml")

    assert xml.count("<loc>") == 3 * 3 + 3
    assert xml.count(f'hreflang="cs" href="{site.walks_cs.get_full_url()}"') == 2


def test_nothing_is_loaded_from_elsewhere(client, site):
    html = read(client, site.walks)

    loaded = re.findall(r'(?:src|<link rel="stylesheet" href)="([^"]+)"', html)
    assert loaded
    assert all(address.startswith("/") for address in loaded)


def test_an_empty_library_says_so(client, site):
    Page.objects.filter(pk__in=[site.walks.pk, site.walks_cs.pk, site.photovoice.pk]).update(
        live=False
    )
    rebuild()

    assert "Nothing has been published in the library yet." in read(
        client, site.pages["en"].library
    )


def test_a_link_in_rich_text_leads_to_the_edition_in_the_same_language(client, site):
    link = f'<p><a linktype="page" id="{site.walks.pk}">walks</a></p>'
    en = MethodPageFactory(
        parent=site.pages["en"].library, title="Other", body=[("paragraph", link)]
    )
    cs = translated(en, "cs", title="Jiné")

    assert f'<a href="{site.walks.url}">walks</a>' in read(client, en)
    assert f'<a href="{site.walks_cs.url}">walks</a>' in read(client, cs)


class TestQueries:
    """The same number at two sizes, from a cold cache."""

    def count(self, client, page, django_assert_max_num_queries) -> int:
        read(client, page)  # content types are kept by the process, not by the cache
        cache.clear()
        with django_assert_max_num_queries(25) as queries:
            assert client.get(page.url).status_code == 200
        return len(queries)

    def test_resources_and_locales(self, client, site, django_assert_max_num_queries):
        pages = [site.pages["cs"].library, site.pages["cs"].home, site.walks]
        few = [self.count(client, page, django_assert_max_num_queries) for page in pages]

        for number in range(6):
            more = MethodPageFactory(parent=site.pages["en"].library, title=f"Method {number}")
            translated(more, "bg")
            translated(more, "cs")
        many = [self.count(client, page, django_assert_max_num_queries) for page in pages]

        assert many == few

    def test_cities(self, client, site, django_assert_max_num_queries):
        page = site.pages["cs"].cities
        CityPageFactory(parent=site.pages["en"].cities, title="First")
        few = self.count(client, page, django_assert_max_num_queries)

        for number in range(5):
            city = CityPageFactory(parent=site.pages["en"].cities, title=f"City {number}")
            translated(city, "bg")

        assert self.count(client, page, django_assert_max_num_queries) == few

    def test_blocks(self, client, site, django_assert_max_num_queries):
        def page_with(times: int) -> Page:
            link = f'<p><a linktype="page" id="{site.walks.pk}">walks</a></p>'
            step = {"title": "Go", "text": link, "tip": "Take water."}
            return MethodPageFactory(
                parent=site.pages["en"].library,
                title=f"With {times} blocks",
                body=[
                    block
                    for _ in range(times)
                    for block in (
                        ("paragraph", link),
                        ("resource", {"page": site.photovoice, "note": ""}),
                        ("link", {"label": "Read", "page": site.walks}),
                    )
                ],
                steps=[("step", step) for _ in range(times)],
            )

        few = self.count(client, page_with(1), django_assert_max_num_queries)
        many = self.count(client, page_with(8), django_assert_max_num_queries)

        assert many == few


def test_an_address_without_page_answers_in_its_language(client, site):
    answer = client.get("/cs/nic-tu-neni/")

    assert answer.status_code == 404
    assert '<html lang="cs">' in answer.content.decode()
    assert 'href="/cs/"' in answer.content.decode()
