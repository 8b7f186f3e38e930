"""What is not public is not served, not named and not linked."""

from __future__ import annotations

from uuid import uuid4

import pytest
from wagtail.models import Page, PageViewRestriction

from integra_cms.delivery.rendering import render
from tests.delivery.rendering.pages import (
    block,
    body,
    chosen,
    file_link,
    link,
    make_private,
    method,
    paragraph,
    private_collection,
    rendered,
)
from tests.pages.factories import (
    CityPageFactory,
    HomePageFactory,
    NewsPageFactory,
    locale,
    plugin_off,
    translated,
)


def dependencies(page, what):
    return {key for name, key in rendered(page).dependencies if name == what}


class TestPages:
    def test_a_live_page_is_rendered(self, site):
        page = method(site["en"])

        assert [each.page_id for each in render([page.pk])] == [page.pk]

    def test_the_order_is_that_of_the_question_and_each_comes_once(self, site):
        first, second = method(site["en"], "A"), method(site["en"], "B")

        keys = [second.pk, site["en"].home.pk, first.pk, second.pk]

        assert [each.page_id for each in render(keys)] == keys[:3]

    def test_one_that_is_not_live_is_not(self, site):
        assert render([method(site["en"], live=False).pk]) == []

    @pytest.mark.parametrize("sort", ["password", "login", "groups"])
    def test_one_with_a_restriction_is_not(self, site, sort):
        page = method(site["en"])
        PageViewRestriction.objects.create(page=page, restriction_type=sort, password="x")

        assert render([page.pk, site["en"].library.pk]) != []
        assert render([page.pk]) == []

    def test_one_below_a_restriction_is_not(self, site):
        city = CityPageFactory(parent=site["en"].cities)
        news = NewsPageFactory(parent=city)
        make_private(city)

        assert render([city.pk, news.pk]) == []

    def test_one_whose_model_is_gone_is_not(self, site):
        assert render([plugin_off(method(site["en"])).pk]) == []

    def test_pages_of_no_kind_and_those_that_never_were_are_not(self, site):
        root = Page.get_first_root_node()
        plain = root.add_child(instance=Page(title="Plain", slug="plain", locale=root.locale))

        assert render([root.pk, plain.pk, 987654]) == []

    def test_one_that_stands_below_no_site_has_no_address_and_no_document(self, site):
        lost = HomePageFactory(title="Lost", locale=locale("hr"))

        assert lost.url is None
        assert render([lost.pk]) == []


class TestLinks:
    def linking(self, site, target, locale="en"):
        return method(
            site[locale],
            "Linking",
            purpose=link(target),
            body=[paragraph(link(target)), chosen(target)],
        )

    def test_they_lead_to_the_edition_in_the_language_of_the_document(self, site):
        target = method(site["en"], "Target")
        bulgarian = translated(target, "bg", title="Цел", slug="cel")
        resource = str(target.translation_key)

        document = body(self.linking(site, target, "bg"))

        opening = f'<a href="{bulgarian.url}" data-resource="{resource}">'
        assert document["fields"]["purpose"] == f"<p>Go {opening}there</a></p>"
        assert document["fields"]["body"][0]["value"] == f"<p>Go {opening}there</a></p>"
        assert document["fields"]["body"][1]["value"]["page"] == {"resource": resource}
        assert document["links"] == {
            resource: {"kind": "method", "locale": "bg", "title": "Цел", "path": bulgarian.url}
        }

    def test_else_to_the_default_language_and_say_so(self, site):
        target = method(site["en"], "Target")
        translated(target, "cs")

        document = body(self.linking(site, target, "bg"))

        assert f'href="{target.url}"' in document["fields"]["purpose"]
        assert 'hreflang="en"' in document["fields"]["purpose"]
        assert document["links"][str(target.translation_key)]["locale"] == "en"

    def test_else_to_the_source(self, site):
        target = method(site["cs"], "Cíl")

        document = body(self.linking(site, target, "bg"))

        assert document["links"][str(target.translation_key)]["locale"] == "cs"

    def test_an_edition_that_nothing_leads_to_is_not_linked(self, site):
        target = method(site["en"], "Target")
        translated(target, "cs")
        target.unpublish()

        document = body(self.linking(site, target, "bg"))

        assert document["links"] == {}
        assert document["fields"]["purpose"] == "<p>Go there</p>"

    @pytest.mark.parametrize("hide", [lambda page: page.unpublish(), make_private, plugin_off])
    def test_what_is_not_public_is_neither_linked_nor_named_but_waited_for(self, site, hide):
        target = method(site["en"], "Sentinel title")
        page = self.linking(site, target)
        hide(target)
        resource = str(target.translation_key)

        document = rendered(page)

        assert body(page)["fields"]["purpose"] == "<p>Go there</p>"
        assert body(page)["fields"]["body"][1]["value"]["page"] == {"resource": resource}
        assert body(page)["links"] == {}
        for text in (document.body, document.card, document.head, document.text):
            assert "Sentinel" not in text
            assert "sentinel" not in text
        assert dependencies(page, "resource") == {resource}

    def test_what_is_below_a_private_page_is_not_linked(self, site):
        city = CityPageFactory(parent=site["en"].cities)
        news = NewsPageFactory(parent=city, title="Sentinel")
        make_private(city)

        assert "entinel" not in rendered(self.linking(site, news)).body

    def test_a_page_that_is_gone_leaves_nothing(self, site):
        target = method(site["en"], "Target")
        page = self.linking(site, target)
        target.delete()

        document = body(page)

        assert document["fields"]["purpose"] == "<p>Go there</p>"
        assert document["fields"]["body"][1]["value"]["page"] is None
        assert dependencies(page, "resource") == set()

    def test_a_reference_in_the_form_of_answers_is_one_too(self, site):
        target = method(site["en"], "Target")
        named = {"resource": str(target.translation_key)}
        gone = {"resource": str(uuid4())}
        page = method(
            site["en"],
            body=[
                block("resource", {"page": named, "note": ""}),
                block("resource", {"page": gone, "note": ""}, "b2"),
            ],
        )

        fields = body(page)["fields"]

        assert [each["value"]["page"] for each in fields["body"]] == [named, None]


class TestFiles:
    def page(self, site, library):
        picture = {"image": library.image.pk, "alt_text": "x", "decorative": False, "caption": ""}
        return method(
            site["en"],
            purpose=file_link(library.document),
            body=[
                block("picture", picture),
                block("video", {"film": library.video.pk, "title": "x", "transcript": ""}, "b2"),
            ],
        )

    @pytest.fixture
    def library(self, library):
        for thing in (library.document, library.video):
            type(thing).objects.filter(pk=thing.pk).update(sha256=f"{thing.pk:064x}")
            thing.refresh_from_db()
        return library

    def test_they_are_described_and_linked(self, site, library):
        page = self.page(site, library)
        image, document = library.image, library.document

        made = body(page)

        address = f"media/files/{document.sha256}.vtt"
        assert made["fields"]["purpose"] == (
            f'<p>Take <a href="{address}" data-media="{document.uuid}">it</a></p>'
        )
        assert made["fields"]["body"][0]["value"]["image"] == {
            "media": str(image.uuid), "width": 80, "height": 60,
        }  # fmt: skip
        described = made["media"][str(image.uuid)]
        assert described["type"] == "image"
        assert described["mime"] == "image/png"
        assert described["bytes"] == image.file_size
        assert described["file"] == f"media/files/{image.sha256}.png"
        assert described["licence"]["code"] == "LicenseRef-Unknown"
        assert made["media"][str(document.uuid)]["type"] == "document"
        assert made["media"][str(library.video.uuid)]["duration"] == 9
        assert rendered(page).media == {image.uuid, document.uuid, library.video.uuid}

    def test_a_card_shows_the_first_picture(self, site, library):
        assert f'"media":"{library.image.uuid}"' in rendered(self.page(site, library)).card

    def test_those_in_a_private_collection_do_not_appear(self, site, library):
        inside = private_collection()
        for thing in (library.image, library.document, library.video):
            type(thing).objects.filter(pk=thing.pk).update(collection=inside)
        page = self.page(site, library)

        document, made = rendered(page), body(page)

        assert made["media"] == {}
        assert document.media == frozenset()
        assert made["fields"]["purpose"] == "<p>Take it</p>"
        assert made["fields"]["body"][0]["value"]["image"]["media"] == str(library.image.uuid)
        assert '"image":null' in document.card
        assert library.document.sha256 not in document.body
        assert dependencies(page, "media") == {
            str(thing.uuid) for thing in (library.image, library.document, library.video)
        }

    def test_one_that_is_gone_leaves_nothing(self, site, library):
        page = self.page(site, library)
        library.image.delete()
        library.document.delete()

        made = body(page)

        assert made["fields"]["purpose"] == "<p>Take it</p>"
        assert made["fields"]["body"][0]["value"]["image"] is None
        assert set(made["media"]) == {str(library.video.uuid)}
