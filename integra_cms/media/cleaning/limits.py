"""How large a file may be, checked before anything is decoded."""

from __future__ import annotations

from typing import IO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from integra_cms.conf import integra_settings

from .errors import TooManyBytes, TooManyPixels


def byte_count(file: IO[bytes]) -> int:
    """The size of an open file; the files of some storages do not return it from ``seek``."""
    file.seek(0, 2)
    return file.tell()


def check_bytes(size: int, setting: str) -> None:
    """Refuse ``size`` bytes when they are more than ``INTEGRA[setting]``.

    Raises:
        TooManyBytes: The message names both sizes.
    """
    limit = getattr(integra_settings, setting)
    if size > limit:
        raise TooManyBytes(
            _("This file has %(size)s; the limit is %(limit)s. Make it smaller and try again.")
            % {"size": filesizeformat(size), "limit": filesizeformat(limit)}
        )


def check_pixels(width: int, height: int, frames: int = 1) -> None:
    """Refuse a picture whose frames together have more than ``INTEGRA["MAX_IMAGE_PIXELS"]``.

    Raises:
        TooManyPixels: The message names the numbers.
    """
    limit = integra_settings.MAX_IMAGE_PIXELS
    if width * height * frames > limit:
        raise TooManyPixels(
            _(
                "This picture has %(width)s × %(height)s pixels in %(frames)s frame(s); "
                "the limit is %(limit)s pixels. Scale it down and try again."
            )
            % {"width": width, "height": height, "frames": frames, "limit": limit}
        )
