"""What an export refuses."""

from __future__ import annotations

from integra_cms.exceptions import IntegraError


class ExportRefused(IntegraError):
    """A target into which nothing is written."""

    code = "export_refused"


class WentAway(IntegraError):
    """A file that was public when the export was composed is not any more."""

    code = "export_outdated"
