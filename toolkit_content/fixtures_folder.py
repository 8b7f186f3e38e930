"""Where the toolkit's pack lies."""

from __future__ import annotations

from pathlib import Path

NAME = "integra-toolkit"


class ToolkitMissing(FileNotFoundError):
    """The pack is neither in the checkout nor in the installed package."""


def toolkit_folder() -> Path:
    """The pack: beside this package in a checkout, inside it when it was installed.

    Raises:
        ToolkitMissing: It is in neither place.
    """
    package = Path(__file__).resolve().parent
    candidates = [
        package.parent / "fixtures" / NAME,
        package / "fixtures" / NAME,
    ]
    for folder in candidates:
        if (folder / "bagit.txt").is_file():
            return folder
    raise ToolkitMissing(
        f"The toolkit's pack is in none of these places: {', '.join(map(str, candidates))}. "
        f"Install the package again, or load the pack with “pack load FOLDER”."
    )
