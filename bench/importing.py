"""What one more edition costs: through the loader, and through stock Wagtail.

Run as a process of its own on a loaded toolkit; prints seconds per edition as JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import django

from bench.synthetic import write_pack

RESOURCES = 40


def by_loader() -> float:
    """Loads a pack of new resources in two languages."""
    from integra_cms.sharing.loading import load
    from integra_cms.sharing.plan import make_plan
    from integra_cms.sharing.sealing import seal
    from integra_cms.sharing.staging import stage

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pack"
        write_pack(folder, RESOURCES)
        seal(folder)
        start = time.perf_counter()
        staged = stage(folder)
        load(staged, make_plan(staged))
        return (time.perf_counter() - start) / (2 * RESOURCES)


def by_wagtail() -> float:
    """Copies each of them for another language and publishes the copy, as Wagtail offers it."""
    from wagtail.models import Locale

    from integra_cms.pages.models import MethodPage

    target = Locale.objects.get(language_code="hr")
    sources = list(
        MethodPage.objects.filter(slug__startswith="photovoice-", locale__language_code="en")
    )
    start = time.perf_counter()
    for source in sources:
        source.copy_for_translation(target).save_revision().publish()
    return (time.perf_counter() - start) / len(sources)


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps({"loader": by_loader(), "wagtail": by_wagtail()}))
