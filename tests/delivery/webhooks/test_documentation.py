"""The page for receivers is true: its examples verify what we send, and refuse anything else."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
from typing import Any

import pytest

from integra_cms.delivery.webhooks.events import EVENTS, TEST_EVENT, payload_of
from integra_cms.delivery.webhooks.signatures import new_secret, signed_headers
from integra_cms.delivery.webhooks.transport import Transport
from tests.delivery.webhooks.conftest import change
from tests.docs.documents import coded, first_cells, page

PAGE = page("how-to/webhooks.md")
BODY = '{"type":"edition.put","title":"Градът"}'.encode()
JAVASCRIPT = """
const [secret, headers, body] = JSON.parse(process.argv[1]);
console.log(isGenuine(secret, headers, Buffer.from(body, "base64")));
"""


def example(info: str) -> str:
    (code,) = [block.code for block in PAGE.code_blocks if block.info == info]
    return code


def python_says(secret: str, headers: dict[str, str], body: bytes) -> bool:
    names: dict[str, Any] = {}
    exec(example("python verify"), names)  # noqa: S102 - it is our own documentation
    return names["is_genuine"](secret, headers, body)


def javascript_says(secret: str, headers: dict[str, str], body: bytes) -> bool:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed.")
    given = json.dumps([secret, headers, base64.b64encode(body).decode()])
    answered = subprocess.run(  # noqa: S603 - our own documentation
        [
            node,
            "--input-type=module",
            "--eval",
            example("javascript verify") + JAVASCRIPT,
            "--",
            given,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(answered.stdout)


@pytest.fixture(params=[python_says, javascript_says], ids=["python", "javascript"])
def is_genuine(request):
    return request.param


def sent(*secrets: str, age: int = 0) -> dict[str, str]:
    return signed_headers(secrets, "3c0d", int(time.time()) - age, BODY)


def test_a_message_of_ours_is_genuine(is_genuine):
    secret = new_secret()

    assert is_genuine(secret, sent(secret), BODY) is True


def test_both_secrets_are_good_while_one_is_exchanged(is_genuine):
    old, new = new_secret(), new_secret()

    assert is_genuine(old, sent(new, old), BODY) is True
    assert is_genuine(new, sent(new, old), BODY) is True


def test_anything_else_is_not(is_genuine):
    secret = new_secret()
    headers = sent(secret)

    assert is_genuine(new_secret(), headers, BODY) is False
    assert is_genuine(secret, headers, BODY + b" ") is False
    assert is_genuine(secret, headers | {"webhook-id": "other"}, BODY) is False
    assert is_genuine(secret, headers | {"webhook-signature": "v1,"}, BODY) is False
    assert is_genuine(secret, headers | {"webhook-timestamp": "soon"}, BODY) is False


def test_what_is_old_is_not(is_genuine):
    secret = new_secret()

    assert is_genuine(secret, sent(secret, age=301), BODY) is False


def test_every_event_is_described_and_no_other():
    described = coded(first_cells(PAGE.section("What is in a message")))

    assert described == [*EVENTS, TEST_EVENT]


def test_the_message_shown_is_one_of_ours():
    assert json.loads(example("json message")) == json.loads(payload_of(change(7)))


def test_the_limits_are_those_it_names():
    assert f"within {Transport().total_seconds} seconds" in PAGE.text
