"""Renditions as a task, for sites whose tasks run somewhere else than in the request.

With the immediate backend, which is the default, a task runs where it is enqueued: whoever
publishes would wait for all encodings. Then nothing is enqueued, and the worker of ``manage.py
deliver`` makes them. With any other backend they are made as soon as a task runner takes them.
"""

from __future__ import annotations

from django.db import transaction
from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from integra_cms.delivery.media.renditions import due, make_pending

PICTURES_PER_TASK = 20


@task()
def make_pending_renditions() -> int:
    """A bounded part of what is due; the rest is asked for anew. How many pictures."""
    done = make_pending(PICTURES_PER_TASK)
    if done == PICTURES_PER_TASK:
        request_renditions()
    return done


def request_renditions() -> bool:
    """Has renditions made after this transaction, if that costs nobody here any time."""
    backend = task_backends[make_pending_renditions.backend]
    if isinstance(backend, ImmediateBackend) or not due().exists():
        return False
    transaction.on_commit(make_pending_renditions.enqueue)
    return True
