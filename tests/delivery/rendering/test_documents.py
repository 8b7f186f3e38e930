"""What stands in documents and cards."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from wagtail.models import Page

from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.rendering import render, render_draft
from integra_cms.pages.documents import document_type
from integra_cms.pages.editions import Edition
from integra_cms.pages.models import MethodPage
from integra_cms.pages.stream_types import typed
from integra_cms.vocabularies.models import Organisation, Project, Term
from tests.blocks.library import with_references
from tests.delivery.rendering.pages import block, body, link, method, paragraph, rendered
from tests.pages.factories import (
    CityPageFactory,
    GoodPracticePageFactory,
    NewsPageFactory,
    ensure_term,
    translated,
)
from tests.pages.samples import factory_of, full_streams, kind_models, texts

MEETING_PLACE = apps.get_model("neighbours", "MeetingPlacePage")


def card(page):
    return json.loads(rendered(page).card)


class TestFields:
    @pytest.mark.parametrize("model", kind_models(), ids=lambda model: model.__name__)
    def test_they_fit_the_schema_of_every_kind_with_everything_in_them(self, site, library, model):
        page = model.objects.first() or factory_of(model)(parent=self.parent(site, model))
        for name, words in texts(model, "Some words").items():
            if not getattr(page, name) and name not in ("start", "end", "base_date", "valid_from"):
                setattr(page, name, words)
        for name, blocks in full_streams(model).items():
            stream = model._meta.get_field(name).stream_block
            filled = [
                (kind, with_references(stream.child_blocks[kind], value, library))
                for kind, value in blocks
            ]
            setattr(page, name, filled)
        Page.save(page, clean=False)

        fields = body(page)["fields"]

        schema = typed(document_type(model).schema)
        assert set(fields) == set(schema.model_fields)
        schema.model_validate(fields)

    def parent(self, site, model):
        if model is NewsPageFactory._meta.model:
            return CityPageFactory(parent=site["en"].cities)
        if model is CityPageFactory._meta.model:
            return site["en"].cities
        return site["en"].library

    @pytest.mark.parametrize("model", kind_models(), ids=lambda model: model.__name__)
    def test_they_fit_the_schema_of_every_kind_with_nothing_in_them(self, site, model):
        page = model.objects.first() or factory_of(model)(parent=self.parent(site, model))

        typed(document_type(model).schema).model_validate(body(page)["fields"])

    def test_a_kind_of_a_plugin_has_what_its_schema_says(self, site):
        ensure_term("venue", "library")
        page = site["en"].library.add_child(
            instance=MEETING_PLACE(
                title="Library café",
                summary="A place.",
                venue="library",
                opening_times=[{"type": "opening_time", "value": {"day": "monday"}}],
            )
        )

        document = rendered(page)

        fields = json.loads(document.body)["fields"]
        typed(document_type(MEETING_PLACE).schema).model_validate(fields)
        assert (document.kind, document.listed) == ("meeting_place", True)
        assert document.facets == (("venue", "library"),)

    def test_values_have_one_form(self, site):
        page = GoodPracticePageFactory(
            parent=site["en"].library,
            cost=Decimal("1200.50"),
            reviewed_on=date(2019, 3, 1),
            sdgs=[11, 16],
            level="",
            country="BG",
        )

        fields = body(page)["fields"]

        assert fields["cost"] == "1200.50"
        assert fields["reviewed_on"] == "2019-03-01"
        assert fields["sdgs"] == [11, 16]
        assert fields["level"] is None
        assert fields["country"] == "BG"
        assert fields["situation"] == "<p>Newcomers did not find the right office.</p>"

    def test_an_organisation_is_named_in_the_language_of_the_document(self, site):
        organisation = Organisation.objects.create(
            code="city-hall", names={"en": "City hall", "bg": "Кметство"}, type="ngo", country="BG"
        )
        page = GoodPracticePageFactory(parent=site["bg"].library, organisation=organisation)

        assert body(page)["fields"]["organisation"] == {
            "code": "city-hall",
            "name": {"text": "Кметство", "locale": "bg"},
            "short_name": "",
            "url": "",
        }
        assert ("organisation", "city-hall") in rendered(page).dependencies

    def test_a_picture_in_a_field_is_the_one_on_the_card(self, site, library):
        other = type(library.image).objects.create(title="Other", file=library.image.file)
        city = CityPageFactory(
            parent=site["en"].cities,
            lead_image=library.image,
            body=[block("picture", {"image": other.pk, "alt_text": "", "caption": ""})],
        )

        assert card(city)["image"] == {
            "media": str(library.image.uuid), "width": 80, "height": 60, "alt": None,
            "sha256": library.image.sha256,
        }  # fmt: skip


class TestAround:
    def test_keys_are_those_of_every_document(self, site):
        page = method(site["en"], version="1.2", is_example=True, provenance="Report, page 3")

        document = body(page)

        assert sorted(document) == [
            "city", "credit", "example", "fields", "funding", "id", "keywords", "kind", "licence",
            "lineage", "links", "locale", "media", "parent", "path", "published_at", "terms",
            "title", "version",
        ]  # fmt: skip
        assert document["id"] == str(page.translation_key)
        assert (document["kind"], document["locale"]) == ("method", "en")
        assert (document["version"], document["example"]) == ("1.2", True)
        assert document["credit"]["provenance"] == "Report, page 3"

    def test_body_and_card_are_canonical_and_have_a_digest(self, site):
        document = rendered(method(site["en"], "Über „uns“"))

        assert document.body == canonical(json.loads(document.body))
        assert "Über „uns“" in document.body
        assert document.digest == digest(document.body, document.card)

    def test_a_structural_page_has_no_licence(self, site):
        document, made = rendered(site["en"].library), body(site["en"].library)

        assert (document.kind, document.listed, document.facets) == ("library", False, ())
        assert made["licence"] is made["credit"] is made["funding"] is None

    def test_licences_are_called_in_the_language_of_the_document(self, site):
        page = method(site["en"], licence="LicenseRef-AllRightsReserved", rights_holder="City")
        bulgarian = translated(page, "bg")

        labels = {body(each)["licence"]["label"] for each in (page, bulgarian)}

        assert "All rights reserved" in labels
        assert len(labels) == 2
        assert body(page)["licence"]["may_rehost"] is False
        assert card(page)["credit"] == "City"

    def test_funding_says_in_which_language_it_is_and_whether_officially(self, site):
        project = Project.objects.create(
            code="integra",
            titles={"en": "Integra"},
            funding_statements={"en": "Funded.", "bg": "Финансирано."},
            disclaimers={"en": "Views are ours."},
            unofficial=["bg"],
        )
        page = method(site["en"], project=project)

        assert body(page)["funding"] == {
            "project": "integra",
            "statement": {"text": "Funded.", "locale": "en"},
            "disclaimer": {"text": "Views are ours.", "locale": "en"},
            "official": True,
        }
        funding = body(translated(page, "bg"))["funding"]
        assert funding["statement"] == {"text": "Финансирано.", "locale": "bg"}
        assert funding["disclaimer"]["locale"] == "en"
        assert funding["official"] is False
        assert card(page)["funding"] == "integra"
        assert ("project", "integra") in rendered(page).dependencies

    def test_lineage_is_told_without_the_content_it_was_adopted_with(self, site):
        page = method(site["en"])
        lineage = {"resource": "x", "locale": "en", "version": "1", "licence": "CC0-1.0", "url": ""}
        Edition.objects.filter(page=page).update(
            lineage={**lineage, "digest": "d", "base": {"secret": 1}}
        )

        assert body(page)["lineage"] == {**lineage, "digest": "d"}

    def test_terms_are_called_in_the_language_of_the_document_or_labelled(self, site):
        Term.objects.update_or_create(
            vocabulary="issue",
            code="housing",
            defaults={"labels": {"en": "Housing", "bg": "Жилища"}},
        )
        Term.objects.update_or_create(
            vocabulary="issue", code="health", defaults={"labels": {"en": "Health"}}
        )
        intervention = {"code": "I1", "issues": ["health"]}
        page = method(
            site["bg"],
            issues=["housing"],
            steps=[],
            body=[block("intervention", intervention)],
        )
        MethodPage.objects.filter(pk=page.pk).update(issues=["housing", "lost"])
        agenda = factory_of(apps.get_model("integra_pages", "AgendaPage"))(
            parent=site["bg"].library, interventions=[block("intervention", intervention)]
        )

        assert body(page)["terms"]["issue"] == {
            "housing": {"label": "Жилища", "locale": "bg"},
            "lost": {"label": "lost", "locale": "zxx"},
        }
        assert body(agenda)["terms"] == {"issue": {"health": {"label": "Health", "locale": "en"}}}
        assert ("term", "issue:health") in rendered(agenda).dependencies

    def test_facets_are_codes_of_lists_and_single_values_each_once(self, site):
        page = method(
            site["en"],
            issues=["housing", "health"],
            settings=["indoor"],
            participation_level="inform",
        )

        document = rendered(page)

        assert document.facets == (
            ("issues", "housing"),
            ("issues", "health"),
            ("participation_level", "inform"),
            ("settings", "indoor"),
        )
        assert card(page)["terms"] == {
            "issues": ["housing", "health"],
            "participation_level": ["inform"],
            "settings": ["indoor"],
        }

    def test_it_tells_when_it_was_published_first_as_far_as_that_is_known(self, site):
        moment = datetime(2020, 1, 31, 10, tzinfo=UTC)
        later = datetime(2021, 1, 31, 10, tzinfo=UTC)
        page = method(site["en"])
        rows = MethodPage.objects.filter(pk=page.pk)

        for first, last, revision, expected in (
            (moment, later, later, moment),
            (None, moment, later, moment),
            (None, None, moment, moment),
        ):
            rows.update(
                first_published_at=first,
                last_published_at=last,
                latest_revision_created_at=revision,
            )
            assert rendered(page).published_at == expected
            assert body(page)["published_at"] == "2020-01-31T10:00:00Z"


class TestWords:
    def test_head_is_title_and_summary_and_text_is_all_the_rest(self, site):
        page = method(
            site["en"],
            "City walk",
            summary="In short.",
            purpose="<p>Why we <b>walk</b></p><p>together</p>",
            feeds_decision="A decision",
            body=[paragraph("<p>First</p>"), block("heading", {"text": "Second", "level": "2"})],
            issues=["housing"],
        )
        page.keywords.set(["zebra", "apple"])
        page.save()

        document = rendered(page)

        assert document.head == "City walk\nIn short."
        assert "First Second" in document.text
        assert "Why we walk together A decision" in document.text
        assert document.text.endswith("apple zebra")
        assert "housing" not in document.text
        assert "<" not in document.text
        assert json.loads(document.body)["keywords"] == ["apple", "zebra"]


class TestDrafts:
    def test_a_draft_in_memory_has_the_same_shape(self, site, library):
        target = method(site["en"], "Target")
        page = method(site["en"], "Published", purpose=link(target), issues=["housing"])
        page.body = [paragraph(link(target))]
        page.save_revision().publish()
        page = MethodPage.objects.get(pk=page.pk)

        assert render_draft(page) == rendered(page).body

    def test_it_says_what_is_not_stored_yet(self, site):
        page = method(site["en"], "Published")
        page.title, page.purpose = "Draft", "<p>New</p>"
        page.body = [("heading", {"text": "New heading", "level": "2"})]
        page.keywords.set(["fresh"])

        document = json.loads(render_draft(page))

        assert document["title"] == "Draft"
        assert document["fields"]["purpose"] == "<p>New</p>"
        assert document["fields"]["body"][0]["value"]["text"] == "New heading"
        assert document["keywords"] == ["fresh"]
        assert body(page)["title"] == "Published"

    def test_a_page_that_is_not_live_can_be_shown(self, site):
        page = method(site["en"], "Secret", live=False)

        assert render([page.pk]) == []
        assert json.loads(render_draft(page))["title"] == "Secret"

    def test_a_page_that_was_never_stored_can_be_shown(self, site):
        page = MethodPage(title="New", slug="new", locale=site["en"].home.locale)

        document = json.loads(render_draft(page))

        assert document["title"] == "New"
        assert document["path"] is None

    def test_it_links_only_to_what_is_public(self, site):
        target = method(site["en"], "Sentinel", live=False)
        page = method(site["en"], purpose=link(target))

        assert "Sentinel" not in render_draft(page)
