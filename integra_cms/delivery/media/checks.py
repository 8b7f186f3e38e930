"""System checks of what pictures are made into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Warning, register

from integra_cms.delivery.media.presets import FORMATS, is_supported


@register("integra")
def check_formats(**kwargs: Any) -> Iterator[CheckMessage]:
    """Pillow must have been built with the formats of renditions."""
    for form in FORMATS:
        if not is_supported(form):
            yield Warning(
                f"Pillow was built without {form.name.upper()}: renditions lack that format.",
                hint="Install Pillow from its wheel, or build it with that codec.",
                id="integra.W601",
            )
