"""Answers that a process keeps in memory for as long as the catalogue is as it was.

Front ends ask the same again and again. Then one short query finds that nothing has changed, and
neither parameters nor documents need to be read. Where something has changed, that same query
brings what is there now, so no answer is ever older than the catalogue, and none costs more
queries than it would without this.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache
from django.core.signals import setting_changed
from django.http import HttpRequest, HttpResponse

from integra_cms.api.forms import form_of
from integra_cms.conf import integra_settings
from integra_cms.delivery.reading.answers import Answer
from integra_cms.delivery.reading.queries import NEVER, Query

MIB = 1 << 20
OVERHEAD = 8192
"""About so many bytes are used for an answer and its question, besides what depends on them."""

PER_PARAMETER = 200
"""Bytes, with what the question holds of it besides."""

LONGEST = 1000
"""Characters of an address. Longer ones are not asked again and again."""

Address = tuple[str, str, str]
Build = Callable[[HttpRequest, Answer | None], HttpResponse]


class Kept(NamedTuple):
    """An answer, and how to ask for it again.

    Attributes:
        build: Makes the response of an answer; the same for all who ask at this address.
        token: Of the catalogue when it was asked.
        size: About how many bytes it takes.
    """

    query: Query
    build: Build
    token: int
    answer: Answer
    size: int


class Memory:
    """The answers that were asked for last, as many as there is room for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers = self._made()

    def __len__(self) -> int:
        return len(self._answers)

    def find(self, address: Address) -> Kept | None:
        with self._lock:
            kept: Kept | None = self._answers.get(address)
            return kept

    def put(self, address: Address, kept: Kept) -> None:
        """Keeps an answer in place of an older one, where there is room for it at all."""
        with self._lock:
            self._answers.pop(address, None)
            if kept.size <= self._answers.maxsize:
                self._answers[address] = kept

    def drop(self, address: Address) -> None:
        with self._lock:
            self._answers.pop(address, None)

    def forget(self, **kwargs: object) -> None:
        """As if nothing had been asked so far."""
        with self._lock:
            self._answers = self._made()

    def _made(self) -> LRUCache[Address, Kept]:
        return LRUCache(integra_settings.API_MEMORY * MIB, getsizeof=lambda kept: kept.size)


memory = Memory()
setting_changed.connect(memory.forget)


def answered(request: HttpRequest, query: Query, build: Build) -> HttpResponse:
    """The answer to a query, which is kept for whoever asks the same.

    Args:
        request: Asks for it. Where it says what its sender has already, the query may have left
            out what that is, so it is not kept.
        query: How the answer is read.
        build: Makes the response of an answer; the same for all who ask at this address.
    """
    token, answer = query.ask()
    if "HTTP_IF_NONE_MATCH" not in request.META:
        _keep(_address(request), query, build, token, answer)
    return build(request, answer)


def answered_again(request: HttpRequest) -> HttpResponse | None:
    """The answer to what was asked before; None where it was not, or was forgotten."""
    address = _address(request)
    kept = memory.find(address)
    if kept is None:
        return None
    token, answer = kept.query.ask(unless=kept.token)
    if token == kept.token:
        return kept.build(request, kept.answer)
    _keep(address, kept.query, kept.build, token, answer)
    return kept.build(request, answer)


def _keep(address: Address, query: Query, build: Build, token: int, answer: Answer | None) -> None:
    length = sum(map(len, address))
    if answer is None or answer.body is None or token == NEVER or length > LONGEST:
        memory.drop(address)
    else:
        question = 4 * len(query.sql) + PER_PARAMETER * len(query.params) + 4 * length
        size = OVERHEAD + len(answer.body) + question
        memory.put(address, Kept(query, build, token, answer, size))


def _address(request: HttpRequest) -> Address:
    """All that answers depend on: whole path, parameters, and the form that is wanted."""
    return request.path, request.META.get("QUERY_STRING", ""), form_of(request, None)
