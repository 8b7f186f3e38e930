"""Who follows the feed has, in the end, exactly what is served, whatever happened meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection

from integra_cms.delivery.rebuilding import rebuild
from tests.delivery.following.writing import ISSUES, SECTION, WEIGHTS
from tests.delivery.samples import image
from tests.pages.factories import (
    CityPageFactory,
    SectionPageFactory,
    ensure_term,
    translated,
    tree,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WRITERS = 4
OPERATIONS = 250
"""Of each writer."""


def ask(process: subprocess.Popen[str], question: str) -> Any:
    """Asks a process something, and waits for the answer."""
    process.stdin.write(f"{question}\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def small_site() -> None:
    site = tree(("en", "cs"))
    for code in ISSUES:
        ensure_term("issue", code)
    for number in range(3):
        image(f"Picture {number}")
    city = CityPageFactory(parent=site["en"].cities)
    translated(city, "cs")
    for number in range(WRITERS):
        translated(SectionPageFactory(parent=city, slug=SECTION.format(number=number)), "cs")


@contextmanager
def shared_database(tmp_path: Path) -> Iterator[str]:
    """A database with the content of the test's, that other processes can open; its address."""
    if connection.vendor == "sqlite":
        path = tmp_path / "shared.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        yield f"sqlite:///{path}"
        return
    yield os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]


def processes(url: str, media: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.delivery.following.settings",
        "TEST_MEDIA_ROOT": str(media),
    }
    return subprocess.Popen(  # noqa: S603 - our own commands
        [sys.executable, "-m", "tests.delivery.following", *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def drainer_killed_now_and_then(url: str, media: Path) -> Iterator[Any]:
    """Gives a function that kills the drainer and starts another; ends it at the end."""
    running = [processes(url, media, "drain")]

    def kill_and_restart() -> None:
        if running[0].stdout.readline() == "ready\n":
            time.sleep(0.7)
        running[0].send_signal(signal.SIGKILL)
        running[0].communicate()
        running[0] = processes(url, media, "drain")

    try:
        yield kill_and_restart
    finally:
        running[0].kill()
        running[0].communicate()


def test_a_follower_has_in_the_end_what_is_served(committed_db, settings, tmp_path):
    small_site()
    rebuild()

    with shared_database(tmp_path) as url:
        following = processes(url, settings.MEDIA_ROOT, "follow")
        ask(following, "follow")
        writers = [
            processes(url, settings.MEDIA_ROOT, "write", str(number), str(OPERATIONS))
            for number in range(WRITERS)
        ]
        kills = 0
        with drainer_killed_now_and_then(url, settings.MEDIA_ROOT) as kill_and_restart:
            while any(writer.poll() is None for writer in writers):
                kill_and_restart()
                kills += 1
                ask(following, "follow")
        reports = [json.loads(writer.communicate()[0]) for writer in writers]
        result = ask(following, "compare")
        following.communicate()

    assert kills >= 3
    assert sum(sum(r.values()) - r.get("refused", 0) for r in reports) >= WRITERS * OPERATIONS
    assert {name for report in reports for name in report} >= WEIGHTS.keys()
    assert result == {"same": True, "things": result["things"], "differences": []}
    assert result["things"] > 20
