from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from kiosk.errors import NewerDatabase
from kiosk.journal import schema


def test_an_empty_file_is_brought_to_the_newest_version() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.bring_up_to_date(connection)

        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)


def test_the_newest_version_is_left_alone() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.bring_up_to_date(connection)
        before = connection.total_changes

        schema.bring_up_to_date(connection)

        assert connection.total_changes == before


@pytest.mark.parametrize("version", range(schema.VERSION))
def test_every_past_version_finds_its_way(version: int) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statements in schema.STEPS[:version]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version}")

        schema.bring_up_to_date(connection)

        connection.execute("SELECT ticket_id, refused FROM outbox")


def test_a_step_that_fails_leaves_the_version_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = (("CREATE TABLE half (a)", "CREATE NONSENSE"),)
    monkeypatch.setattr(schema, "STEPS", schema.STEPS + broken)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            schema.bring_up_to_date(connection)

        version = connection.execute("PRAGMA user_version").fetchone()
        assert version == (schema.VERSION - 1,)
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
        assert ("half",) not in tables


def test_a_newer_version_is_refused_with_a_remedy() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")

        with pytest.raises(NewerDatabase) as caught:
            schema.bring_up_to_date(connection)

    assert "newer version" in caught.value.remedy
