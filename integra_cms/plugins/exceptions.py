"""What can be wrong with plugins."""

from __future__ import annotations

from integra_cms.exceptions import IntegraError


class UnknownContribution(IntegraError, LookupError):
    """Somebody asked for a contribution that no switched-on plugin makes."""

    code = "unknown_contribution"


class BrokenContribution(IntegraError):
    """A plugin declares something that cannot be loaded or has the wrong type."""

    code = "broken_contribution"
