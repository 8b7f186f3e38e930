"""One POST: to the numbers that were judged, under the name that was given, within its limits."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.client import HTTPException
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from integra_cms.delivery.webhooks.addresses import AddressRefused, check_address
from integra_cms.delivery.webhooks.transport import Answer, Transport
from tests.delivery.webhooks.conftest import Receiver, handler_for

NAME = "hooks.example.org"
HEADERS = {"Content-Type": "application/json"}


class Resolver:
    """Answers with other numbers each time it is asked; the last ones stay."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, int]] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append((host, port))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def port_of(receiver: Receiver) -> int:
    return int(receiver.url.rpartition(":")[2].partition("/")[0])


def trickle(pause: float, *parts: bytes):
    """Writes an answer bit by bit, until the sender hangs up."""

    def write(handler) -> None:
        try:
            for part in parts:
                handler.wfile.write(part)
                handler.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass

    return write


# ------------------------------------------------------------------ where it goes


@pytest.mark.usefixtures("private_allowed")
def test_the_connection_is_made_to_the_number_that_was_judged(receiver):
    resolve = Resolver(["127.0.0.1"], ["127.0.0.99"])

    answer = Transport(resolve=resolve).post(
        f"http://{NAME}:{port_of(receiver)}/in?a=1", b"{}", HEADERS
    )

    (request,) = receiver.requests
    assert answer == Answer(200)
    assert resolve.asked == [(NAME, port_of(receiver))]
    assert request.headers["host"] == f"{NAME}:{port_of(receiver)}"
    assert (request.path, request.body) == ("/in?a=1", b"{}")


def test_a_name_that_was_public_when_saved_is_refused_when_it_is_private_now(receiver):
    resolve = Resolver(["93.184.215.14"], ["127.0.0.1"])
    url = f"https://{NAME}:{port_of(receiver)}/"

    judged_on_save = check_address(url, resolve=resolve)
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1, which is not a public address"):
        Transport(resolve=resolve).post(url, b"{}", HEADERS)

    assert judged_on_save.numbers == ("93.184.215.14",)
    assert receiver.requests == []


def test_a_name_that_changes_between_judging_and_connecting_gains_nothing(receiver, monkeypatch):
    """Only the network is replaced: what is asked to connect is written down."""
    resolve = Resolver(["93.184.215.14"], ["127.0.0.1"])
    connected = []

    def note(address, _timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", note)

    with pytest.raises(ConnectionRefusedError):
        Transport(resolve=resolve).post(f"https://{NAME}/", b"{}", HEADERS)

    assert connected == [("93.184.215.14", 443)]
    assert len(resolve.asked) == 1


@pytest.mark.usefixtures("private_allowed")
def test_the_next_number_is_tried_where_one_does_not_answer(receiver):
    resolve = Resolver(["127.0.0.77", "127.0.0.1"])

    answer = Transport(resolve=resolve).post(f"http://{NAME}:{port_of(receiver)}/", b"{}", HEADERS)

    assert answer.status == 200


@pytest.mark.usefixtures("private_allowed")
def test_redirects_are_not_followed(receiver):
    receiver.status, receiver.answer_headers = 307, {"Location": receiver.url + "/elsewhere"}

    answer = Transport().post(receiver.url, b"{}", HEADERS)

    assert answer.status == 307
    assert len(receiver.requests) == 1


@pytest.mark.parametrize(
    ("given", "understood"),
    [("120", 120), ("0", 0), ("-5", 0), ("soon", 0), ("٣", 0), ("9" * 50, 0)],
)
@pytest.mark.usefixtures("private_allowed")
def test_a_wish_for_time_is_read_in_seconds(receiver, given, understood):
    receiver.write_answer = trickle(
        0, f"HTTP/1.1 503 Busy\r\nRetry-After: {given}\r\nContent-Length: 0\r\n\r\n".encode()
    )

    answer = Transport().post(receiver.url, b"{}", HEADERS)

    assert answer == Answer(503, understood)


# ------------------------------------------------------------------ encryption


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(  # noqa: S603 - fixed arguments
        [
            str(shutil.which("openssl")),
            *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", "key.pem", "-out", "certificate.pem"),
            *("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture
def secure_receiver(certificate) -> Iterator[Receiver]:
    """Remembers as ``url`` of the receiver its port, and the names it was asked for."""
    receiver = Receiver("")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    names: list[str | None] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(receiver))
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    server.handle_error = lambda *_: None  # a sender that does not trust it hangs up
    receiver.url = f":{server.server_port}/in"
    receiver.names = names
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield receiver
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.usefixtures("private_allowed")
def test_name_and_certificate_stay_those_of_the_address(secure_receiver, certificate):
    trusting = ssl.create_default_context(cafile=certificate / "certificate.pem")

    answer = Transport(resolve=Resolver(["127.0.0.1"]), context=trusting).post(
        f"https://{NAME}{secure_receiver.url}", b"{}", HEADERS
    )

    (request,) = secure_receiver.requests
    assert answer == Answer(200)
    assert secure_receiver.names == [NAME]
    assert request.headers["host"].startswith(f"{NAME}:")


@pytest.mark.usefixtures("private_allowed")
def test_a_certificate_for_another_name_is_not_believed(secure_receiver, certificate):
    trusting = ssl.create_default_context(cafile=certificate / "certificate.pem")

    with pytest.raises(ssl.SSLCertVerificationError):
        Transport(resolve=Resolver(["127.0.0.1"]), context=trusting).post(
            f"https://other.example.org{secure_receiver.url}", b"{}", HEADERS
        )

    assert secure_receiver.requests == []


@pytest.mark.usefixtures("private_allowed")
def test_a_certificate_the_system_does_not_know_is_not_believed(secure_receiver):
    with pytest.raises(ssl.SSLCertVerificationError):
        Transport(resolve=Resolver(["127.0.0.1"])).post(
            f"https://{NAME}{secure_receiver.url}", b"{}", HEADERS
        )

    assert secure_receiver.requests == []


# ------------------------------------------------------------------ limits


@pytest.mark.usefixtures("private_allowed")
@pytest.mark.parametrize(
    "parts",
    [
        [b""] * 40,
        [b"HTTP/1.1 200 OK\r\n", *[b"X-Pad: x\r\n"] * 40],
        [b"HTTP/1.1 100 Continue\r\n\r\n"] * 40,
    ],
    ids=["says nothing", "headers without end", "goes on and on"],
)
def test_a_slow_receiver_does_not_get_more_than_the_time_there_is(receiver, parts):
    receiver.write_answer = trickle(0.1, *parts)
    started = time.monotonic()

    with pytest.raises(TimeoutError):
        Transport(total_seconds=0.5).post(receiver.url, b"{}", HEADERS)

    assert time.monotonic() - started < 2


@pytest.mark.usefixtures("private_allowed")
def test_an_answer_without_end_is_not_waited_for(receiver):
    receiver.write_answer = trickle(0.05, b"HTTP/1.1 200 OK\r\n\r\n", *[b"x"] * 60)
    started = time.monotonic()

    answer = Transport(total_seconds=0.5).post(receiver.url, b"{}", HEADERS)

    assert answer.status == 200
    assert time.monotonic() - started < 2


@pytest.mark.usefixtures("private_allowed")
def test_little_of_a_huge_answer_is_read(receiver):
    written = []

    def flood(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            for _ in range(2_000):
                handler.wfile.write(b"x" * 100_000)
                written.append(100_000)
        except OSError:
            pass

    receiver.write_answer = flood

    answer = Transport().post(receiver.url, b"{}", HEADERS)

    assert answer.status == 200
    assert sum(written) < 50_000_000  # what fits into the buffers between the two


@pytest.mark.usefixtures("private_allowed")
def test_a_handshake_without_end_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as mute:
        started = time.monotonic()

        with pytest.raises(TimeoutError):
            Transport(connect_seconds=0.3).post(
                f"https://127.0.0.1:{mute.getsockname()[1]}/", b"{}", HEADERS
            )

    assert time.monotonic() - started < 2


@pytest.mark.usefixtures("private_allowed")
@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH_9\r\n", b"\xff\xfe\x00" * 50 + b"\r\n"])
def test_what_is_not_http_is_an_error(receiver, answer):
    receiver.write_answer = trickle(0, answer)

    with pytest.raises((HTTPException, OSError)):
        Transport().post(receiver.url, b"{}", HEADERS)


@pytest.mark.usefixtures("private_allowed")
def test_a_port_where_nobody_listens_is_an_error():
    with pytest.raises(OSError, match="refused"):
        Transport().post("http://127.0.0.1:9/", b"{}", HEADERS)


def test_the_limits_are_those_of_the_documentation():
    assert (Transport().connect_seconds, Transport().total_seconds) == (5, 15)
