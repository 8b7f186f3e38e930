"""A receiver on this machine, webhooks, changes to tell, and a database for several threads."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from integra_cms.delivery.models import Change, WebhookMessage, WebhookSubscription
from integra_cms.delivery.webhooks.outbox import write_outbox
from integra_cms.delivery.webhooks.signatures import new_secret

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
RESOURCE = "3a0f5c9e-93a1-4c7d-8f43-0a6b0d1f2e11"


def change(sequence: int = 1, **fields: Any) -> Change:
    return Change(
        **{
            "sequence": sequence,
            "at": NOW,
            "entity": Change.Entity.EDITION,
            "key": RESOURCE,
            "locale": "bg",
            "kind": "method",
            "action": Change.Action.PUT,
            "digest": "d" * 64,
            **fields,
        }
    )


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """Answers as it is told to, and remembers what it was sent.

    Attributes:
        names: Those a sender asked for when it began to encrypt.
    """

    url: str
    requests: list[Request] = field(default_factory=list)
    status: int = 200
    answer_headers: dict[str, str] = field(default_factory=dict)
    write_answer: Callable[[Any], None] | None = None
    names: list[str | None] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def identifiers(self) -> list[str]:
        return [request.headers["webhook-id"] for request in self.requests]


def handler_for(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            with receiver.lock:
                receiver.requests.append(Request(self.path, headers, body))
            if receiver.write_answer:
                receiver.write_answer(self)
                return
            self.send_response(receiver.status)
            for name, value in receiver.answer_headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            """Stays quiet."""

    return Handler


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A server in a thread. Senders may reach it only where private addresses are allowed."""
    receiver = Receiver("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(receiver))
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield receiver
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def private_allowed(settings) -> None:
    settings.INTEGRA = {**settings.INTEGRA, "WEBHOOKS_ALLOW_PRIVATE": True}


def subscription(url: str = "https://hooks.example.org/in", **fields: Any) -> WebhookSubscription:
    return WebhookSubscription.objects.create(
        **{"name": "Prague", "url": url, "secret": new_secret(), **fields}
    )


def waiting(webhook: WebhookSubscription, count: int = 1, **fields: Any) -> list[WebhookMessage]:
    """Messages that are due at ``NOW``; other webhooks do not hear of these changes."""
    others = WebhookSubscription.objects.filter(active=True).exclude(pk=webhook.pk)
    paused = list(others.values_list("pk", flat=True))
    others.update(active=False)
    write_outbox([change(number) for number in range(1, count + 1)])
    WebhookSubscription.objects.filter(pk__in=paused).update(active=True)
    messages = WebhookMessage.objects.filter(subscription=webhook)
    messages.update(**{"next_attempt_at": NOW, **fields})
    return list(messages.order_by("pk"))


@pytest.fixture
def database_for_threads(committed_db, tmp_path: Path) -> Iterator[None]:
    """A database that several connections may write to, as in production.

    For SQLite it is a copy in a file: connections that share one in memory do not wait for each
    other.
    """
    if connection.vendor != "sqlite":
        yield
        return
    path = tmp_path / "threads.sqlite3"
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    copy = sqlite3.connect(path)
    in_memory.backup(copy)
    copy.close()
    connection.connection = None
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.connection = in_memory
