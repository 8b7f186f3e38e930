"""One resource in one language."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integra_cms.delivery.models import Document, Entry
from integra_cms.delivery.reading.details import detail, detail_by, find
from integra_cms.delivery.reading.exceptions import QuestionRefused
from tests.delivery.reading.factories import Resource, publish, read, resources

pytestmark = pytest.mark.django_db


def test_detail_is_label_and_stored_document():
    (uuid,) = publish(Resource({"en": "Walk", "bg": "Разходка"}))

    answer = detail(uuid, asked="bg").answer()

    entry = Entry.objects.get(scope="default.bg", resource=uuid)
    assert answer.body == f'{{"label":{entry.label},"document":{entry.document.body}}}'.encode()
    assert answer.etag == entry.etag
    assert answer.updated_at == entry.updated_at
    assert answer.keys == (f"r-{uuid}", "k-method", "l-bg")
    assert not answer.not_modified


def test_detail_falls_back_along_the_chain_and_says_so():
    (uuid,) = publish(Resource({"hr": "Šetnja", "en": "Walk"}, source="hr"))

    answer = detail(uuid, asked="cs").answer()

    label, document = read(answer.body)["label"], read(answer.body)["document"]
    assert (label["asked"], label["served"], label["fallback"]) == ("cs", "en", True)
    assert document["sentinel"] == "only in en"
    assert answer.keys[2:] == ("l-en", "l-cs")
    assert answer.locale == "en"


def test_an_answer_says_its_language_also_where_the_reader_has_it():
    (uuid,) = publish(Resource({"en": "Walk", "bg": "Разходка"}))
    path = Document.objects.get(resource=uuid, locale="bg").path

    for ask in (
        lambda known: detail(uuid, asked="bg", known=known).answer(),
        lambda known: detail_by(uuid, asked="cs", steps=["bg"], known=known).answer(),
        lambda known: find(path, known=known).answer(),
    ):
        answer = ask(())
        again = ask([answer.etag])
        assert (answer.locale, again.locale) == ("bg", "bg")
        assert again.not_modified


def test_a_declared_chain_decides(settings):
    settings.INTEGRA = {**settings.INTEGRA, "FALLBACK_CHAINS": {"slavic": ["sk", "cs"]}}
    (uuid,) = publish(Resource({"en": "Walk", "cs": "Procházka", "hr": "Šetnja"}))

    assert read(detail(uuid, asked="bg", chain="slavic").answer().body)["label"]["served"] == "cs"
    assert read(detail(uuid, asked="bg").answer().body)["label"]["served"] == "en"


def test_a_resource_that_the_chain_does_not_lead_to_is_not_there(settings):
    settings.INTEGRA = {**settings.INTEGRA, "FALLBACK_CHAINS": {"slavic": ["sk", "cs"]}}
    (uuid,) = publish(Resource({"en": "Walk"}))

    assert detail(uuid, asked="bg", chain="slavic").answer() is None
    assert detail(uuid4(), asked="bg").answer() is None


def test_strict_accepts_no_other_language():
    (uuid,) = publish(Resource({"en": "Walk"}))

    assert detail(uuid, asked="bg", strict=True).answer() is None
    assert detail(uuid, asked="en", strict=True).answer() is not None


@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        ({"asked": "xx"}, "locale"),
        ({"asked": "bg\x00"}, "locale"),
        ({"asked": "bg", "chain": "none"}, "fallback"),
    ],
)
def test_an_unknown_locale_or_chain_is_refused_with_what_there_is(question, parameter):
    with pytest.raises(QuestionRefused) as refused:
        detail(uuid4(), **question).answer()

    assert refused.value.parameter == parameter
    assert ("default" if parameter == "fallback" else "bg") in refused.value.allowed


@pytest.mark.parametrize("number", [5, 200])
def test_one_query_however_much_there_is(number, django_assert_num_queries):
    uuid, *_others = publish(*resources(number))

    with django_assert_num_queries(1):
        detail(uuid, asked="cs").answer()
    with django_assert_num_queries(1):
        detail_by(uuid, asked="cs", steps=["bg", "source"]).answer()
    with django_assert_num_queries(1):
        find(f"/bg/library/{uuid}/").answer()


def test_what_the_reader_has_is_not_read_again():
    (uuid,) = publish(Resource({"en": "Walk"}))
    known = [detail(uuid, asked="en").answer().etag, "other"]

    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = detail(uuid, asked="en", known=known).answer()
    with connection.cursor() as cursor:
        cursor.execute(queries[0]["sql"])
        (row,) = cursor.fetchall()

    assert answer.not_modified
    assert answer.body is None
    assert answer.etag == known[0]
    assert answer.keys == (f"r-{uuid}", "k-method", "l-en")
    assert row[-1] is None


@pytest.mark.parametrize("etag", ["", "\x00", "'; --", "ж", "x" * 10_000, "\ud800"])
def test_odd_etags_are_simply_not_known(etag):
    (uuid,) = publish(Resource({"en": "Walk"}))

    assert detail(uuid, asked="en", known=[etag] * 100).answer().body


def test_a_new_label_is_a_new_etag():
    (uuid,) = publish(Resource({"en": "Walk"}))
    before = detail(uuid, asked="en").answer().etag
    Document.objects.all().delete()
    publish(Resource({"en": "Walk", "bg": "Разходка"}, uuid=uuid))

    answer = detail(uuid, asked="en", known=[before]).answer()

    assert answer.etag != before
    assert answer.body


@pytest.mark.parametrize(
    ("steps", "served"),
    [
        ([], None),
        (["en"], None),
        (["it", "hr"], "it"),
        (["hr", "it"], "hr"),
        (["source"], "it"),
        (["en", "source", "hr"], "it"),
        (["hr", "hr", "source"], "hr"),
    ],
)
def test_a_chain_made_up_by_the_reader_is_followed_in_order(steps, served):
    (uuid,) = publish(Resource({"it": "Passeggiata", "hr": "Šetnja"}, source="it"))

    answer = detail_by(uuid, asked="bg", steps=steps).answer()

    if served is None:
        assert answer is None
    else:
        label, document = read(answer.body)["label"], read(answer.body)["document"]
        assert (label["asked"], label["served"], label["fallback"]) == ("bg", served, True)
        assert document["sentinel"] == f"only in {served}"


def test_the_asked_locale_comes_before_the_steps():
    (uuid,) = publish(Resource({"en": "Walk", "bg": "Разходка"}))

    answer = detail_by(uuid, asked="bg", steps=["en"]).answer()

    assert answer == detail(uuid, asked="bg").answer()


def test_a_made_up_chain_that_leads_where_a_declared_one_leads_gives_the_same_answer():
    (uuid,) = publish(Resource({"en": "Walk", "it": "Passeggiata"}))

    made_up = detail_by(uuid, asked="bg", steps=["en", "source"]).answer()
    assert made_up == detail(uuid, asked="bg").answer()


def test_what_a_made_up_chain_leads_to_can_be_known_too():
    (uuid,) = publish(Resource({"en": "Walk", "it": "Passeggiata"}))
    answer = detail_by(uuid, asked="bg", steps=["it"]).answer()

    again = detail_by(uuid, asked="bg", steps=["it"], known=[answer.etag]).answer()

    assert again.not_modified
    assert again.etag == answer.etag


@pytest.mark.parametrize("step", ["xx", "", "none", "bg\x00"])
def test_a_step_that_is_no_locale_is_refused(step):
    with pytest.raises(QuestionRefused, match="source"):
        detail_by(uuid4(), asked="bg", steps=["en", step]).answer()


def test_an_address_leads_to_the_edition_that_stands_there():
    (uuid,) = publish(Resource({"en": "Walk", "bg": "Разходка"}))

    answer = find(f"/bg/library/{uuid}/").answer()

    assert answer == detail(uuid, asked="bg").answer()
    assert not read(answer.body)["label"]["fallback"]


@pytest.mark.parametrize(
    "spelling", ["/bg/x-ж/", "/bg/x-ж", "bg/x-ж", "/bg/x-%D0%B6/", "//bg/x-ж//"]
)
@pytest.mark.parametrize("stored", ["/bg/x-ж/", "/bg/x-%D0%B6/"])
def test_an_address_may_be_written_in_several_ways(spelling, stored):
    publish(Resource({"bg": "Разходка"}, source="bg"))
    Document.objects.update(path=stored)

    assert find(spelling).answer() is not None


@pytest.mark.parametrize(
    "path", ["", "/", "/bg/none/", "/bg/\x00/", "/\ud800/", "/%00/", "/%ff/", "/" + "x" * 9_999]
)
def test_an_address_where_nothing_stands_leads_nowhere(path):
    publish(Resource({"bg": "Разходка"}, source="bg"))

    assert find(path).answer() is None


def test_what_stands_at_a_known_address_is_not_read_again():
    (uuid,) = publish(Resource({"en": "Walk"}))
    path = f"/en/library/{uuid}/"

    assert find(path, known=[find(path).answer().etag]).answer().not_modified
