"""Renditions as a task."""

from __future__ import annotations

import pytest
from django_tasks import default_task_backend

from integra_cms.delivery.media.tasks import make_pending_renditions, request_renditions
from integra_cms.delivery.models import PublicMedia, PublicRendition

from .library import image, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks_run_elsewhere(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def test_whoever_publishes_makes_no_rendition(django_capture_on_commit_callbacks):
    publish(image())

    with django_capture_on_commit_callbacks(execute=True):
        assert request_renditions() is False

    assert PublicRendition.objects.count() == 0


@pytest.mark.usefixtures("tasks_run_elsewhere")
def test_where_tasks_run_elsewhere_one_is_enqueued_after_the_commit(
    django_capture_on_commit_callbacks,
):
    publish(image())
    default_task_backend.clear()

    with django_capture_on_commit_callbacks(execute=True):
        assert request_renditions() is True
        assert default_task_backend.results == []

    (result,) = default_task_backend.results
    assert result.task == make_pending_renditions


@pytest.mark.usefixtures("tasks_run_elsewhere")
def test_nothing_is_enqueued_where_nothing_is_due():
    assert request_renditions() is False


def test_the_task_makes_what_is_due():
    publish(image(), image())

    assert make_pending_renditions.call() == 2
    assert not PublicMedia.objects.filter(pending=True).exists()
