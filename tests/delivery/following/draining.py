"""A drainer that goes on until somebody kills it."""

from __future__ import annotations

import sys
import time

from django.db import OperationalError

from integra_cms.delivery.draining import drain


def drain_until_killed() -> None:
    """In small parts, so that it is killed in the middle of one now and then."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        try:
            done = drain(limit=5)
        except OperationalError:
            # SQLite gives up waiting when four others write.
            continue
        if not done.resources:
            time.sleep(0.02)
