"""Runs one of the processes: ``python -m tests.delivery.following <role> …``."""

from __future__ import annotations

import json
import sys

import django


def main() -> None:
    django.setup()
    # Models can be imported only now.
    from tests.delivery.following.draining import drain_until_killed
    from tests.delivery.following.reading import follow_when_asked
    from tests.delivery.following.writing import write

    match sys.argv[1:]:
        case ["write", number, operations]:
            sys.stdout.write(json.dumps(write(int(number), int(operations))))
        case ["follow"]:
            follow_when_asked()
        case ["drain"]:
            drain_until_killed()


if __name__ == "__main__":
    main()
