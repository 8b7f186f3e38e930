"""What is wrong with a pack, and what happened to it: all of it, not just the first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from integra_cms.sharing.exceptions import PackRefused


@dataclass(frozen=True)
class Problem:
    """One reason to refuse a pack, or one thing its reader should know.

    Attributes:
        code: Stable, for programs.
        file: The file inside the pack.
        place: Where in the file: a line, or a path such as ``fields.steps[2].title``; may be empty.
        message: What is the case, with the offending value.
        remedy: What to do about it.
    """

    code: str
    file: str
    place: str
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file} ({self.place})" if self.place else self.file
        return f"{where}: {self.message} {self.remedy}".rstrip()

    def as_json(self) -> dict[str, str]:
        """For programs that read the answer of a command."""
        return {
            "code": self.code,
            "file": self.file,
            "place": self.place,
            "message": self.message,
            "remedy": self.remedy,
        }


@dataclass
class Report:
    """Gathers problems, which refuse the pack, and notes, which do not."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def refuse(
        self, code: str, file: str, message: Any, *, place: str = "", remedy: Any = ""
    ) -> None:
        """The pack cannot be loaded as it is."""
        remedy = remedy or _("Correct the file, seal the pack and load it again.")
        problem = Problem(code, file, place, str(message), str(remedy))
        if problem not in self.problems:
            self.problems.append(problem)

    def note(
        self, code: str, file: str, message: Any, *, place: str = "", remedy: Any = ""
    ) -> None:
        """Something to know that stops nothing."""
        self.notes.append(Problem(code, file, place, str(message), str(remedy)))

    def raise_if_refused(self) -> None:
        """Ends the work on a pack that has problems.

        Raises:
            PackRefused: It has; the error carries this report.
        """
        if self.problems:
            raise PackRefused(self)
