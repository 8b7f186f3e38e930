from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integra_cms.delivery import search
from integra_cms.delivery.search.engines import engine
from integra_cms.delivery.search.postgresql import MOST_BYTES, full_vector
from integra_cms.delivery.search.storing import analysed
from tests.delivery.search.asking import found, row

pytestmark = pytest.mark.django_db

SPECIAL = [
    "'",
    '"',
    "\\",
    "&",
    "|",
    "!",
    ":",
    "*",
    "(",
    ")",
    "<->",
    "NEAR",
    "AND",
    "OR",
    "NOT",
    "^",
    "{",
    "+",
    "%",
    "%s",
    "--",
    ";",
]


def rows_left() -> int:
    """How many rows the tables of search have, the words of FTS5 included."""
    tables = ["integra_delivery_search", "integra_delivery_suggestion"]
    if connection.vendor == "sqlite":
        tables += ["integra_delivery_search_text", "integra_delivery_search_words_idx"]
    with connection.cursor() as cursor:
        return sum(_count(cursor, table) for table in tables)


def _count(cursor, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
    return cursor.fetchone()[0]


def check_integrity() -> None:
    """FTS5 compares its index with the words beside it, and raises where they differ."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO integra_delivery_search_words (integra_delivery_search_words, rank)"
                " VALUES ('integrity-check', 1)"
            )


# ------------------------------------------------------------------ what is found


def test_a_word_is_found_in_title_summary_and_text():
    search.index([row(1, title="Едно"), row(2, head="Едно"), row(3, text="Едно"), row(4)])

    assert sorted(found("едно")) == [1, 2, 3]


def test_all_words_must_be_there_wherever_they_are():
    search.index([row(1, title="Едно", text="Две"), row(2, title="Едно"), row(3, text="Две")])

    assert found("едно две") == [1]


def test_some_words_are_enough_where_no_page_has_all():
    search.index([row(1, title="Едно"), row(2, text="Друго"), row(3, title="Трето")])

    assert sorted(found("едно друго четвърто")) == [1, 2]


def test_a_phrase_wants_its_words_in_order_and_in_these_forms():
    search.index(
        [
            row(1, title="Едно", text="стара къща"),
            row(2, title="Две", text="къща стара"),
            row(3, title="Три", text="стари къщи"),
        ]
    )

    assert found('"Стара къща"') == [1]


def test_a_phrase_does_not_go_from_the_title_into_the_text():
    search.index([row(1, title="Едно", head="Две", text="Три")])

    assert found('"едно две"') == found('"две три"') == []


def test_a_phrase_must_be_there_even_where_words_need_not():
    search.index([row(1, title="Едно две"), row(2, title="Трето")])

    assert found('"едно две" трето четвърто') == []


def test_what_a_minus_stands_before_is_not_there():
    search.index([row(1, title="Едно"), row(2, title="Едно две")])

    assert found("едно -две") == [1]
    assert found('едно -"едно две"') == [1]


def test_a_question_without_words_finds_nothing():
    search.index([row(1)])

    assert found("!?") == found("") == found("-нещо") == []


def test_other_scopes_are_not_searched():
    search.index([row(1), row(2, scope="default.en"), row(3, scope="other.bg")])

    assert found("разходка") == [1]


def test_a_text_in_a_fallback_language_is_found_by_its_own_lemmas(with_tries):
    search.index([row(1, locale="en", foreign=True, title="Children in the library")])

    assert found("child libraries") == [1]
    assert found("child libraries", strict=True) == []


def test_a_text_is_not_read_in_a_language_that_it_is_not_in(with_tries):
    search.index([row(1, scope="default.it", locale="it", title="Come si fa")])

    assert found("comes", "it") == []


def test_source_editions_in_any_locale_are_found(with_tries):
    search.index([row(1, locale="hr", foreign=True, title="Knjižnice")])

    assert found("knjiznica") == [1]


# ------------------------------------------------------------------ what narrows


def test_kinds_and_cities_are_alternatives_that_both_must_fit():
    search.index(
        [
            row(1, kind="method", city="sofia"),
            row(2, kind="case", city="sofia"),
            row(3, kind="tool", city="sofia"),
            row(4, kind="case", city="o'brien"),
            row(5, kind="method"),
        ]
    )

    assert found("разходка", kinds=("method", "case"), cities=("sofia", "o'brien")) == [1, 2, 4]


def test_what_is_not_listed_is_found_on_request():
    search.index([row(1), row(2, listed=False)])

    assert found("разходка") == [1]
    assert sorted(found("разходка", listed=False)) == [1, 2]


# ------------------------------------------------------------------ order


def test_the_title_counts_more_than_the_summary_and_that_more_than_the_text():
    search.index(
        [
            row(1, title="Нещо", head="Друго", text="библиотека"),
            row(2, title="Нещо", head="библиотека", text="Друго"),
            row(3, title="библиотека", head="Нещо", text="Друго"),
        ]
    )

    assert found("библиотека") == [3, 2, 1]


def test_the_form_that_was_asked_for_comes_before_others(with_tries):
    search.index([row(1, title="Библиотеката тук"), row(2, title="Библиотека тук")])

    assert found("библиотека") == [2, 1]
    assert found("библиотеката") == [1, 2]


def test_the_asked_locale_comes_before_fallbacks():
    search.index([row(1, locale="en", foreign=True, title="photovoice"), row(2, text="photovoice")])

    assert found("photovoice") == [2, 1]


def test_the_newest_comes_first_where_two_fit_equally():
    search.index([row(day, published_at=datetime(2026, 1, day, tzinfo=UTC)) for day in (1, 3, 2)])

    assert found("разходка") == [3, 2, 1]


def test_the_resource_decides_in_the_end():
    search.index([row(1, resource=UUID(int=9)), row(2, resource=UUID(int=8))])

    assert found("разходка") == [2, 1]


# ------------------------------------------------------------------ what goes in and out


def test_an_entry_that_is_indexed_again_is_found_by_its_new_words_alone():
    search.index([row(1, title="Старо", head="Старо", text="Старо")])

    search.index([row(1, title="Ново")])

    assert found("старо") == []
    assert found("ново") == [1]
    check_integrity()


def test_the_last_of_two_rows_of_an_entry_counts():
    search.index([row(1, title="Старо"), row(1, title="Ново")])

    assert found("старо ") == []
    assert found("ново") == [1]
    check_integrity()


def test_removal_leaves_nothing_behind():
    before = rows_left()
    search.index([row(1), row(2, title="Друго")])

    search.remove([1, 2, 3])

    assert found("разходка") == found("друго") == []
    check_integrity()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO integra_delivery_search_words (integra_delivery_search_words)"
                " VALUES ('optimize')"
            )
    assert rows_left() == before


def test_clearing_leaves_nothing_behind():
    before = rows_left()
    search.index([row(1), row(2)])

    search.clear()

    assert found("разходка") == []
    assert rows_left() == before
    check_integrity()


def test_nothing_is_a_fine_amount():
    search.index([])
    search.remove([])

    assert found("разходка") == []


def test_few_statements_for_many_rows(django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        search.index([row(entry) for entry in range(1, 200)])

    assert len(found("разходка")) == 199


def test_what_is_the_same_is_not_written_again(django_assert_num_queries):
    rows = [row(1), row(2, text="Две")]
    search.index(rows)

    with django_assert_num_queries(1):
        search.index(rows)
    search.index([row(1), row(2, text="Три")])

    assert (found("две"), found("три")) == ([], [2])


def test_other_dictionaries_give_other_words(settings, tmp_path, with_tries):
    rows = [row(1), row(2)]
    search.index(rows)
    assert search.outdated(rows) == set()

    settings.INTEGRA = {**settings.INTEGRA, "LEMMAS_DIR": tmp_path}
    assert search.outdated(rows) == {1, 2}

    search.index(rows)
    assert search.outdated([*rows, row(3)]) == {3}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="Only PostgreSQL keeps words aside.")
def test_no_reader_looks_through_words_that_are_not_sorted_in():
    search.index([row(1), row(2, text="Две")])

    with connection.cursor() as cursor:
        cursor.execute("SELECT integra_delivery_sort_words()")
        assert cursor.fetchone() == (0,)


def test_a_text_as_long_as_a_book_is_indexed_as_far_as_it_goes():
    book = " ".join(f"дума{number}" for number in range(60_000))
    long = row(1, text=book)

    search.index([long])

    assert found("дума7") == found('"дума100 дума101"') == [1]
    ((_, parts),) = analysed([long])
    assert len(str(full_vector(long, parts)).encode()) <= MOST_BYTES


def test_another_database_is_refused_by_name(monkeypatch):
    monkeypatch.setattr(connection, "vendor", "oracle")

    with pytest.raises(ImproperlyConfigured, match=r"“oracle”\. Use one of: postgresql, sqlite"):
        engine()


def test_each_locale_has_a_signature():
    signatures = search.signature()

    assert list(signatures) == ["en", "bg", "hr", "sk", "cs", "it"]
    assert all("rules" in signature for signature in signatures.values())


# ------------------------------------------------------------------ any text at all


@pytest.mark.parametrize("special", SPECIAL)
def test_signs_and_words_of_query_languages_mean_nothing(special: str):
    search.index([row(1, title=f"Едно {special} две", kind=f"k{special}", city=f"c{special}")])

    assert found(f"едно {special} две", kinds=(f"k{special}",), cities=(f"c{special}",)) == [1]
    assert found(f'"едно {special} две"') == [1]
    assert found(f"две {special}") == [1]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=60), st.text(st.sampled_from("аб'\"\\&|!:*()-<>~=^{}\x00 ﷺ⑴𝐀ß"), max_size=60)
)
def test_any_question_is_answered_and_any_text_is_indexed(q: str, text: str):
    clean = text.replace("\x00", "")
    search.index([row(1, title=q.replace("\x00", "")[:60], head=clean, text=clean)])

    for asked in (q, text, f'"{text}"', f"-{q} {text}"):
        assert set(found(asked)) <= {1}

    for word in clean.split():
        if not search.parse(word, "bg", []).is_empty:
            assert found(word) == [1]
    search.remove([1])
    check_integrity()
