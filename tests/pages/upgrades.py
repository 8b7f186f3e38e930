"""Content upgrades for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from integra_cms.blocks.upgrades import Upgrade
from integra_cms.plugins import contributions
from integra_cms.plugins.collecting import Named


@contextmanager
def upgrades(*registered: Upgrade) -> Iterator[None]:
    """As if a switched-on plugin contributed these."""
    named = Named("content_upgrades", {upgrade.name: upgrade for upgrade in registered})
    with patch.object(type(contributions), "content_upgrades", named):
        yield
