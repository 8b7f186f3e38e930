"""Puts load on a server: some processes that ask one question after the other.

Every question has a connection of its own, for gunicorn's plain workers keep none open.
"""

from __future__ import annotations

import json
import os
import random
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

CLIENTS = 8
RECEIVE = 1 << 18


@dataclass(frozen=True)
class Question:
    """One request as bytes, and the status that is right."""

    port: int
    path: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()

    def request(self) -> bytes:
        lines = [f"GET {self.path} HTTP/1.1", "Host: localhost", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


Task = Sequence[Question]
"""What counts as one: several questions where one peer needs several."""


class UnexpectedAnswer(Exception):
    """A server under load answered with another status."""


@dataclass(frozen=True)
class Load:
    """What came of it.

    Attributes:
        rate: Tasks done per second.
        milliseconds: Median time of one task.
        size: Mean size of the answers to one task, headers included.
        client_share: Processor time of the clients, as a share of one processor.
    """

    rate: float
    milliseconds: float
    size: float
    client_share: float


def ask(question: Question) -> bytes:
    """The whole answer, with its headers.

    Raises:
        UnexpectedAnswer: With status and address.
    """
    return _ask(question.port, question.request(), question)


def body_of(question: Question) -> bytes:
    """The answer without headers."""
    return ask(question).partition(b"\r\n\r\n")[2]


def read_lines(question: Question) -> int:
    """How many lines a long answer has, without keeping it.

    Asked as HTTP 1.0, so that it is not cut into chunks.

    Raises:
        UnexpectedAnswer: With status and address.
    """
    with socket.socket() as connection:
        connection.connect(("127.0.0.1", question.port))
        connection.sendall(question.request().replace(b"HTTP/1.1", b"HTTP/1.0", 1))
        head = b""
        while b"\r\n\r\n" not in head and (chunk := connection.recv(RECEIVE)):
            head += chunk
        _check(head, question)
        lines = head.partition(b"\r\n\r\n")[2].count(b"\n")
        while chunk := connection.recv(RECEIVE):
            lines += chunk.count(b"\n")
    return lines


def put_load(
    tasks: Sequence[Task], seconds: float, *, clients: int = CLIENTS, seed: int = 0
) -> Load:
    """Asks for so long, each client in an order of its own; at least one task each."""
    pipes = [_fork(tasks, seconds, seed + number) for number in range(clients)]
    results = [json.loads(_read_all(pid, pipe)) for pid, pipe in pipes]
    if failed := [each["error"] for each in results if "error" in each]:
        raise UnexpectedAnswer(failed[0])
    durations = [duration for each in results for duration in each["durations"]]
    wall = max(each["seconds"] for each in results)
    return Load(
        rate=sum(len(each["durations"]) / each["seconds"] for each in results),
        milliseconds=median(durations) * 1000,
        size=sum(each["bytes"] for each in results) / len(durations),
        client_share=sum(each["processor"] for each in results) / wall,
    )


def _fork(tasks: Sequence[Task], seconds: float, seed: int) -> tuple[int, int]:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    # A copy of this process: it must leave without running what the parent has to tidy up.
    try:
        os.close(reader)
        os.write(writer, json.dumps(_client(tasks, seconds, seed)).encode())
    except BaseException as error:  # noqa: BLE001 - the parent reports it
        os.write(writer, json.dumps({"error": str(error) or repr(error)}).encode())
    finally:
        os._exit(0)


def _client(tasks: Sequence[Task], seconds: float, seed: int) -> dict[str, Any]:
    order = list(tasks)
    random.Random(seed).shuffle(order)  # noqa: S311 - nothing secret
    requests = [[(each.port, each.request(), each) for each in task] for task in order]
    durations: list[float] = []
    received = 0
    used = time.process_time()
    start = now = time.perf_counter()
    while not durations or now - start < seconds:
        for port, request, question in requests[len(durations) % len(requests)]:
            received += len(_ask(port, request, question))
        last, now = now, time.perf_counter()
        durations.append(round(now - last, 6))
    return {
        "durations": durations,
        "seconds": now - start,
        "bytes": received,
        "processor": time.process_time() - used,
    }


def _ask(port: int, request: bytes, question: Question) -> bytes:
    with socket.socket() as connection:
        connection.connect(("127.0.0.1", port))
        connection.sendall(request)
        chunks = []
        while chunk := connection.recv(RECEIVE):
            chunks.append(chunk)
    answer = b"".join(chunks)
    _check(answer, question)
    return answer


def _check(answer: bytes, question: Question) -> None:
    if answer[9:12] != b"%d" % question.status:
        raise UnexpectedAnswer(f"{question.path}: {answer[:300]!r}")


def _read_all(pid: int, pipe: int) -> bytes:
    with os.fdopen(pipe, "rb") as reader:
        data = reader.read()
    os.waitpid(pid, 0)
    return data
