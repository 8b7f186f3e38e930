"""The library for visitors: searching, filtering, paging, and addresses that make no sense."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.core.cache import cache

from integra_cms.delivery.draining import drain
from integra_cms.pages.editions import Edition, Origin
from integra_cms.vocabularies.models import Term
from integra_cms.web import library
from tests.pages.factories import (
    AgendaPageFactory,
    CampaignToolPageFactory,
    ChecklistPageFactory,
    CityPageFactory,
    GoodPracticePageFactory,
    MethodPageFactory,
    ensure_term,
    translated,
)
from tests.web.test_pages import read, well_formed

CHOICE = re.compile(
    r'<input type="checkbox" id="[\w-]+" name="(\w+)" value="([\w-]+)"( checked)?>'
    r'.*?<span class="count">(\d+)</span>'
)
CARD = re.compile(r'<article class="card".*?</article>', re.S)
TITLE = re.compile(r"<h3><a [^>]*>([^<]+)</a>")
CHIP = re.compile(r'<li><a href="([^"]*)"><span class="aside">Remove: </span>(.*?)</a></li>', re.S)


def ask(client, page, **parameters) -> str:
    """The library as one sees it after sending its form."""
    html = read(client, f"{page.url}?{urlencode(parameters, doseq=True)}")
    assert well_formed(html)
    return html


def titles(html: str) -> list[str]:
    return [unescape(title) for title in TITLE.findall(html)]


def counts(html: str, facet: str) -> dict[str, int]:
    return {code: int(number) for name, code, _, number in CHOICE.findall(html) if name == facet}


def chips(html: str) -> dict[str, str]:
    """What is chosen, and the address of the list without it."""
    return {
        re.sub(r"<[^>]+>|×", "", text).strip(): unescape(address)
        for address, text in CHIP.findall(html)
    }


def heading(html: str) -> str:
    return re.search(r'<div role="status">\s*<h2[^>]*>([^<]+)</h2>', html).group(1)


@pytest.fixture
def toolkit(site):
    """Resources with facets, beside the two that are there without."""
    for vocabulary, code in (("stage", "assess"), ("stage", "improve"), ("issue", "housing")):
        ensure_term(vocabulary, code)
    parent = site.pages["en"].library
    MethodPageFactory(parent=parent, title="Interviews", stages=["assess"], issues=["housing"])
    MethodPageFactory(parent=parent, title="Round table", stages=["assess", "improve"])
    AgendaPageFactory(parent=parent, title="Agenda", stages=["improve"])
    return site


@pytest.fixture
def english(toolkit):
    return toolkit.pages["en"].library


# ------------------------------------------------------------------ facets


def test_every_code_says_how_many_resources_have_it(client, english):
    html = ask(client, english)

    assert counts(html, "kind") == {"method": 4, "agenda": 1}
    assert counts(html, "stages") == {"assess": 2, "improve": 2}
    assert counts(html, "issues") == {"housing": 1}
    assert counts(html, "aims") == {}
    assert heading(html) == "5 resources"


def test_a_count_is_what_one_gets_by_choosing_the_code(client, english):
    html = ask(client, english)

    for facet in ("kind", "stages", "issues"):
        for code, number in counts(html, facet).items():
            assert len(titles(ask(client, english, **{facet: code}))) == number


def test_codes_of_a_facet_are_alternatives_and_facets_add_up(client, english):
    assert titles(ask(client, english, stages=["assess", "improve"])) == [
        "Agenda",
        "Interviews",
        "Round table",
    ]
    assert titles(ask(client, english, stages=["assess", "improve"], kind="agenda")) == ["Agenda"]


def test_what_is_chosen_is_ticked_and_can_be_removed(client, english):
    html = ask(client, english, stages=["assess", "improve"], kind="method", q="table")
    removals = chips(html)

    ticked = [(name, code) for name, code, checked, _ in CHOICE.findall(html) if checked]
    assert ticked == [("kind", "method"), ("stages", "assess"), ("stages", "improve")]
    assert list(removals) == [
        "Searched for: table",
        "Kind: Methods",
        "Stages: assess",
        "Stages: improve",
    ]
    assert removals["Stages: assess"] == "?q=table&kind=method&stages=improve#results"
    assert removals["Searched for: table"] == "?kind=method&stages=assess&stages=improve#results"
    assert f'<a href="{english.url}">Remove all</a>' in html


def test_nothing_chosen_has_nothing_to_remove(client, english):
    assert "Remove all" not in ask(client, english)


def test_codes_stand_in_the_order_of_their_vocabulary_whatever_their_number(client, english):
    MethodPageFactory(parent=english, title="More", stages=["improve"])
    MethodPageFactory(parent=english, title="Still more", stages=["improve"])

    assert list(counts(ask(client, english), "stages")) == ["assess", "improve"]


def test_cities_stand_by_name_in_the_language_of_the_page_whatever_their_number(client, site):
    names = {"sofia": "Sofie", "cheb": "Cheb", "hradec": "Hradec", "zilina": "Žilina"}
    for number, (code, name) in enumerate(names.items(), start=1):
        labels = {"en": code, "cs": name}
        Term.objects.create(vocabulary="city", code=code, labels=labels)
        for place in range(number):
            title = f"{code} {place}"
            MethodPageFactory(parent=site.pages["en"].library, title=title, cities=[code])

    html = ask(client, site.pages["cs"].library)

    assert list(counts(html, "cities")) == ["hradec", "cheb", "sofia", "zilina"]
    assert re.findall(r'<option value="(\w*)"', html) == ["", "date"]


def test_a_label_in_another_language_says_so(client, toolkit):
    html = ask(client, toolkit.pages["cs"].library, issues="housing")

    assert '<label for="issues-1"><span lang="en">housing</span>' in html
    assert html.count('<span lang="en">housing</span>') == 2


def test_choices_of_kinds_that_share_a_facet_are_all_named(client, english):
    GoodPracticePageFactory(parent=english, title="Desk", country="CZ", level="region")
    CampaignToolPageFactory(parent=english, title="Podcast", level="eu", languages=["ar", "en"])

    html = ask(client, english)

    assert counts(html, "country") == {"CZ": 1}
    assert counts(html, "level") == {"region": 1, "eu": 1}
    assert counts(html, "languages") == {"ar": 1, "en": 1}
    for name in ("Czechia", "Region", "European Union", "Arabic"):
        assert f"<span>{name}</span>" in html


def test_facets_about_the_same_say_of_which_kinds_they_are(client, english):
    ensure_term("area", "SERV")
    ChecklistPageFactory(parent=english, title="Services", areas=["SERV"])

    html = ask(client, english)

    assert "<summary>Areas</summary>" in html
    assert "<summary>Area (Checklists, Infographics)</summary>" in html


# ------------------------------------------------------------------ searching


@pytest.mark.parametrize(
    ("locale", "title", "words"),
    [
        ("en", "Walking interviews with newcomers", "newcomer interview"),
        ("bg", "Градски разходки с новодошли", "разходка"),
        ("cs", "Procházky městem s kontrolními seznamy", "prochazka"),
    ],
)
def test_words_are_found_in_other_forms(client, site, locale, title, words):
    parent = site.pages[locale].library
    MethodPageFactory(parent=parent, title=title, purpose=f"<p>{title}.</p>")

    html = ask(client, parent, q=words)

    assert title in titles(html)
    assert "<mark>" in html
    assert words in heading(html)


def test_what_was_found_in_another_language_says_so(client, site):
    html = ask(client, site.pages["cs"].library, q="photovoice")

    [card] = CARD.findall(html)
    assert '<article class="card" lang="en" dir="ltr">' in card
    assert '<p class="in-language" lang="cs"' in card


def test_what_is_only_in_another_language_can_be_left_out(client, site):
    library_page = site.pages["cs"].library

    html = ask(client, library_page, fallback="none")

    assert titles(html) == ["Procházky"]
    assert 'name="fallback" value="none" checked' in html
    assert titles(read(client, library_page)) == ["Photovoice", "Procházky"]


def test_a_script_in_the_search_field_is_text(client, english):
    html = ask(client, english, q="<script>alert(1)</script>")

    assert "<script>alert" not in html
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_the_order_can_be_chosen(client, site):
    parent = site.pages["en"].library
    MethodPageFactory(parent=parent, title="Walks of last week")
    MethodPageFactory(parent=parent, title="About walks of today").save_revision().publish()

    by_title = titles(ask(client, parent, q="walks", sort="title"))
    by_date = titles(ask(client, parent, sort="date"))

    assert by_title == ["About walks of today", "City walks", "Walks of last week"]
    assert by_date[0] == "About walks of today"


# ------------------------------------------------------------------ paging


@pytest.mark.parametrize("parameters", [{}, {"sort": "date"}, {"q": "number"}])
def test_paging_meets_everything_once(client, site, monkeypatch, parameters):
    monkeypatch.setattr(library, "PER_PAGE", 5)
    parent = site.pages["en"].library
    wanted = {f"Number {place}" for place in range(12)}
    for title in wanted:
        MethodPageFactory(parent=parent, title=title)
    wanted |= set() if "q" in parameters else {"City walks", "Photovoice"}

    html = ask(client, parent, **parameters)
    seen = titles(html)
    assert 'rel="first"' not in html
    while following := re.search(r'rel="next" href="([^"#]+)#results"', html):
        html = read(client, parent.url + unescape(following.group(1)))
        assert heading(html).startswith(f"{len(wanted)} resources")
        assert 'rel="first"' in html
        seen += titles(html)

    assert len(seen) == len(wanted)
    assert set(seen) == wanted


# ------------------------------------------------------------------ what makes no sense


def test_where_nothing_is_found_the_page_says_what_to_do(client, english):
    html = ask(client, english, q="photovoicing", stages="assess")

    assert heading(html) == "0 resources for “photovoicing”"
    assert "Nothing in the library fits all of this." in html
    assert set(chips(html)) == {"Searched for: photovoicing", "Stages: assess"}
    assert "Titles that are similar:" in html
    assert ">Photovoice</a>" in html


def test_a_code_that_nobody_knows_is_named(client, english):
    html = ask(client, english, stages="nonsense")

    assert titles(html) == []
    assert "The filter “nonsense” is not known here." in html
    assert "Stages: nonsense" in chips(html)


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"kind": "nonsense"}, "The address has a filter that does not exist."),
        ({"kind": "home"}, "The address has a filter that does not exist."),
        ({"stages": "x" * 1000}, "The address has a filter that does not exist."),
        ({"stages": "a\x00b"}, "The address has a filter that does not exist."),
        ({"stages": [str(n) for n in range(99)]}, "The address has a filter that does not exist."),
        ({"sort": "score"}, "The list cannot be put in the order you asked for."),
        ({"cursor": "nonsense"}, "The further page you asked for belongs to another list."),
        ({"q": "word " * 2000}, "Ask with at most 200."),
        ({"q": " ".join(f"word{n}" for n in range(21))}, "Ask with at most 20."),
        ({"q": "nul\x00l"}, 'class="notice"'),
    ],
)
def test_what_cannot_be_asked_is_left_out_and_told(client, english, parameters, told):
    html = ask(client, english, **parameters)

    assert told in html
    assert heading(html) == "5 resources"
    assert len(titles(html)) == 5


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "stages=%00", "q=%22", "q=-", "q=%F0%9F%98%80", "sort=relevance", "p=7&x"]
)
def test_no_address_breaks_the_page(client, english, query):
    html = read(client, f"{english.url}?{query}")

    assert well_formed(html)


def test_a_cursor_of_another_question_leads_to_the_first_page(client, english, monkeypatch):
    monkeypatch.setattr(library, "PER_PAGE", 2)
    html = ask(client, english)
    cursor = re.search(r"cursor=([\w-]+)", html).group(1)

    html = ask(client, english, cursor=cursor, kind="method")

    assert "The further page you asked for belongs to another list. Here is the first." in html
    assert titles(html) == ["City walks", "Interviews"]


# ------------------------------------------------------------------ honest cards


def test_cards_say_what_one_has_to_know(client, site):
    source = MethodPageFactory(parent=site.pages["bg"].library, title="Интервюта")
    machine = translated(source, "en", title="Interviews")
    Edition.objects.filter(page=machine).update(
        origin=Origin.MACHINE, segments_total=4, segments_outdated=1
    )
    draft = translated(MethodPageFactory(parent=site.pages["bg"].library, title="Маса"), "en")
    Edition.objects.filter(page=draft).update(segments_total=4, segments_missing=1)
    MethodPageFactory(parent=site.pages["en"].library, title="Invented", is_example=True)

    html = read(client, site.pages["en"].library)
    cards = [re.findall(r"<span>([^<]+)</span>", card) for card in CARD.findall(html)]

    assert dict(zip(titles(html), cards, strict=True)) == {
        "City walks": [],
        "Interviews": ["Machine translation", "Older than its source text"],
        "Invented": ["Example"],
        "Photovoice": [],
        draft.title: ["Draft translation", "Not all of it is translated"],
    }


def test_readers_of_a_page_are_told_that_it_is_outdated_or_incomplete(client, site):
    page = translated(MethodPageFactory(parent=site.pages["bg"].library, title="Маса"), "en")
    record = Edition.objects.filter(page=page)

    record.update(segments_total=4, segments_outdated=1)
    outdated = read(client, page)
    record.update(segments_missing=1)
    incomplete = read(client, page)

    assert "The source text has changed since this translation was made." in outdated
    assert "Parts of this page are not translated yet." in incomplete


def test_resources_of_a_city_name_it(client, site):
    city = CityPageFactory(parent=site.pages["en"].cities, title="Brno", city="brno")
    ChecklistPageFactory(parent=city, title="Of Brno")

    library_card = CARD.search(ask(client, site.pages["en"].library, kind="checklist")).group()
    city_card = CARD.search(read(client, city)).group()

    assert re.search(r'class="kind">Checklist · <span[^>]*>brno</span>', library_card)
    assert '<p class="kind">Checklist</p>' in city_card


# ------------------------------------------------------------------ search engines, cost


def test_only_the_plain_library_is_for_search_engines(client, english):
    plain, filtered = read(client, english), ask(client, english, stages="assess")

    assert 'name="robots"' not in plain
    assert '<meta name="robots" content="noindex,follow">' in filtered
    assert f'<link rel="canonical" href="{english.full_url}">' in filtered


def test_queries_do_not_grow_with_what_is_asked(client, english, django_assert_max_num_queries):
    address = f"{english.url}?q=table&stages=assess&kind=method&sort=date"
    read(client, address)

    cache.clear()
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    for place in range(5):
        MethodPageFactory(parent=english, title=f"Table {place}", stages=["assess"])
    drain()
    cache.clear()
    with django_assert_max_num_queries(20) as many:
        client.get(address)

    assert len(many) == len(few)
