"""The documentation as the tests read it: pages, sections, tables, blocks of code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class CodeBlock:
    """A block of code. ``info`` is what stands behind its fence, such as ``json page``."""

    info: str
    code: str


@dataclass(frozen=True)
class Document:
    """One Markdown file."""

    path: Path

    def __str__(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def prose(self) -> str:
        """The text without blocks of code."""
        return FENCE.sub("", self.text)

    @cached_property
    def code_blocks(self) -> list[CodeBlock]:
        return [CodeBlock(found["info"], found["code"]) for found in FENCE.finditer(self.text)]

    @cached_property
    def anchors(self) -> set[str]:
        """What links to a heading of this file end with."""
        return {_anchor(title) for _marks, title in HEADING.findall(self.prose)}

    def section(self, title: str) -> str:
        """What stands between a heading and the next one of its rank or higher."""
        headings = [found for found in HEADING.finditer(self.text) if found[2] == title]
        assert headings, f"{self} has no heading “{title}”."
        start = headings[0]
        rest = self.text[start.end() :]
        end = re.search(rf"^#{{1,{len(start[1])}}} ", rest, re.MULTILINE)
        return rest[: end.start()] if end else rest


def first_cells(text: str) -> list[str]:
    """The first cell of each row of the tables in a text, without their heads."""
    lines = text.splitlines()
    return [
        line.strip("|").split("|")[0].strip()
        for number, line in enumerate(lines)
        if line.startswith("|")
        and not line.startswith("|---")
        and not (number + 1 < len(lines) and lines[number + 1].startswith("|---"))
    ]


def coded(texts: list[str]) -> list[str]:
    """What stands in backticks in some texts."""
    return [name for text in texts for name in re.findall(r"`([^`]+)`", text)]


def page(name: str) -> Document:
    """A page below ``docs/``."""
    return Document(DOCS / name)


PAGES = [Document(path) for path in sorted(DOCS.rglob("*.md"))]
EVERYTHING = [Document(ROOT / "README.md"), Document(ROOT / "CHANGELOG.md"), *PAGES]


def _anchor(title: str) -> str:
    plain = re.sub(r"[^\w\- ]", "", title.replace("`", "").lower())
    return plain.replace(" ", "-")
