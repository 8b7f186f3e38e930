"""Writes what the API answers about the toolkit into ``integra_cms/api/examples/``.

Run it after something changed that they show: ``python -m tools.examples``, then ``make openapi``.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from urllib.parse import urlencode

import django

ROOT = "/api/v1/"
HOST = "toolkit.example.org"


def main() -> None:
    """Loads the toolkit into a database that is gone afterwards, and asks it by HTTP."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.plugins.settings_without"
    django.setup()

    from django.db import connection
    from django.test import override_settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    with (
        tempfile.TemporaryDirectory() as media,
        override_settings(MEDIA_ROOT=media, ALLOWED_HOSTS=[HOST]),
    ):
        _load()
        for name, path in _paths().items():
            _write(name, path)


def _load() -> None:
    from django.core.management import call_command

    from integra_cms.delivery.draining import drain
    from integra_cms.delivery.rebuilding import rebuild

    call_command("toolkit", "load", verbosity=0)
    rebuild()
    drain()


def _paths() -> Mapping[str, str]:
    """What to ask, by the name of the example: the smallest document there is, and around it."""
    from django.db.models.functions import Length

    from integra_cms.delivery.models import Document

    document = Document.objects.filter(listed=True).order_by(Length("body"), "path").first()
    if document is None:
        raise SystemExit("The toolkit has no documents.")
    kind, locale = document.kind, document.locale
    found = urlencode({"path": document.path})
    word = document.title.split()[0]
    return {
        "resource_list": f"resources?{urlencode({'locale': locale, 'kind': kind, 'limit': 1})}",
        "resource_show": f"resources/{document.resource}?locale={locale}",
        "resource_show.jsonld": f"resources/{document.resource}?locale={locale}&format=jsonld",
        "resource_find": f"find?{found}",
        "resource_find.jsonld": f"find?{found}&format=jsonld",
        "search_suggest": f"search/suggest?{urlencode({'q': word, 'locale': locale, 'limit': 2})}",
        "city_list": f"cities?locale={locale}",
        "kind_list": f"kinds?locale={locale}",
        "choice_list": f"choices?locale={locale}",
        "menu_list": f"menus?locale={locale}",
        "redirect_list": "redirects",
        "change_list": "changes?limit=2",
        "problem": "resources?limit=0",
    }


def _write(name: str, path: str) -> None:
    from django.test import Client

    from integra_cms.api.examples import FOLDER

    answer = json.loads(Client().get(ROOT + path, secure=True, headers={"Host": HOST}).content)
    text = json.dumps(answer, indent=1, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
