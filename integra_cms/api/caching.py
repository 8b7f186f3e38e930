"""How long caches between us and the reader may keep what, by class of answer.

What changes is purged by its keys (``Surrogate-Key``); these times hold where nobody purges.
"""

from __future__ import annotations

CONTENT = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
"""Documents and lists: a minute old at most, older only while a new one is fetched."""

REGISTER = "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400"
"""Vocabularies, cities, menus: they change seldom."""

FEED = "public, no-cache"
"""Changes: whoever follows wants to know now, and is told by 304 that there is nothing."""

STREAM = "no-store"
"""The export: nobody asks for the same one twice."""

IMMUTABLE = "public, max-age=31536000, immutable"
"""Files: their addresses hold their checksum, so nothing else can ever stand there."""

DESCRIPTION = "public, max-age=300, stale-while-revalidate=86400"
"""What the API says about itself: it changes with the software."""
