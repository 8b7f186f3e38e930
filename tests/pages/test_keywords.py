from __future__ import annotations

from taggit.models import Tag

from integra_cms.pages.models import CollectionPage, MethodPage, ResourceKeyword
from tests.pages.factories import CollectionPageFactory, locale


def test_keywords_carry_the_language_of_their_edition(site):
    page = CollectionPageFactory(parent=site["bg"].library)

    page.keywords.add("разходка")
    page.save()

    assert ResourceKeyword.objects.get().locale.language_code == "bg"


def test_one_table_serves_all_kinds(site, method):
    collection = CollectionPageFactory(parent=site["en"].library)
    for page in (method, collection):
        page.keywords.add("walk")
        page.save()

    assert MethodPage.objects.filter(keywords__name="walk").get() == method
    assert CollectionPage.objects.filter(keywords__name="walk").get() == collection
    assert list(method.keywords.names()) == ["walk"]


def test_a_draft_leaves_the_live_keywords_alone(method):
    method.keywords.add("live")
    method.save()
    draft = MethodPage.objects.get(pk=method.pk)
    draft.keywords.set(["draft"])

    revision = draft.save_revision()

    assert list(MethodPage.objects.get(pk=method.pk).keywords.names()) == ["live"]
    assert list(revision.as_object().keywords.names()) == ["draft"]


def test_publishing_brings_the_keywords_of_the_draft(method):
    draft = MethodPage.objects.get(pk=method.pk)
    draft.keywords.set(["draft"])

    draft.save_revision().publish()

    assert list(MethodPage.objects.get(pk=method.pk).keywords.names()) == ["draft"]


def test_a_translation_has_no_words_of_another_language(method):
    method.keywords.add("walk")
    method.save()

    translation = method.copy_for_translation(locale("bg"))

    assert not translation.keywords.exists()
    assert not translation.get_latest_revision_as_object().keywords.exists()
    assert list(method.keywords.names()) == ["walk"]


def test_a_copy_keeps_the_keywords(method):
    method.keywords.add("walk")
    method.save()

    copy = method.copy(update_attrs={"slug": "copy"})

    assert list(copy.keywords.names()) == ["walk"]


def test_a_keyword_leads_to_its_pages(site, method):
    method.keywords.add("walk")
    method.save()

    assert MethodPage.objects.exclude(keywords__name="walk").count() == 0
    assert list(MethodPage.keywords.most_common().values_list("name", "num_times")) == [("walk", 1)]


def test_pages_of_a_kind_can_be_found_from_a_keyword(site, method):
    for page in (method, CollectionPageFactory(parent=site["en"].library)):
        page.keywords.add("walk")
        page.save()

    assert Tag.objects.get(methodpage__title="City walk").name == "walk"
    assert not Tag.objects.filter(collectionpage__title="City walk").exists()
