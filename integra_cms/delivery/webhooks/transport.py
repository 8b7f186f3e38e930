"""One POST over HTTP to an address that was judged, within fixed limits."""

from __future__ import annotations

import io
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

from integra_cms.delivery.webhooks.addresses import Resolver, Target, check_address, resolve_host

if TYPE_CHECKING:
    from collections.abc import Mapping

BODY_BYTES = 4096
"""How much of an answer is read. It is not kept: only its status counts."""


@dataclass(frozen=True)
class Answer:
    """What a receiver answered, and in how many seconds it would like to be asked again."""

    status: int
    retry_after: int = 0


@dataclass(frozen=True)
class Transport:
    """How messages get out. Redirects are not followed.

    Attributes:
        resolve: Finds the numeric addresses of a host.
        context: Whose certificates are believed; those the system believes, when None.
        connect_seconds: For each numeric address and each of connection and handshake.
        total_seconds: From the first connection to the end of the answer, however it trickles.
            Resolving the name comes before that; the system's resolver has limits of its own.
    """

    resolve: Resolver = resolve_host
    context: ssl.SSLContext | None = None
    connect_seconds: float = 5
    total_seconds: float = 15

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Sends a message.

        Raises:
            AddressRefused: The address leads where no message may go.
            OSError: There was no connection, no trust or no answer in time.
            HTTPException: The answer was not HTTP.
        """
        target = check_address(url, resolve=self.resolve)
        deadline = time.monotonic() + self.total_seconds
        with self._connected(target, deadline) as connected:
            connection = HTTPConnection(target.host, target.port)
            connection.sock = _TimedSocket(connected, deadline)
            connection.request("POST", target.path, body, {**headers, "Host": target.host_header})
            response = connection.getresponse()
            with suppress(OSError, HTTPException):  # its status has said everything
                response.read(BODY_BYTES)
            return Answer(response.status, _seconds(response.getheader("Retry-After", "")))

    def _connected(self, target: Target, deadline: float) -> socket.socket:
        """A connection to the first of the judged numbers that takes one, encrypted for https."""
        refused: OSError = OSError("no address")
        for number in target.numbers:
            try:
                plain = socket.create_connection(
                    (number, target.port), min(self.connect_seconds, _left(deadline))
                )
            except OSError as error:
                refused = error
                continue
            if target.scheme == "http":
                return plain
            plain.settimeout(min(self.connect_seconds, _left(deadline)))
            try:
                return (self.context or _trusted_by_the_system()).wrap_socket(
                    plain, server_hostname=target.host
                )
            except BaseException:
                plain.close()
                raise
        raise refused


class _TimedSocket:
    """A socket as ``HTTPConnection`` uses one, on which all operations share one deadline."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._socket = connected
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._socket.settimeout(_left(self._deadline))
        self._socket.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._socket, self._deadline))

    def close(self) -> None:
        self._socket.close()


class _TimedReader(io.RawIOBase):
    """Reads; every single read waits only for what is left of the time for all of them."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._socket = connected
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # typeshed: WriteableBuffer
        self._socket.settimeout(_left(self._deadline))
        return self._socket.recv_into(buffer)


@cache
def _trusted_by_the_system() -> ssl.SSLContext:
    return ssl.create_default_context()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    return left


def _seconds(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
