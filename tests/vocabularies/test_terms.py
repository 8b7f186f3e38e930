"""Reading terms from one copy that is always current."""

from __future__ import annotations

import pytest
from django.core.signals import request_finished, request_started
from django.db import transaction

from integra_cms.plugins import contributions
from integra_cms.vocabularies.freshness import pinned
from integra_cms.vocabularies.localised import NO_LANGUAGE, LocalisedText
from integra_cms.vocabularies.models import Term
from integra_cms.vocabularies.terms import (
    in_reading_order,
    label,
    missing_terms,
    term,
    terms,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_signals():
    """As a web server: a request begins, and ends with the test."""
    from django.db import close_old_connections

    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield lambda: request_started.send(sender=None)
    request_finished.send(sender=None)
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def write_elsewhere(**changes) -> None:
    """What another process writes: the database changes, and this process hears nothing."""
    from django.db import connection

    columns = ", ".join(f"{name} = %s" for name in changes)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE integra_vocabularies_term SET {columns}, stamp = stamp + 1",  # noqa: S608 - names from this file
            list(changes.values()),
        )


def test_terms_come_in_their_order_with_what_is_known_about_them(housing):
    Term.objects.create(vocabulary="issue", code="health", order=0, labels={"en": "Health"})
    Term.objects.filter(pk=housing.pk).update(order=1, uri="https://example.org/h", retired=True)

    health, second = terms("issue")

    assert health.code == "health"
    assert (second.code, second.uri, second.retired) == ("housing", "https://example.org/h", True)
    assert second.reviewed == {"en"}


def test_a_label_says_which_language_it_is_in(housing):
    assert label("issue", "housing", "bg") == LocalisedText("Жилище", "bg")
    assert label("issue", "housing", "it") == LocalisedText("Housing", "en")


def test_a_code_that_nobody_knows_is_shown_in_no_language():
    assert label("issue", "gone", "bg") == LocalisedText("gone", NO_LANGUAGE)
    assert term("issue", "gone") is None


def test_an_abbreviation_of_another_language_is_none():
    Term.objects.create(
        vocabulary="glossary", code="tcn", labels={"en": "x"}, abbreviations={"en": "TCN"}
    )

    tcn = term("glossary", "tcn")

    assert tcn.abbreviation_for("en") == LocalisedText("TCN", "en")
    assert not tcn.abbreviation_for("bg")


def test_a_fixed_vocabulary_has_its_codes_before_anybody_stored_them():
    Term.objects.create(vocabulary="area", code="URBN", labels={"en": "Urban environment"})

    assert [info.code for info in terms("area")] == ["SERV", "PART", "URBN", "ATTI"]
    assert label("area", "SERV", "en") == LocalisedText("SERV", NO_LANGUAGE)
    assert label("area", "URBN", "en") == LocalisedText("Urban environment", "en")


def test_missing_terms_of_fixed_vocabularies_are_known():
    Term.objects.create(vocabulary="area", code="URBN", labels={"en": "Urban environment"})

    missing = {vocabulary.code: codes for vocabulary, codes in missing_terms()}

    assert missing["area"] == ("SERV", "PART", "ATTI")
    assert "issue" not in missing


def test_reading_order_is_alphabetical_unless_the_order_means_something():
    for order, (code, cs) in enumerate([("b", "Zdraví"), ("a", "Čas"), ("c", "Cesta")]):
        Term.objects.create(vocabulary="issue", code=code, labels={"cs": cs}, order=order)
        Term.objects.create(vocabulary="aim", code=code, labels={"cs": cs}, order=order)

    assert [info.code for info in in_reading_order("issue", "cs")] == ["c", "a", "b"]
    assert [info.code for info in in_reading_order("aim", "cs")] == ["b", "a", "c"]


def test_a_request_asks_the_database_once_for_all_vocabularies(
    housing, request_signals, django_assert_num_queries
):
    terms("issue")
    request_signals()

    with django_assert_num_queries(1) as asked:
        for vocabulary in contributions.vocabularies:
            terms(vocabulary)
            label(vocabulary, "housing", "bg")

    assert "SUM" in asked.captured_queries[0]["sql"]


def test_reading_all_anew_is_one_query(housing, request_signals, django_assert_num_queries):
    request_signals()
    terms("issue")
    write_elsewhere(labels='{"en": "Homes"}')
    request_signals()

    with django_assert_num_queries(2):  # one that notices, one that reads
        assert label("issue", "housing", "en").text == "Homes"


def test_what_another_process_wrote_is_seen_by_the_next_request(housing, request_signals):
    request_signals()
    before = label("issue", "housing", "en").text
    write_elsewhere(labels='{"en": "Homes"}')

    during = label("issue", "housing", "en").text
    request_signals()
    after = label("issue", "housing", "en").text

    assert (before, during, after) == ("Housing", "Housing", "Homes")


def test_outside_requests_every_question_is_compared(housing):
    label("issue", "housing", "en")

    write_elsewhere(labels='{"en": "Homes"}')

    assert label("issue", "housing", "en").text == "Homes"


def saved(housing):
    housing.labels = {"en": "Homes"}
    housing.save()


def saved_in_part(housing):
    housing.labels = {"en": "Homes"}
    housing.save(update_fields=["labels"])


def updated(housing):
    Term.objects.filter(pk=housing.pk).update(labels={"en": "Homes"})


def updated_in_bulk(housing):
    housing.labels = {"en": "Homes"}
    Term.objects.bulk_update([housing], ["labels"])


def created_over_the_old_one(housing):
    Term.objects.bulk_create(
        [Term(vocabulary="issue", code="housing", labels={"en": "Homes"})],
        update_conflicts=True,
        unique_fields=["vocabulary", "code"],
        update_fields=["labels"],
    )


@pytest.mark.parametrize(
    "write", [saved, saved_in_part, updated, updated_in_bulk, created_over_the_old_one]
)
def test_own_changes_are_seen_at_once_and_by_other_processes(housing, write):
    stamp = Term.objects.get().stamp
    with pinned():
        label("issue", "housing", "en")

        write(housing)

        assert label("issue", "housing", "en").text == "Homes"
    assert Term.objects.get().stamp != stamp


def test_a_deleted_term_is_gone_at_once(housing):
    with pinned():
        terms("issue")

        housing.delete()

        assert terms("issue") == ()


def test_what_was_rolled_back_is_not_seen_afterwards(housing):
    with transaction.atomic():
        Term.objects.create(vocabulary="issue", code="health", labels={"en": "Health"})
        during = term("issue", "health")
        transaction.set_rollback(True)

    assert during is not None
    assert term("issue", "health") is None


def test_pinned_work_asks_once(housing, django_assert_num_queries):
    terms("issue")

    with django_assert_num_queries(1), pinned():
        for _repetition in range(3):
            terms("issue")
