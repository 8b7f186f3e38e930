"""Signatures are those of the Standard Webhooks specification."""

from __future__ import annotations

import base64
import hashlib
import hmac

from integra_cms.delivery.webhooks.signatures import new_secret, sign, signed_headers

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()


def independent(secret: bytes, text: str) -> str:
    """HMAC as RFC 2104 defines it, out of the hash alone."""
    key = secret.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + text.encode()).digest()
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest()
    return base64.b64encode(outer).decode()


def test_a_signature_covers_identifier_time_and_body():
    signature = sign(SECRET, "msg-1", 1700000000, '{"a":"Č"}'.encode())

    assert signature == "v1," + independent(bytes(range(32)), 'msg-1.1700000000.{"a":"Č"}')


def test_a_signature_is_the_one_of_the_specifications_own_libraries():
    signature = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )

    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_headers_carry_one_signature_for_each_secret():
    other = new_secret()

    headers = signed_headers([SECRET, other], "msg-1", 5, b"{}")

    assert headers == {
        "webhook-id": "msg-1",
        "webhook-timestamp": "5",
        "webhook-signature": f"{sign(SECRET, 'msg-1', 5, b'{}')} {sign(other, 'msg-1', 5, b'{}')}",
    }


def test_a_new_secret_is_32_random_bytes():
    secrets = {new_secret() for _ in range(20)}

    assert len(secrets) == 20
    assert {len(base64.b64decode(secret.removeprefix("whsec_"))) for secret in secrets} == {32}
    assert hmac.compare_digest(next(iter(secrets))[:6], "whsec_")
