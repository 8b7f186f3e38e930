"""Forgets old entries of the feed. A follower that comes later is told to begin anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from integra_cms.delivery.models import CatalogueState, Change


@transaction.atomic
def compact(before: datetime) -> int:
    """Removes the entries up to the last one that is older than a moment; how many it were.

    What is left has no gaps. A follower whose number is below the horizon cannot know what was
    removed meanwhile, so it is refused and begins with an export.
    """
    state = CatalogueState.objects.select_for_update().filter(pk=1).first()
    last = Change.objects.filter(at__lt=before).order_by("-sequence").first()
    if state is None or last is None:
        return 0
    removed, _by_model = Change.objects.filter(sequence__lte=last.sequence).delete()
    state.horizon = last.sequence
    state.save(update_fields=["horizon"])
    return removed
