"""ISO 8601 durations: what methods take, from minutes to months."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NUMBER = r"\d+(?:[.,]\d+)?"
DURATION = re.compile(
    rf"P(?=[\dT])(?:{NUMBER}Y)?(?:{NUMBER}M)?(?:{NUMBER}W)?(?:{NUMBER}D)?"
    rf"(?:T(?=\d)(?:{NUMBER}H)?(?:{NUMBER}M)?(?:{NUMBER}S)?)?"
)


def validate_duration(value: str) -> None:
    """Accepts ``PT2H15M``, ``P3D``, ``P4W``.

    Raises:
        ValidationError: With the code ``duration_invalid``.
    """
    if not DURATION.fullmatch(value):
        raise ValidationError(
            _(
                "“%(value)s” is not a duration. Write “PT2H15M” for 2 hours and 15 minutes, "
                "“P3D” for three days or “P4W” for four weeks."
            ),
            code="duration_invalid",
            params={"value": value},
        )
