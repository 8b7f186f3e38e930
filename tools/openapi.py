"""Writes the description of the API into ``tests/snapshots/``: ``make openapi``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import django

SNAPSHOT = Path(__file__).resolve().parents[1] / "tests/snapshots/openapi.json"


def description() -> str:
    """As the test suite sees it: with the sample plugin switched on."""
    from integra_cms.api.api import build_api

    schema = build_api().get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> None:
    """Writes the file."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    SNAPSHOT.parent.mkdir(exist_ok=True)
    SNAPSHOT.write_text(description(), encoding="utf-8")


if __name__ == "__main__":
    main()
