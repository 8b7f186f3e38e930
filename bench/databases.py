"""Databases to measure on, made from each other and dropped at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

BINARIES = "/usr/lib/postgresql"
ACCOUNT = "postgres"
"""Who runs a server when we are root: ``initdb`` refuses to."""

OPTIONS = "-c listen_addresses='' -c shared_buffers=256MB -c max_wal_size=4GB"


class PostgresDatabases:
    """Databases on one server, with a prefix of their own.

    Args:
        url: Any database of the server that can be connected to.
    """

    engine = "PostgreSQL"

    def __init__(self, url: str) -> None:
        self._url = url
        self._prefix = f"b_bench_{os.getpid()}_"
        self._made: list[str] = []

    def make(self, name: str, copied_from: str | None = None) -> str:
        """The address of a new database, empty or a copy of one that nobody is connected to."""
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self._prefix + name))
        if copied_from is not None:
            template = sql.Identifier(self._prefix + copied_from)
            statement += sql.SQL(" TEMPLATE {}").format(template)
        self._execute(statement)
        self._made.append(name)
        parts = urlsplit(self._url)
        folder = parts.path.rsplit("/", 1)[0]
        return urlunsplit(parts._replace(path=f"{folder}/{self._prefix}{name}"))

    def drop(self) -> None:
        """Drops every database that was made, whoever is still connected."""
        while self._made:
            name = sql.Identifier(self._prefix + self._made.pop())
            self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def _execute(self, statement: sql.Composable) -> None:
        parts = urlsplit(self._url)
        folder, _, name = parts.path.rpartition("/")
        connection = psycopg2.connect(
            dbname=name,
            user=parts.username,
            password=parts.password,
            host=parts.hostname or folder.removeprefix("/"),
            port=parts.port,
        )
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
        finally:
            connection.close()


class SqliteDatabases:
    """Database files in a folder."""

    engine = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, name: str, copied_from: str | None = None) -> str:
        """The address of a new database, empty or a copy of one that nobody is connected to."""
        file = self._folder / f"{name}.sqlite3"
        if copied_from is not None:
            shutil.copy(self._folder / f"{copied_from}.sqlite3", file)
        return f"sqlite:///{file}"

    def drop(self) -> None:
        """The files go with their folder."""


Databases = PostgresDatabases | SqliteDatabases


@contextmanager
def databases(folder: Path) -> Iterator[Databases]:
    """On the server of ``DATABASE_URL``, else on one of our own, else SQLite in a folder."""
    given = os.environ.get("DATABASE_URL", "")
    if urlsplit(given).scheme.startswith("sqlite"):
        yield SqliteDatabases(folder)
    elif given:
        yield from _dropped(PostgresDatabases(given))
    elif binaries := _binaries():
        with _server(binaries) as url:
            yield from _dropped(PostgresDatabases(url))
    else:
        sys.stderr.write(
            f"No PostgreSQL: DATABASE_URL names none, and {BINARIES}/*/bin has no initdb. "
            "Everything is measured on SQLite, so that the goals do not apply. "
            "Install PostgreSQL, or set DATABASE_URL.\n"
        )
        yield SqliteDatabases(folder)


def _dropped(made: PostgresDatabases) -> Iterator[PostgresDatabases]:
    try:
        yield made
    finally:
        made.drop()


def _binaries() -> Path | None:
    """The newest installed server's programs."""
    found = Path(BINARIES).glob("*/bin/initdb")
    newest = max(found, key=lambda path: float(path.parent.parent.name), default=None)
    return newest.parent if newest else None


@contextmanager
def _server(binaries: Path) -> Iterator[str]:
    """A server of our own that listens on a socket in a temporary folder only."""
    folder = Path(tempfile.mkdtemp(prefix="b_bench_"))
    as_account = ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
    if as_account:
        shutil.chown(folder, ACCOUNT, ACCOUNT)
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run(  # noqa: S603 - our own commands
            [*as_account, *command],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            # It gets no Ctrl-C of ours: it is stopped below, after the databases are dropped.
            start_new_session=True,
        )

    control = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
    try:
        run(str(binaries / "initdb"), "-D", str(data), "-U", ACCOUNT, "-A", "trust", "-E", "UTF8",
            "--locale=C")  # fmt: skip
        run(*control, "-o", f"-p 5432 -c unix_socket_directories='{folder}' {OPTIONS}", "start")
        try:
            yield f"postgresql://{ACCOUNT}@/{folder}/postgres"
        finally:
            run(*control, "-m", "fast", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
