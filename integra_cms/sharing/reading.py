"""From the bytes of a pack's files to forms, with every problem reported at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import ValidationError as FormError

from integra_cms.sharing import canonical
from integra_cms.sharing.bag import Bag
from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.formats import Form
from integra_cms.sharing.report import Report

AnyForm = TypeVar("AnyForm", bound=Form)


@dataclass
class Reading:
    """Reads files of one pack and gathers what is wrong with them.

    Attributes:
        aliases: Codes of locales that were read as others: (``sl``, ``sk``).
    """

    report: Report
    aliases: set[tuple[str, str]] = field(default_factory=set)

    def json(self, bag: Bag, file: str) -> Any:
        """What a JSON file of the bag says; ``None`` when it cannot be read."""
        try:
            return self.parsed(file, bag.read(file))
        except PackError as error:
            self.report.refuse(
                "checksum_wrong",
                file,
                error,
                remedy=_("Get the pack again, or run “pack seal” if you changed it yourself."),
            )
            return None

    def parsed(self, file: str, content: bytes) -> Any:
        """What JSON bytes say; ``None`` when they are not JSON."""
        try:
            return canonical.parse(content)
        except canonical.Malformed as error:
            self.report.refuse(
                "json_broken",
                file,
                _("not valid JSON: %(error)s.") % {"error": error},
                place=error.place,
                remedy=_("Correct it there, seal the pack and load it again."),
            )
            return None

    def form(self, kind: type[AnyForm], file: str, data: Any) -> AnyForm | None:
        """The data as a form; ``None`` when they do not fit, with each reason reported."""
        try:
            return kind.model_validate(data, context={"aliases": self.aliases})
        except FormError as error:
            for each in error.errors():
                place = place_of(each["loc"])
                given = str(each["input"])[:80]
                self.report.refuse(
                    f"form_{each['type']}",
                    file,
                    _("%(message)s (given: %(given)s).")
                    % {"message": each["msg"].removeprefix("Value error, "), "given": given},
                    place=place,
                )
            return None

    def invalid(self, file: str, place: str, error: ValidationError) -> None:
        """Reports what Django or a block says about a value."""
        for below, code, message in flattened(error, place):
            self.report.refuse(code, file, message, place=below)


def place_of(location: tuple[str | int, ...]) -> str:
    """``("fields", "steps", 2)`` as ``fields.steps[2]``."""
    place = ""
    for part in location:
        place += f"[{part}]" if isinstance(part, int) else f".{part}"
    return place.lstrip(".")


def flattened(error: ValidationError, place: str = "") -> Iterator[tuple[str, str, str]]:
    """Place, code and text of every error inside an error, also of blocks."""
    nested: dict[Any, Any] = dict(getattr(error, "block_errors", None) or {})
    if hasattr(error, "error_dict"):
        nested |= error.error_dict
    own = list(getattr(error, "non_block_errors", None) or [])
    if not nested and not own:
        for each in getattr(error, "error_list", [error]):
            yield place, each.code or "invalid", " ".join(each.messages)
    for each in own:
        yield place, getattr(each, "code", None) or "invalid", " ".join(each.messages)
    for key, value in nested.items():
        if value is None:
            continue
        here = f"{place}[{key}]" if isinstance(key, int) else f"{place}.{key}".lstrip(".")
        here = place if key == "__all__" else here
        for each in value if isinstance(value, list) else [value]:
            yield from flattened(each, here)
