"""A follower: it knows what an export said, then only what the feed says."""

from __future__ import annotations

import json
import sys
from typing import Any

from integra_cms.delivery.draining import drain
from integra_cms.delivery.reading.exporting import export
from integra_cms.delivery.reading.feed import changes
from integra_cms.delivery.verifying import verify


class Follower:
    """Knows what an export said, then only what the feed says."""

    def __init__(self) -> None:
        self.things: dict[tuple[str, str, str], Any] = {}
        lines = [json.loads(line) for chunk in export() for line in chunk.splitlines()]
        self.cursor = lines[0]["cursor"]
        for line in lines[1:]:
            self.put(line)

    def put(self, line: dict[str, Any]) -> None:
        key = (line["entity"], line["key"], line["locale"])
        content = {
            name: line[name] for name in ("label", "document", "media", "register") if name in line
        }
        if content:
            self.things[key] = content

    def follow(self) -> None:
        """Reads on until there is no more."""
        while True:
            page = json.loads(changes(self.cursor, 100, full=True).body)
            numbers = [change["sequence"] for change in page["changes"]]
            assert numbers == list(range(self.cursor + 1, self.cursor + 1 + len(numbers)))
            for change in page["changes"]:
                if change["action"] == "put":
                    self.put(change)
                else:
                    self.things.pop((change["entity"], change["key"], change["locale"]), None)
            self.cursor = page["next"]
            if self.cursor == page["head"]:
                return


def follow_when_asked() -> None:
    """Answers questions from standard input, a line each, until there are no more."""
    follower = Follower()
    for question in sys.stdin:
        if question == "compare\n":
            answer = compare(follower)
        else:
            follower.follow()
            answer = {"cursor": follower.cursor}
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


def compare(follower: Follower) -> dict[str, Any]:
    """Whether it has what is served, when all is worked off."""
    drain()
    follower.follow()
    served = Follower().things
    return {
        "same": follower.things == served,
        "things": len(served),
        "differences": [str(each) for each in verify()],
    }
