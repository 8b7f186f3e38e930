"""The configuration in the documentation, tried with nginx."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, unquote

import pytest

from integra_cms.delivery.media.content_types import _CONTENT_TYPES, content_type
from integra_cms.delivery.models import Document
from integra_cms.delivery.reading import detail
from integra_cms.delivery.static_export import export_to, target
from tests.delivery.static_export.reading import value
from tests.requirements import needs_nginx

pytestmark = [pytest.mark.django_db, needs_nginx]

PAGE = Path(__file__).parents[3] / "docs/how-to/static-export.md"

AROUND = """
daemon off;
worker_processes 1;
pid {home}/pid;
error_log {home}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    {documented}
}}
"""


def documented() -> str:
    (block,) = re.findall(r"```nginx\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return block


@pytest.fixture
def home() -> Iterator[Path]:
    """Where nginx may look: started by root, it reads as nobody."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def folder(site, home) -> Path:
    export_to(target(str(home / "toolkit")))
    return home / "toolkit"


@pytest.fixture
def get(folder, home) -> Iterator[Callable[..., Any]]:
    """Asks nginx for a path; gives the answer and its body."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = documented().replace("listen 8080", f"listen 127.0.0.1:{port}")
    config = config.replace("root /srv/toolkit", f"root {folder}")
    (home / "nginx.conf").write_text(AROUND.format(home=home, documented=config))
    process = subprocess.Popen(  # noqa: S603
        ["nginx", "-p", str(home), "-c", str(home / "nginx.conf"), "-e", str(home / "error.log")]  # noqa: S607
    )
    try:
        _wait_for(port, process, home)
        yield lambda path, **headers: _ask(port, path, headers)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(port: int, process: subprocess.Popen, home: Path) -> None:
    for _attempt in range(100):
        assert process.poll() is None, (home / "error.log").read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((home / "error.log").read_text())


def _ask(port: int, path: str, headers: dict[str, str]) -> tuple[Any, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    sent = {name.replace("_", "-"): each for name, each in headers.items()}
    connection.request("GET", quote(path), headers=sent)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_documents_come_as_the_api_gives_them(get, site):
    resource = site.walks.translation_key

    plain, body = get(f"/v1/resources/{resource}.bg.json")
    small, compressed = get(f"/v1/resources/{resource}.bg.json", Accept_Encoding="gzip")

    assert plain.status == small.status == 200
    assert plain.headers["Content-Type"] == "application/json"
    assert plain.headers["Access-Control-Allow-Origin"] == "*"
    assert plain.headers["Cache-Control"].startswith("public, max-age=60,")
    assert plain.headers["Content-Encoding"] is None
    assert small.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Vary"] == small.headers["Vary"] == "Accept-Encoding"
    assert body == gzip.decompress(compressed) == detail(resource, asked="bg").answer().body


def test_pages_are_found_by_their_addresses(get):
    for path in Document.objects.values_list("path", flat=True):
        answer, body = get(f"/v1/find{unquote(path)}")

        assert answer.status == 200
        assert f'"path":"{path}"'.encode() in body
    assert get("/v1/find/bg/library/разходки/")[0].status == 200
    assert get("/v1/find/bg/nothing/")[0].status == 404


def test_who_begins_at_the_index_finds_everything(get):
    _answer, body = get("/v1/index.json")
    index = json.loads(body)
    starts = [index["lists"]["bg"]["all"], *index["registers"], *index["changes"]["files"]]

    assert {get(f"/v1/{start}")[0].status for start in starts} == {200}
    assert get("/v1/index.json")[0].headers["Cache-Control"] == "public, no-cache"


def test_files_are_kept_for_ever_and_run_nothing(get, folder, site):
    known = value(folder, f"v1/media/{site.picture.uuid}.json")
    for file in [known["file"], *(each["file"] for each in known["renditions"])]:
        answer, body = get(f"/v1/{file}")

        assert answer.status == 200
        assert body == (folder / "v1" / file).read_bytes()
        assert answer.headers["Content-Type"] == content_type(file)
        assert answer.headers["Cache-Control"].endswith("immutable")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"] is None


def test_documents_are_saved_and_not_shown(get, site):
    answer, _body = get(f"/v1/media/files/{site.plan.sha256}.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment"


def test_what_has_not_changed_is_not_sent_again(get, site):
    path = f"/v1/resources/{site.walks.translation_key}.bg.json"
    answer, _body = get(path)

    assert get(path, If_None_Match=answer.headers["ETag"])[0].status == 304


def test_nothing_else_is_given_away(get):
    for path in ("/", "/manifest.json", "/v1/", "/v1/resources/", "/v1/find/../../manifest.json"):
        assert get(path)[0].status in {400, 403, 404}


def test_every_type_that_files_can_have_is_in_the_configuration():
    lines = re.search(r"types \{(.*?)\}", documented(), re.DOTALL)[1].split(";")
    written = dict(reversed(line.split()) for line in lines if line.strip())

    assert written.pop("json") == "application/json"
    assert written == {each: kind.partition(";")[0] for each, kind in _CONTENT_TYPES.items()}
