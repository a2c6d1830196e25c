"""A real PostgreSQL in a folder of its own, for as long as the tests of a process run.

Safe for a crash it is not: it keeps nothing, so it waits for no disk.
"""

from __future__ import annotations

import atexit
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import URL

from tests.fakes.waiting import until_now
from tests.system.programs import need_postgresql

if TYPE_CHECKING:
    from collections.abc import Iterable

ROLE = "kiosk"
LOCKED_ROLE = "locked"
"""Only with its password; it exists once a test has made it."""
STARTS_WITHIN_SECONDS = 60
HASTE = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "32MB",
}


class PostgresServer:
    """Reached by its socket only, in a folder that nobody else may enter."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="kiosk-postgresql-"))
        self._user = _other_user()
        if self._user:
            shutil.chown(self.folder, self._user, self._user_group())
        self._make()
        settings = [f"--{name}={value}" for name, value in HASTE.items()]
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [programs / "postgres", "-D", self.data, "-k", self.folder, *settings],
                stdout=subprocess.DEVNULL,
                stderr=log,
                **self._as_user(),
            )
        self._numbers = itertools.count(1)
        self._administering = self._once_it_answers()

    def stop(self) -> None:
        with suppress(psycopg.Error):
            self._administering.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self, template: str = "template0") -> URL:
        """Empty, or as the template is; milliseconds either way."""
        name = f"test_{next(self._numbers)}"
        self.do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.url(name)

    def drop(self, database: URL) -> None:
        self.do(f"DROP DATABASE {database.database} WITH (FORCE)")

    def wipe(self, database: URL, tables: Iterable[str]) -> None:
        """Delete every row, whatever triggers say, and let numbers start again."""
        with self._connected(str(database.database)) as connection:
            connection.execute("SET session_replication_role = replica")
            for table in tables:
                connection.execute(f"DELETE FROM {table}".encode())
            sequences = connection.execute("SELECT sequencename FROM pg_sequences")
            for (sequence,) in sequences.fetchall():
                connection.execute(f"ALTER SEQUENCE {sequence} RESTART".encode())

    def do(self, statement: str) -> None:
        self._administering.execute(statement.encode())

    def url(self, name: str, role: str = ROLE) -> URL:
        return URL.create(
            "postgresql+psycopg",
            username=role,
            database=name,
            query={"host": str(self.folder)},
        )

    def setting(self, database: URL) -> str:
        """As the setting `hub.database` names it."""
        return database.set(drivername="postgresql").render_as_string(False)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def _make(self) -> None:
        wanted = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        done = subprocess.run(
            [self._programs / "initdb", "-D", self.data, "-U", ROLE, *wanted],
            capture_output=True,
            text=True,
            check=False,
            timeout=STARTS_WITHIN_SECONDS,
            **self._as_user(),
        )
        assert done.returncode == 0, done.stderr
        (self.data / "pg_hba.conf").write_text(
            f"local all {LOCKED_ROLE} scram-sha-256\nlocal all all trust\n"
        )

    def _once_it_answers(self) -> psycopg.Connection[Any]:
        opened: list[psycopg.Connection[Any]] = []

        def answers() -> bool:
            assert self._process.poll() is None, (self.folder / "log").read_text()
            with suppress(psycopg.OperationalError):
                opened.append(self._connected("postgres"))
            return bool(opened)

        until_now(answers, STARTS_WITHIN_SECONDS)
        return opened[0]

    def _connected(self, database: str) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=str(self.folder), user=ROLE, dbname=database, autocommit=True
        )

    def _as_user(self) -> dict[str, Any]:
        """It refuses to run as root, who may become anybody else."""
        common = {"cwd": self.folder, "env": {"PATH": os.defpath, "LC_ALL": "C"}}
        if self._user is None:
            return common
        group = self._user_group()
        return {**common, "user": self._user, "group": group, "extra_groups": []}

    def _user_group(self) -> int:
        assert self._user
        return pwd.getpwnam(self._user).pw_gid


@cache
def postgresql() -> PostgresServer:
    """Started by the first test that asks; skips where it is not installed."""
    server = PostgresServer(need_postgresql())
    atexit.register(server.stop)
    return server


def _other_user() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
