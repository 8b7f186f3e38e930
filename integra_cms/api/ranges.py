"""Parts of files (RFC 9110, section 14): players jump about in recordings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from integra_cms.api.problems import Problem

CHUNK = 64 * 1024

ONE_RANGE = re.compile(r"bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})", re.ASCII)


def wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte that are wanted; None for the whole file.

    Several ranges at once, and units other than bytes, are answered with the whole file: that is
    always allowed.

    Raises:
        Problem: The range lies behind the end of the file.
    """
    match = ONE_RANGE.fullmatch(header.strip())
    if match is None or not (match["first"] or match["last"]):
        return None
    if match["first"]:
        first = int(match["first"])
        last = min(int(match["last"]), size - 1) if match["last"] else size - 1
        if match["last"] and int(match["last"]) < first:
            return None
    else:
        first, last = max(size - int(match["last"]), 0), size - 1
        if int(match["last"]) == 0:
            first = size
    if first >= size:
        raise Problem(
            "range_not_satisfiable",
            f"Range: the file ends with byte {size - 1}.",
            headers={"Content-Range": f"bytes */{size}"},
        )
    return first, last


class Part:
    """Some bytes of a file, read as they are sent. Closes the file."""

    def __init__(self, file: IO[bytes], first: int, last: int) -> None:
        self.file = file
        self.left = last - first + 1
        file.seek(first)

    def __iter__(self) -> Iterator[bytes]:
        while self.left > 0:
            chunk = self.file.read(min(CHUNK, self.left))
            if not chunk:
                return
            self.left -= len(chunk)
            yield chunk

    def close(self) -> None:
        """Django calls it when the answer is sent or the client is gone."""
        self.file.close()
