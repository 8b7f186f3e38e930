"""How commands tell what they do with a pack: for people, or as JSON for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from integra_cms.delivery.prompting import without_prompting
from integra_cms.delivery.rebuilding import bring_up_to_date
from integra_cms.progress import Progress
from integra_cms.sharing.exceptions import PackError, PackRefused
from integra_cms.sharing.loading import load
from integra_cms.sharing.plan import Plan, Planned, Reason, Step, make_plan
from integra_cms.sharing.staging import StagedPack, stage

WHY_KEPT = {
    Reason.EDITED: "edited here since it was loaded",
    Reason.DRAFT: "a draft is waiting here",
    Reason.DELETED: "deleted here since it was loaded",
    Reason.FOREIGN: "was here before, with other content",
}
HEADINGS = {
    Step.CREATE: "new",
    Step.UPDATE: "changed",
    Step.UNCHANGED: "unchanged",
    Step.KEPT: "kept as they are here",
    Step.GONE_FROM_PACK: "no longer in the pack, kept here",
}


class Presenter:
    """Runs the work and tells about it: results on stdout, progress on stderr.

    Args:
        stdout: Where results go.
        stderr: Where progress goes.
        verbosity: 0 says nothing but errors.
        as_json: One JSON object instead of sentences.
    """

    def __init__(self, stdout: Any, stderr: Any, *, verbosity: int, as_json: bool = False) -> None:
        self.stdout = stdout
        self.verbosity = verbosity
        self.as_json = as_json
        self.progress = Progress(stderr if verbosity else None)

    def load(self, folder: Path, *, dry_run: bool) -> None:
        """Loads a pack, or says what loading would do.

        Raises:
            PackError: It cannot be loaded; nothing was written.
        """
        staged = stage(folder, progress=self.progress)
        plan = make_plan(staged)
        if not dry_run:
            with without_prompting():
                load(staged, plan, progress=self.progress)
            bring_up_to_date(self.progress)
        self._tell(staged, plan, "Would load" if dry_run else "Loaded", dry_run=dry_run)

    def check(self, folder: Path) -> None:
        """Checks a pack.

        Raises:
            PackError: It has problems.
        """
        staged = stage(folder, progress=self.progress)
        count = sum(map(len, staged.objects.values()))
        if self.as_json:
            self._write_json({"ok": True, "objects": count, "notes": _notes(staged)})
            return
        for note in staged.report.notes:
            self.say(f"note: {note}")
        self.say(f"{folder}: {count} objects, nothing wrong.")

    def say(self, text: str) -> None:
        """One line for people."""
        if self.verbosity:
            self.stdout.write(text)

    def refusal(self, error: PackError) -> str:
        """What is said about a pack that is refused."""
        if not isinstance(error, PackRefused):
            return str(error)
        problems = error.report.problems
        if self.as_json:
            self._write_json({"ok": False, "problems": [each.as_json() for each in problems]})
        return f"{error}\n{len(problems)} problem(s). Nothing was written."

    def _tell(self, staged: StagedPack, plan: Plan, done: str, *, dry_run: bool) -> None:
        if self.as_json:
            self._write_json(
                {
                    "ok": True,
                    "dry_run": dry_run,
                    "pack": staged.pack.name,
                    "counts": plan.counts,
                    "objects": [
                        {
                            "object": each.chapter,
                            "key": each.key,
                            "step": each.step.value,
                            "reason": each.reason.value,
                        }
                        for each in plan.objects
                        if each.step != Step.UNCHANGED
                    ],
                    "notes": _notes(staged),
                }
            )
            return
        for note in staged.report.notes:
            self.say(f"note: {note}")
        steps = [Step.KEPT, Step.GONE_FROM_PACK]
        if dry_run or self.verbosity > 1:
            steps = [Step.CREATE, Step.UPDATE, *steps]
        for each in plan.with_step(*steps):
            self.say(_line(each))
        counts = ", ".join(f"{plan.counts[step]} {HEADINGS[step]}" for step in Step)
        self.say(f"{done} “{staged.pack.name}”: {counts}.")

    def _write_json(self, answer: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def _line(planned: Planned) -> str:
    why = f" ({WHY_KEPT[planned.reason]})" if planned.reason else ""
    file = planned.staged.file if planned.staged else f"{planned.chapter} {planned.key}"
    return f"{HEADINGS[planned.step]}: {file}: {planned.key}{why}"


def _notes(staged: StagedPack) -> list[dict[str, str]]:
    return [note.as_json() for note in staged.report.notes]
