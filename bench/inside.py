"""Figures that are taken inside a process of their own, printed as JSON.

``python -m bench.inside build|publish|queries …``
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Any

import django

PUBLISHED = 30
OURS = ("integra_cms.delivery", "integra_cms.api")


def build() -> dict[str, float]:
    """Builds the whole catalogue, as ``manage.py deliver rebuild`` does."""
    from integra_cms.delivery.models import Document
    from integra_cms.delivery.rebuilding import rebuild

    start = time.perf_counter()
    rebuild()
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "documents": Document.objects.count()}


def publish(count: str = str(PUBLISHED)) -> dict[str, float]:
    """Publishes pages with a changed summary, in turns with and without delivery.

    What it does after the commit counts: the editor waits for it.
    """
    from integra_cms.pages.models import MethodPage

    pages = list(MethodPage.objects.filter(slug__startswith="resource-")[: int(count) + 2])
    with_us, without_us = [], []
    for number, page in enumerate(pages):
        for times, delivers in ((with_us, True), (without_us, False)):
            page.summary = f"{page.summary} {number} {delivers}"
            if delivers:
                times.append(_seconds(lambda page=page: page.save_revision().publish()))
            else:
                with without_delivery():
                    times.append(_seconds(lambda page=page: page.save_revision().publish()))
    # The first ones fill caches.
    return {
        "with_ms": median(with_us[2:]) * 1000,
        "without_ms": median(without_us[2:]) * 1000,
    }


def queries(*addresses: str) -> dict[str, int]:
    """How many queries each address takes, when caches are warm."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    counts = {}
    for address in addresses:
        client.get(address, headers={"host": "localhost"}, follow=True)
        with CaptureQueriesContext(connection) as captured:
            client.get(address, headers={"host": "localhost"}, follow=True)
        counts[address] = len(captured)
    return counts


@contextmanager
def without_delivery() -> Iterator[None]:
    """Inside, nobody of delivery hears of what is written."""
    signals = _signals()
    before = [signal.receivers for signal in signals]
    for signal in signals:
        signal.receivers = [each for each in signal.receivers if not _is_ours(each[1])]
        signal.sender_receivers_cache.clear()
    try:
        yield
    finally:
        for signal, receivers in zip(signals, before, strict=True):
            signal.receivers = receivers
            signal.sender_receivers_cache.clear()


def _signals() -> list[Any]:
    from django.db.models import signals as of_models
    from django.dispatch import Signal
    from wagtail import signals as of_wagtail

    from integra_cms.pages import signals as of_pages

    modules = (of_models, of_wagtail, of_pages)
    return [
        each for module in modules for each in vars(module).values() if isinstance(each, Signal)
    ]


def _is_ours(reference: Any) -> bool:
    receiver = reference() if hasattr(reference, "__callback__") else reference
    return str(getattr(receiver, "__module__", "")).startswith(OURS)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


COMMANDS: dict[str, Callable[..., dict[str, Any]]] = {
    "build": build,
    "publish": publish,
    "queries": queries,
}


def main(arguments: Sequence[str]) -> None:
    django.setup()
    command, *rest = arguments
    sys.stdout.write(json.dumps(COMMANDS[command](*rest)))


if __name__ == "__main__":
    main(sys.argv[1:])
