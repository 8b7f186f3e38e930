from datetime import UTC, datetime
from uuid import UUID

import pytest

from integra_cms.delivery import search
from integra_cms.delivery.models import Document, Entry
from tests.delivery.search.asking import row

pytestmark = pytest.mark.django_db


def published(number: int, title: str, *, listed: bool = True, scope: str = "default.bg") -> None:
    """A Bulgarian page that is on the map and in the index."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    common = {
        "resource": UUID(int=number),
        "kind": "method",
        "listed": listed,
        "published_at": moment,
        "updated_at": moment,
    }
    document = Document.objects.create(
        locale="bg",
        page_id=number,
        path=f"/bg/{number}/",
        title=title,
        is_source=True,
        **common,
    )
    entry = Entry.objects.create(
        scope=scope, document=document, foreign=False, title_key=b"", label="{}", etag="", **common
    )
    search.index(
        [row(entry.pk, resource=UUID(int=number), scope=scope, title=title, listed=listed)]
    )


def suggested(prefix: str, limit: int = 10) -> list[str]:
    return [suggestion.title for suggestion in search.suggest(prefix, "default.bg", limit)]


def test_a_suggestion_says_what_a_link_to_it_needs():
    published(7, "Школа")

    assert search.suggest("шк", "default.bg", 5) == [
        search.Suggestion(UUID(int=7), "Школа", "bg", "/bg/7/", "method")
    ]


def test_accents_case_and_punctuation_do_not_count():
    published(1, "Škola: „První den“")

    assert suggested("SKOLA prv") == suggested("škola, PRV") == ["Škola: „První den“"]


def test_words_inside_titles_are_suggested_after_titles_that_begin_so():
    published(1, "A big library")
    published(2, "Library of things")

    assert suggested("libr") == ["Library of things", "A big library"]


def test_several_words_must_follow_one_another():
    published(1, "A walk through the city")

    assert suggested("through th") == ["A walk through the city"]
    assert suggested("walk city") == []


def test_one_letter_suggests_nothing():
    published(1, "Walk")

    assert suggested("w") == suggested(" w ") == suggested("") == suggested("!?") == []


@pytest.mark.parametrize(
    "prefix", ["%%", "wa%", "w_lk", "__", "wa\\", "wa\x00x", "wa'", "\ud800\ud800"]
)
def test_wildcards_and_odd_characters_find_nothing_by_themselves(prefix: str):
    published(1, "Wonder")

    assert suggested(prefix) == []


def test_a_title_is_suggested_once():
    published(1, "Walk and walk")

    assert suggested("walk") == ["Walk and walk"]


def test_no_more_than_asked_for_in_the_order_of_the_alphabet():
    for number, title in enumerate(("Walk d", "Walk b", "Walk a", "Walk c")):
        published(number, title)

    assert suggested("walk", limit=3) == ["Walk a", "Walk b", "Walk c"]
    assert suggested("walk", limit=0) == []


def test_what_is_not_listed_and_other_scopes_are_not_suggested():
    published(1, "Walk one", listed=False)
    published(2, "Walk two", scope="default.en")

    assert suggested("walk") == []


def test_what_was_removed_is_not_suggested():
    published(1, "Walk")

    search.remove([Entry.objects.get().pk])

    assert suggested("walk") == []


def test_one_query_however_many_there_are(django_assert_num_queries):
    for number in range(5):
        published(number, f"Walk {number}")

    with django_assert_num_queries(1):
        suggested("walk")
