from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import kiosk.store.migrations as package
from kiosk.domain.access import PairedTerminal
from kiosk.errors import NewerDatabase
from kiosk.ids import TerminalId
from kiosk.store import devices
from kiosk.store.database import Database
from kiosk.store.migrations import REVISIONS, current, migrate
from kiosk.store.schema import EPOCH, MICROSECOND, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EARLIER = (None, *REVISIONS[:-1])
"""Every schema from which somebody may come; None is an empty file."""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    database = Database.in_file(tmp_path / "empty.sqlite")
    yield database
    database.close()


def _tables(connection: Connection) -> set[tuple[str, str]]:
    """Tables and indexes as SQL, without blanks, which mean nothing."""
    rows = connection.execute(
        text(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type IN ('table', 'index') AND sql IS NOT NULL"
            " AND name NOT IN ('alembic_version', 'sqlite_sequence')"
        )
    )
    return {(name, "".join(sql.split())) for name, sql in rows}


@pytest.mark.parametrize("revision", EARLIER)
def test_every_past_schema_is_brought_to_the_present_one(
    empty: Database, revision: str | None, tmp_path: Path
) -> None:
    if revision is not None:
        migrate(empty, revision)
    migrate(empty)
    with empty.read() as connection:
        migrated = _tables(connection)
        assert current(connection) == REVISIONS[-1]
    wanted = Database.in_file(tmp_path / "wanted.sqlite")
    with wanted.begin() as connection:
        metadata.create_all(connection)
        assert migrated == _tables(connection)
    wanted.close()


def test_paired_terminals_are_carried_over_as_devices(empty: Database) -> None:
    migrate(empty, "0001")
    terminal = "'1', 'A', 'Hall', 'hash', true, 5"
    with empty.begin() as connection:
        columns = "id, series, name, token_hash, active, last_seen_at"
        connection.execute(
            text(f"INSERT INTO terminals ({columns}) VALUES ({terminal})")
        )
    migrate(empty)
    with empty.read() as connection:
        carried = devices.by_token_hash(connection, "hash")
    seen = EPOCH + 5 * MICROSECOND
    assert carried == PairedTerminal(
        TerminalId("1"), "A", "Hall", active=True, last_seen_at=seen
    )


def test_the_list_of_revisions_is_the_folder_of_migrations() -> None:
    settings = Config()
    settings.set_main_option("script_location", package.__path__[0])
    settings.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(settings)
    steps = list(script.walk_revisions())
    assert tuple(step.revision for step in reversed(steps)) == REVISIONS


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    migrate(empty)
    with empty.begin() as connection:
        connection.execute(text("INSERT INTO closed_tickets VALUES ('t', 'done', 1)"))
    migrate(empty)
    with empty.read() as connection:
        kept = connection.execute(text("SELECT id FROM closed_tickets"))
        assert kept.scalars().all() == ["t"]


def test_a_newer_database_is_refused_and_left_alone(empty: Database) -> None:
    migrate(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="9999") as refusal:
        migrate(empty)
    assert "newer version" in refusal.value.remedy
    with empty.read() as connection:
        assert current(connection) == "9999"


def test_a_broken_migration_leaves_nothing_behind(empty: Database) -> None:
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE closings (in_the_way INTEGER)"))
    with pytest.raises(Exception, match="closings"):
        migrate(empty)
    with empty.read() as connection:
        assert {name for name, _sql in _tables(connection)} == {"closings"}


def test_a_current_database_does_not_load_alembic(empty: Database) -> None:
    migrate(empty)
    script = (
        "import sys\n"
        "from kiosk.store.database import Database\n"
        "from kiosk.store.migrations import migrate\n"
        "migrate(Database(sys.argv[1]))\n"
        "print('alembic' in sys.modules)\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", script, str(empty.url)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert out.stdout.strip() == "False"
