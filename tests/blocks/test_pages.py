"""Unknown blocks through the life of a real page."""

from __future__ import annotations

import pytest
from wagtail.models import Locale

from integra_cms.pages.models import MethodPage
from tests.pages.factories import MethodPageFactory, tree

BODY = [
    {"type": "gone", "id": "g1", "value": {"any": ["thing"]}},
    {"type": "heading", "id": "h1", "value": {"text": "Why", "level": "2", "gone": 1}},
]
STEPS = [{"type": "gone_step", "id": "s1", "value": "text"}]


@pytest.fixture
def method(db):
    page = MethodPageFactory(parent=tree()["en"].library, title="City walk")
    page.body, page.steps = BODY, STEPS
    page.save_revision().publish()
    return MethodPage.objects.get(pk=page.pk)


def stored(page):
    touched = [child.value for child in (*page.body, *page.steps)]
    assert len(touched) == 3
    return (
        page._meta.get_field("body").get_prep_value(page.body),
        page._meta.get_field("steps").get_prep_value(page.steps),
    )


def test_publishing_a_revision_keeps_them(method):
    assert stored(method) == (BODY, STEPS)


def test_an_edited_draft_keeps_them(method):
    stored(method)
    method.body[1].value["text"] = "What for"

    draft = method.save_revision().as_object()

    assert stored(draft)[0][0] == BODY[0]
    assert stored(draft)[0][1]["value"] == {"text": "What for", "level": "2", "gone": 1}


def test_a_copied_page_keeps_them_and_their_ids(method):
    copied = method.copy(
        update_attrs={"title": "Copy", "slug": "copy"}, keep_live=False, copy_revisions=False
    )

    assert stored(MethodPage.objects.get(pk=copied.pk)) == (BODY, STEPS)


def test_a_copy_for_translation_keeps_them_and_their_ids(method):
    copied = method.copy_for_translation(Locale.objects.get(language_code="bg"))

    assert stored(MethodPage.objects.get(pk=copied.pk)) == (BODY, STEPS)
