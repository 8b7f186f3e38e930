"""The worker: runs tasks in turn, until it is told to stop."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import close_old_connections

from integra_cms.plugins.points import Task

logger = logging.getLogger(__name__)

AFTER_FAILURE = 30.0
"""Seconds until a task that failed is tried again, at least."""

NAP = 0.5
"""Seconds between two looks whether anything is due."""


@dataclass
class Worker:
    """Runs every task when it is due. One task at a time: each does a bounded part of its work.

    Several workers may run beside each other; tasks see to it that they do nothing twice.

    Attributes:
        tasks: What it runs, in this order.
        clock: Seconds that only go forward.
        sleep: Waits for so many seconds.
        stopping: Set by whoever wants it to end; the task that is running finishes first.
    """

    tasks: Sequence[Task]
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    stopping: bool = False
    _due: dict[str, float] = field(default_factory=dict)

    def run(self) -> None:
        """Until it is told to stop."""
        while not self.stopping:
            if not self.run_due():
                self.sleep(NAP)

    def run_due(self) -> bool:
        """Each task that is due, once; whether any of them says that there is more."""
        more = False
        for task in self.tasks:
            if self.stopping or self._due.get(task.name, 0.0) > self.clock():
                continue
            again = self._run(task)
            more = more or again
        return more

    def _run(self, task: Task) -> bool:
        close_old_connections()
        pause = float(task.every)
        again = False
        try:
            again = bool(task.run())
        except Exception:
            # One task that fails must not keep the others from their work.
            logger.exception("The task %s failed. It is tried again.", task.name)
            pause = max(pause, AFTER_FAILURE)
        finally:
            close_old_connections()
        self._due[task.name] = self.clock() + (0.0 if again else pause)
        return again
