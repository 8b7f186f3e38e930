"""What is written past the signals of its model, or shows elsewhere, leaves its mark as well."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from wagtail.documents.views.bulk_actions.add_to_collection import (
    AddToCollectionBulkAction as MoveDocuments,
)
from wagtail.images.views.bulk_actions.add_to_collection import (
    AddToCollectionBulkAction as MoveImages,
)
from wagtail.models import Collection, Locale, Page, PageViewRestriction
from wagtail_factories import CollectionFactory

from integra_cms.delivery.models import DirtyMark, Document, PublicMedia, Register
from integra_cms.delivery.rebuilding import rebuild
from integra_cms.delivery.verifying import verify
from integra_cms.pages.editions import Edition
from integra_cms.pages.models import MethodPage
from integra_cms.vocabularies.models import Term
from tests.delivery.media.library import document
from tests.delivery.samples import image, picture_block
from tests.pages.factories import (
    CityPageFactory,
    MethodPageFactory,
    SectionPageFactory,
    ensure_term,
    translated,
)


@pytest.fixture
def private(db):
    collection = CollectionFactory()
    collection.view_restrictions.create(restriction_type="login")
    return collection


def is_served(file) -> bool:
    return PublicMedia.objects.filter(media=file.uuid).exists()


def test_pictures_put_into_a_private_collection_together_are_withdrawn(site, sequence, private):
    shown = image()
    MethodPageFactory(parent=site["en"].library, body=[picture_block(shown)])
    sequence()
    assert is_served(shown)

    MoveImages.execute_action([shown], collection=private)
    news = sequence()

    assert ("remove", "media", str(shown.uuid), "", "restricted") in news
    assert list(verify()) == []


def test_documents_put_into_a_private_collection_together_are_withdrawn(site, sequence, private):
    linked = document()
    text = f'<p><a linktype="document" id="{linked.pk}">Read it</a></p>'
    page = MethodPageFactory(parent=site["en"].library, purpose=text)
    sequence()
    assert is_served(linked)

    MoveDocuments.execute_action([linked], collection=private)
    sequence()

    assert not is_served(linked)
    assert str(linked.uuid) not in Document.objects.get(page_id=page.pk).body


def test_a_collection_moved_into_a_private_one_takes_its_files_along(site, sequence, private):
    own = CollectionFactory()
    below = own.add_child(name="Below")
    shown = image(collection=below)
    MethodPageFactory(parent=site["en"].library, body=[picture_block(shown)])
    sequence()
    assert is_served(shown)

    moved = Collection.objects.get(pk=own.pk)
    moved.save()  # as the admin does before it moves it
    moved.move(Collection.objects.get(pk=private.pk), "sorted-child")
    sequence()

    assert not is_served(shown)


def test_what_is_moved_out_of_a_private_branch_takes_along_what_stands_below(site, sequence):
    secret = CityPageFactory(parent=site["en"].cities, title="Secret")
    section = SectionPageFactory(parent=secret)
    page = MethodPageFactory(parent=section)
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    open_city = CityPageFactory(parent=site["en"].cities, title="Open")
    sequence()
    assert not Document.objects.filter(page_id=page.pk).exists()

    Page.objects.get(pk=section.pk).move(Page.objects.get(pk=open_city.pk), "last-child")
    sequence()

    assert Document.objects.filter(page_id=page.pk).exists()
    assert list(verify()) == []


def test_another_source_edition_is_the_one_that_others_link_to(site, sequence):
    target = MethodPageFactory(parent=site["bg"].library)
    czech = translated(target, "cs")
    text = f'<p><a linktype="page" id="{target.pk}">Look there</a></p>'
    linking = MethodPageFactory(parent=site["en"].library, purpose=text)
    sequence()

    Edition.objects.filter(page_id=target.pk).update(is_source=False, origin="human")
    Edition.objects.filter(page_id=czech.pk).update(is_source=True, origin="source")
    sequence()

    links = json.loads(Document.objects.get(page_id=linking.pk).body)["links"]
    assert links[str(target.translation_key)]["locale"] == "cs"
    assert list(verify()) == []


@pytest.mark.usefixtures("committed_db")
def test_redirects_that_wagtail_makes_after_its_commit_are_served(site, sequence):
    page = MethodPageFactory(parent=site["en"].library, slug="before")
    sequence()

    page.slug = "after"
    page.save_revision().publish()
    sequence()

    assert {each["source"] for each in redirects()} == {"/en/library/before"}
    assert list(verify()) == []


def test_a_file_that_comes_after_what_names_it_is_shown(site, sequence):
    page = MethodPageFactory(parent=site["en"].library, body=[picture_block(image())])
    uuid = uuid4()
    block = picture_block(image("Another"))
    block["value"]["image"] = {"media": str(uuid)}
    MethodPage.objects.filter(pk=page.pk).update(body=[block])
    sequence()

    image("At last", uuid=uuid)
    sequence()

    assert str(uuid) in json.loads(Document.objects.get(page_id=page.pk).body)["media"]


def test_a_locale_with_another_code_takes_its_pages_along(site, sequence):
    locale = Locale.objects.get(language_code="cs")

    locale.language_code = "hr"
    locale.save()
    sequence()

    assert not Document.objects.filter(locale="cs").exists()
    assert list(verify()) == []


@pytest.mark.parametrize("digits", [19, 30, 5000])
@pytest.mark.parametrize(
    "tag",
    [
        '<a linktype="page" id="{}">there</a>',
        '<a linktype="document" id="{}">there</a>',
        '<embed embedtype="image" id="{}" alt="" format="left"/>',
    ],
)
def test_a_key_that_no_database_has_keeps_nothing_from_being_served(site, sequence, tag, digits):
    page = MethodPageFactory(parent=site["en"].library)
    # Past the model: what came with an import was not looked at by any editor.
    MethodPage.objects.filter(pk=page.pk).update(purpose=f"<p>Go {tag.format('9' * digits)}</p>")

    sequence()

    purpose = json.loads(Document.objects.get(page_id=page.pk).body)["fields"]["purpose"]
    assert purpose.startswith("<p>Go ")
    assert "9" not in purpose


def test_terms_written_past_their_model_have_their_new_labels(site, sequence):
    ensure_term("issue", "housing")
    page = MethodPageFactory(parent=site["en"].library)
    # As it comes with a pack from a site that has a term more.
    MethodPage.objects.filter(pk=page.pk).update(issues=["housing", "health"])
    sequence()

    Term.objects.filter(code="housing").update(labels={"en": "Homes"})
    Term.objects.bulk_create([Term(vocabulary="issue", code="health", labels={"en": "Care"})])
    sequence()

    terms = json.loads(Document.objects.get(page_id=page.pk).body)["terms"]["issue"]
    assert [terms[code]["label"] for code in ("housing", "health")] == ["Homes", "Care"]
    assert list(verify()) == []


def test_terms_that_are_not_there_leave_no_marks(site):
    Term.objects.filter(code="nowhere").update(labels={"en": "Nowhere"})
    Term.objects.bulk_create([])

    assert not DirtyMark.objects.exists()


@pytest.fixture
def restrict(site):
    """Makes a page private by SQL alone, as ``bulk_create`` does."""
    page = MethodPageFactory(parent=site["en"].library)

    def write():
        PageViewRestriction.objects.bulk_create(
            [PageViewRestriction(page=page, restriction_type="login")]
        )

    return write, "document", f"{page.translation_key} (en)", "is not public and has one"


@pytest.fixture
def move(site, private):
    """Moves a collection by SQL alone, as ``move`` does where nothing is saved before."""
    own = CollectionFactory()
    shown = image(collection=own)
    MethodPageFactory(parent=site["en"].library, body=[picture_block(shown)])

    def write():
        Collection.objects.get(pk=own.pk).move(
            Collection.objects.get(pk=private.pk), "sorted-child"
        )

    return write, "media", str(shown.uuid), "is public and not shown"


@pytest.mark.parametrize("written", ["restrict", "move"])
def test_what_leaves_no_mark_is_found_and_mended(site, sequence, request, written):
    write, *difference = request.getfixturevalue(written)
    sequence()

    write()

    assert not DirtyMark.objects.exists()
    assert difference in [[each.what, each.key, each.problem] for each in verify()]
    rebuild()
    assert list(verify()) == []


def redirects() -> list[dict[str, str]]:
    return json.loads(Register.objects.get(name="redirects").body)["redirects"]
