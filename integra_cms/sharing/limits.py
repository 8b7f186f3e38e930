"""How large a pack may be: what is larger is refused before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from integra_cms.conf import integra_settings

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Numbers that a hostile or broken pack may not exceed."""

    files: int = 100_000
    json_bytes: int = 8 * MEBIBYTE
    tag_bytes: int = 64 * MEBIBYTE
    media_bytes: int = 500 * MEBIBYTE
    total_bytes: int = 20 * 1024 * MEBIBYTE

    @classmethod
    def of_site(cls) -> Limits:
        """Media as large as the site takes from its own editors, not larger."""
        return cls(
            media_bytes=max(
                integra_settings.MAX_IMAGE_BYTES,
                integra_settings.MAX_DOCUMENT_BYTES,
                integra_settings.MAX_MEDIA_BYTES,
            )
        )

    def for_path(self, path: str) -> int:
        """The most bytes the file at ``path`` may have."""
        if path.startswith("data/"):
            return self.json_bytes if path.endswith(".json") else self.media_bytes
        return self.tag_bytes
