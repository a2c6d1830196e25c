from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

import kiosk.store.migrations as package
from kiosk.domain.access import PairedTerminal, Rights, Role
from kiosk.domain.refusals import RefusalReason, RefusedTicket
from kiosk.domain.tickets import TicketState
from kiosk.errors import NewerDatabase
from kiosk.ids import TerminalId
from kiosk.store import day_counts, devices, refused_tickets, staff
from kiosk.store.columns import EPOCH, MICROSECOND
from kiosk.store.database import Database
from kiosk.store.migrations import REVISIONS, current, migrate
from kiosk.store.schema import metadata
from tests.builders import OPENING, SERVICE_DAY, a_ticket
from tests.fakes.waiting import until_now
from tests.hub_context import an_empty_database, gone, statements

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import ReflectedIndex

EARLIER = (None, *REVISIONS[:-1])
"""Every schema from which somebody may come; None is an empty file."""


def _shape(connection: Connection) -> dict[str, set[str]]:
    """Every table's columns, keys and indexes."""
    look = inspect(connection)
    return {
        table: {
            *(
                f"{c['name']} {c['type']} {c['nullable']}"
                for c in look.get_columns(table)
            ),
            *(str(key) for key in look.get_foreign_keys(table)),
            *(str(unique) for unique in look.get_unique_constraints(table)),
            *(_told(index) for index in look.get_indexes(table)),
            str(look.get_pk_constraint(table)),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def _told(index: ReflectedIndex) -> str:
    options = {k: str(v) for k, v in index.get("dialect_options", {}).items()}
    return f"{index['name']} {index['column_names']} {index['unique']} {options}"


@pytest.mark.parametrize("revision", EARLIER)
def test_every_past_schema_is_brought_to_the_present_one(
    empty: Database, revision: str | None, engine: str
) -> None:
    if revision is not None:
        migrate(empty, revision)
    migrate(empty)
    with empty.read() as migrated:
        assert _shape(migrated) == _wished(engine)
        assert current(migrated) == REVISIONS[-1]


@cache
def _wished(engine: str) -> dict[str, set[str]]:
    """The shape that `schema.py` describes, which no revision changes."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = an_empty_database(Path(folder), engine)
        with wanted.begin() as connection:
            metadata.create_all(connection)
        with wanted.read() as connection:
            shape = _shape(connection)
        gone(wanted)
    return shape


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


def test_closed_tickets_are_carried_over_without_their_time(empty: Database) -> None:
    migrate(empty, "0006")
    ticket = a_ticket(1).id
    with empty.begin() as connection:
        row = f"('{ticket}', 'done', {(OPENING - EPOCH) // MICROSECOND})"
        connection.execute(text(f"INSERT INTO closed_tickets VALUES {row}"))
    migrate(empty)
    with empty.read() as connection:
        kept = connection.execute(text("SELECT * FROM closed_tickets")).one()
        assert day_counts.closed_state(connection, ticket) is TicketState.DONE
    assert ticket not in str(kept)
    assert str(kept.closed_on) == str(SERVICE_DAY)


def test_refusals_are_carried_over(empty: Database) -> None:
    refused = RefusedTicket(
        a_ticket(1).id, "Entrance A", "A 001", RefusalReason.CLOCK, OPENING
    )
    at = (OPENING - EPOCH) // MICROSECOND
    migrate(empty, "0009")
    with empty.begin() as connection:
        row = f"('{refused.id}', 'Entrance A', 'A 001', 'clock', {at})"
        connection.execute(text(f"INSERT INTO refused_tickets VALUES {row}"))
    migrate(empty)
    again = replace(refused, number="A 002")
    with empty.begin() as connection:
        refused_tickets.put(connection, again)
        assert refused_tickets.newest(connection, 9) == [refused, again]


def test_names_get_one_spelling_and_none_is_lost(empty: Database) -> None:
    migrate(empty, "0008")
    names = ["\uff21nna", "olena", "\ufb01ona", "fiona"]
    columns = "id, sign_in_name, role, active, topics, languages"
    with empty.begin() as connection:
        for number, name in enumerate(names):
            values = f"'{number}', '{name}', 'counsellor', true, '[]', '[]'"
            connection.execute(text(f"INSERT INTO staff ({columns}) VALUES ({values})"))
    migrate(empty)
    with empty.read() as connection:
        kept = connection.execute(text("SELECT sign_in_name FROM staff ORDER BY id"))
        assert kept.scalars().all() == ["anna", "olena", "\ufb01ona", "fiona"]


def test_whoever_had_a_role_keeps_it(empty: Database) -> None:
    migrate(empty, "0012")
    columns = "id, sign_in_name, role, active, topics, languages"
    with empty.begin() as connection:
        for role in ("counsellor", "administrator"):
            values = f"'{role}', '{role}', '{role}', true, '[]', '[]'"
            connection.execute(text(f"INSERT INTO staff ({columns}) VALUES ({values})"))
    migrate(empty)
    with empty.read() as connection:
        kept = {each.id: each.rights for each in staff.everybody(connection)}
    assert kept == {
        "counsellor": Rights.of(Role.COUNSELLOR),
        "administrator": Rights.of(Role.ADMINISTRATOR),
    }


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
        connection.execute(text("INSERT INTO leaving_tickets VALUES ('t')"))
    migrate(empty)
    with empty.read() as connection:
        kept = connection.execute(text("SELECT id FROM leaving_tickets"))
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
        assert set(_shape(connection)) == {"closings"}


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
        [sys.executable, "-c", script, empty.url.render_as_string()],
        capture_output=True,
        text=True,
        check=True,
    )
    assert out.stdout.strip() == "False"


def test_two_processes_that_start_at_once_migrate_once(empty: Database) -> None:
    other = Database(empty.url)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(migrate, (empty, other)))
    with empty.read() as connection:
        assert current(connection) == REVISIONS[-1]
    other.close()


def test_who_opens_a_new_file_waits_for_who_writes_to_it(tmp_path: Path) -> None:
    file = tmp_path / "hub.sqlite"
    first = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    first.execute("BEGIN IMMEDIATE")
    ends = threading.Timer(0.3, first.execute, ["COMMIT"])
    ends.start()
    late = Database.in_file(file)
    migrate(late)
    ends.join()
    first.close()
    with late.read() as connection:
        assert current(connection) == REVISIONS[-1]
    late.close()


def test_a_newer_program_that_was_faster_is_noticed(empty: Database) -> None:
    """It migrates while this one waits for its turn to write."""
    newer = Database(empty.url)
    with ThreadPoolExecutor(1) as pool, statements(empty) as asked:
        with newer.begin() as connection:
            late = pool.submit(migrate, empty)
            until_now(lambda: bool(asked))
            connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
            connection.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
        with pytest.raises(NewerDatabase, match="9999"):
            late.result(20)
    newer.close()
