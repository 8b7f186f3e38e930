"""Checks that need the whole pack, or the site: do all references lead somewhere?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from integra_cms.sharing.bag import Bag
from integra_cms.sharing.chapter import Chapter, Reference, Staged
from integra_cms.sharing.reading import Reading
from integra_cms.sharing.report import Report


@dataclass
class Checking:
    """What the checks of all chapters share.

    Attributes:
        bag: The files of the pack.
        staged: Chapter → key → object of the pack.
    """

    bag: Bag
    reading: Reading
    chapters: Sequence[Chapter]
    staged: Mapping[str, Mapping[str, Staged]]
    _required: list[tuple[Staged, Reference]] = field(default_factory=list)

    @property
    def report(self) -> Report:
        """Where problems go."""
        return self.reading.report

    def of(self, chapter: str) -> Mapping[str, Staged]:
        """The pack's objects of one chapter, by key."""
        return self.staged.get(chapter, {})

    def require(self, staged: Staged, reference: Reference) -> None:
        """Notes that an object needs another; `refuse_unresolved` looks for all of them."""
        self._required.append((staged, reference))

    def refuse_unresolved(self) -> None:
        """Refuses references that lead neither into the pack nor to the site."""
        brought = {
            made
            for chapter in self.chapters
            for staged in self.of(chapter.name).values()
            for made in chapter.brings(staged.form)
        }
        for chapter in self.chapters:
            in_pack = {
                *chapter.names(self.of(chapter.name)),
                *(name for made_in, name in brought if made_in == chapter.name),
            }
            required = [
                (staged, reference)
                for staged, reference in self._required
                if reference.chapter == chapter.name and reference.key not in in_pack
            ]
            existing = chapter.existing({reference.key for _staged, reference in required})
            for staged, reference in required:
                if reference.key not in existing:
                    self._refuse(staged, reference)

    def _refuse(self, staged: Staged, reference: Reference) -> None:
        self.report.refuse(
            f"{reference.chapter}_unknown",
            staged.file,
            _("there is no %(chapter)s “%(key)s”, neither in the pack nor on this site.")
            % {"chapter": reference.chapter, "key": reference.key},
            place=reference.place,
            remedy=_("Add it to the pack, or correct the reference."),
        )
