"""What can be wrong with editions and their sources."""

from __future__ import annotations

from integra_cms.exceptions import IntegraError


class NotAPair(IntegraError, ValueError):
    """Two pages are not an edition and its source."""

    code = "not_a_pair"
