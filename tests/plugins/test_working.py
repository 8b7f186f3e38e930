"""The worker: every task in its turn, and none that keeps the others from theirs."""

from __future__ import annotations

import logging

import pytest

from integra_cms.plugins import Task
from integra_cms.plugins.working import AFTER_FAILURE, Worker

pytestmark = pytest.mark.django_db


class Clock:
    """Time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_a_task_runs_when_it_is_due_and_not_before():
    runs: list[float] = []
    clock = Clock()
    count = Task("count", "Count", 10, lambda: runs.append(clock.now))
    worker = Worker([count], clock=clock, sleep=clock.sleep)

    for _second in range(25):
        worker.run_due()
        clock.sleep(1)

    assert runs == [0, 10, 20]


def test_a_task_with_more_to_do_runs_again_at_once():
    left = [3]

    def work() -> bool:
        left[0] -= 1
        return left[0] > 0

    clock = Clock()
    worker = Worker([Task("work", "Work", 100, work)], clock=clock, sleep=clock.sleep)

    while worker.run_due():
        pass

    assert left == [0]


def test_a_task_that_fails_is_logged_and_tried_again_and_others_go_on(caplog):
    runs: list[str] = []

    def fail() -> None:
        runs.append("fail")
        raise RuntimeError("out of paper")

    clock = Clock()
    tasks = [
        Task("fail", "Fail", 1, fail),
        Task("print", "Print", 1, lambda: runs.append("print")),
    ]
    worker = Worker(tasks, clock=clock, sleep=clock.sleep)

    with caplog.at_level(logging.ERROR):
        worker.run_due()
        clock.sleep(AFTER_FAILURE)
        worker.run_due()

    assert runs == ["fail", "print", "fail", "print"]
    assert "The task fail failed" in caplog.text


def test_it_stops_after_the_task_it_is_at():
    runs: list[str] = []
    tasks: list[Task] = []
    worker = Worker(tasks, sleep=lambda seconds: None)

    def stop() -> None:
        runs.append("stop")
        worker.stopping = True

    tasks += [Task("stop", "Stop", 1, stop), Task("never", "Never", 1, lambda: runs.append("no"))]

    worker.run()

    assert runs == ["stop"]
