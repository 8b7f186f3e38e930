"""What can go wrong with packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from integra_cms.exceptions import IntegraError

if TYPE_CHECKING:
    from integra_cms.sharing.report import Report


class PackError(IntegraError):
    """A pack that cannot be read, loaded or written."""

    code = "pack_error"


class PackRefused(PackError):
    """A pack with problems; ``report`` holds them all. Nothing was written."""

    code = "pack_refused"

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__("\n".join(str(problem) for problem in report.problems))
