"""Telling caches what to forget."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import transaction
from django.utils import timezone

from integra_cms.delivery import purging
from integra_cms.delivery.models import Change, Document, Purge
from integra_cms.delivery.purging import keys_of, purge, purge_changes, send_purges

pytestmark = pytest.mark.django_db

RESOURCE, PICTURE = uuid.UUID(int=1), uuid.UUID(int=2)
HTTP_BACKEND = "wagtail.contrib.frontend_cache.backends.HTTPBackend"


class Cache(ThreadingHTTPServer):
    """Writes down what it is asked for; answers with ``status``, or not before it may."""

    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Recorder)
        self.asked: list[tuple[str, Message]] = []
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.url = f"http://127.0.0.1:{self.server_port}"


class Recorder(BaseHTTPRequestHandler):
    def do_PURGE(self) -> None:
        self.server.asked.append((self.path, self.headers))
        self.server.may_answer.wait(10)
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def cache() -> Iterator[Cache]:
    server = Cache()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.may_answer.set()
    server.shutdown()
    thread.join()
    server.server_close()


def by_key(settings, cache: Cache, **options: str) -> None:
    settings.INTEGRA = {"PURGE_BY_KEY": {"url": f"{cache.url}/all", **options}}


def by_path(settings, cache: Cache) -> None:
    settings.WAGTAILFRONTENDCACHE = {"one": {"BACKEND": HTTP_BACKEND, "LOCATION": cache.url}}


def change(entity: str, key: object, **fields: str) -> Change:
    return Change(sequence=1, entity=entity, key=str(key), action="put", **fields)


def document(path: str) -> Document:
    now = timezone.now()
    return Document.objects.create(
        resource=RESOURCE, locale="bg", page_id=1, kind="method", listed=True, path=path,
        title="Walk", body="{}", card="{}", digest="0", is_source=True,
        published_at=now, updated_at=now,
    )  # fmt: skip


def test_changes_make_their_answers_lists_and_feed_out_of_date():
    changes = [
        change("edition", RESOURCE, locale="bg"),
        change("media", PICTURE),
        change("register", "menus", locale="bg"),
    ]

    assert keys_of(changes) == {
        *("feed", "list", f"r-{RESOURCE}", f"m-{PICTURE}", "register-menus")
    }
    assert keys_of(changes[1:2]) == {"feed", f"m-{PICTURE}"}
    assert keys_of([]) == set()


def test_without_a_cache_nothing_is_noted(django_assert_num_queries):
    with django_assert_num_queries(0):
        purge_changes([change("media", PICTURE)])


def test_keys_are_sent_in_one_request(settings, cache):
    by_key(settings, cache)
    purge_changes([change("edition", RESOURCE, locale="bg"), change("media", PICTURE)])

    assert cache.asked == []
    assert send_purges() == 4

    ((path, headers),) = cache.asked
    assert path == "/all"
    assert headers["Surrogate-Key"].split() == sorted(
        ["feed", "list", f"r-{RESOURCE}", f"m-{PICTURE}"]
    )
    assert "Authorization" not in headers
    assert not Purge.objects.exists()


def test_the_header_and_the_token_are_those_of_the_cache(settings, cache):
    by_key(settings, cache, header="xkey", token="secret")
    purge({"list"}, ())

    send_purges()

    ((_path, headers),) = cache.asked
    assert headers["xkey"] == "list"
    assert headers["Authorization"] == "Bearer secret"


def test_many_keys_are_sent_in_batches_and_each_once(settings, cache):
    by_key(settings, cache)
    keys = [f"r-{number}" for number in range(250)]
    purge(keys, ())
    purge(keys[:10], ())

    assert send_purges() == 260

    sent = [headers["Surrogate-Key"].split() for _path, headers in cache.asked]
    assert [len(batch) for batch in sent] == [100, 100, 50]
    assert sorted(key for batch in sent for key in batch) == sorted(keys)


def test_pages_of_changed_resources_are_purged_and_where_they_were_before(settings, cache):
    by_path(settings, cache)
    document("/bg/library/walk/")

    purge_changes([change("edition", RESOURCE, locale="bg")], ["/bg/library/stroll/"])
    send_purges()

    asked = {path for path, _headers in cache.asked}
    assert {"/bg/library/walk/", "/bg/library/stroll/"} <= asked
    assert {headers["Host"] for _path, headers in cache.asked} == {"localhost"}
    assert not Purge.objects.exists()


@pytest.mark.parametrize("status", [302, 403, 500])
def test_what_a_cache_refuses_is_told_again_later(settings, cache, caplog, status):
    by_key(settings, cache)
    cache.status = status
    purge({"list"}, ())

    assert send_purges() == 0
    cache.status = 200
    assert send_purges() == 1

    assert cache.url in caplog.text
    assert len(cache.asked) == 2


def test_a_cache_that_is_down_breaks_nothing(settings, caplog):
    settings.INTEGRA = {"PURGE_BY_KEY": {"url": "http://127.0.0.1:1/"}}
    purge({"list"}, ())

    assert send_purges() == 0
    assert "127.0.0.1:1" in caplog.text
    assert Purge.objects.count() == 1


@pytest.mark.parametrize("url", ["file:///etc/passwd", "nothing", ""])
def test_only_addresses_on_the_web_are_asked(settings, caplog, url):
    settings.INTEGRA = {"PURGE_BY_KEY": {"url": url}}
    purge({"list"}, ())

    assert send_purges() == 0
    assert "must begin with http" in caplog.text


def test_a_cache_that_does_not_answer_is_not_waited_for(settings, cache, monkeypatch, caplog):
    monkeypatch.setattr(purging, "TIME_LIMIT", 0.2)
    by_key(settings, cache)
    by_path(settings, cache)
    cache.may_answer.clear()
    purge({"list"}, {"/bg/"})

    before = timezone.now()
    send_purges()

    assert timezone.now() - before < timedelta(seconds=5)
    assert "does not purge keys" in caplog.text
    assert Purge.objects.filter(by="key").count() == 1


def test_a_wrong_backend_breaks_nothing(settings, caplog):
    settings.WAGTAILFRONTENDCACHE = {"one": {"BACKEND": "no.such.Backend"}}

    purge_changes([change("media", PICTURE)], ["/bg/"])

    assert send_purges() == 0
    assert "front-end cache does not purge" in caplog.text


def test_what_a_cache_no_longer_shows_anyway_is_forgotten(settings):
    settings.INTEGRA = {"PURGE_BY_KEY": {"url": "http://127.0.0.1:1/"}}
    purge({"list"}, ())
    Purge.objects.update(made_at=timezone.now() - timedelta(hours=2))

    send_purges()

    assert not Purge.objects.exists()


def test_files_are_told_however_long_a_cache_was_down(settings, cache):
    by_key(settings, cache)
    purge_changes([change("media", PICTURE)])
    Purge.objects.update(made_at=timezone.now() - timedelta(days=3))

    send_purges()

    [(_path, headers)] = cache.asked
    assert headers["Surrogate-Key"] == f"m-{PICTURE}"
    assert not Purge.objects.exists()


def test_what_was_noted_for_a_cache_that_is_gone_is_forgotten(settings):
    settings.INTEGRA = {"PURGE_BY_KEY": None}
    purge({"list"}, ())

    send_purges()

    assert not Purge.objects.exists()


@transaction.atomic
def change_and_fail() -> None:
    purge_changes([change("media", PICTURE)])
    raise LookupError


def test_a_purge_that_is_undone_with_its_change_is_never_sent(settings, cache):
    by_key(settings, cache)

    with pytest.raises(LookupError):
        change_and_fail()

    assert send_purges() == 0
    assert cache.asked == []
