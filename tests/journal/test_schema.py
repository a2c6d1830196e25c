from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from kiosk.errors import NewerDatabase
from kiosk.journal import checksums, notes, outbox, schema, upgrades


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
        checksums.teach(connection)
        for step in schema.STEPS[:version]:
            schema.take(connection, step)
        connection.execute(f"PRAGMA user_version = {version}")

        schema.bring_up_to_date(connection)

        for probe in schema.PROBES:
            connection.execute(probe)


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


def a_journal_of_version_1() -> sqlite3.Connection:
    """With an undelivered ticket, a refused one, and one of which a value is lost."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    checksums.teach(connection)
    schema.take(connection, schema.STEPS[0])
    connection.execute("PRAGMA user_version = 1")
    connection.execute("INSERT INTO days VALUES ('A', '2026-03-02', 3)")
    for count, (ticket_id, issued_at) in enumerate(
        [("a" * 32, "2026-03-02T08:17:00.000000+00:00"), ("b" * 32, ISSUED), ("c", "")],
        start=1,
    ):
        connection.execute(
            "INSERT INTO tickets VALUES (?, 'A', ?, '2026-03-02', 'work', 'ar', 'uk',"
            " '0123456789AB', ?)",
            (ticket_id, count, issued_at),
        )
    connection.executemany(
        "INSERT INTO outbox VALUES (?, ?, ?, '2026-03-02T08:20:00.000000+00:00', ?)",
        [(4, "a" * 32, 0, None), (7, "b" * 32, 2, "409 taken"), (9, "c", 0, None)],
    )
    return connection


ISSUED = "2026-03-02T08:18:00.123456+00:00"


def test_undelivered_tickets_are_carried_over_in_the_very_bytes() -> None:
    """As the program before put them on the wire."""
    with closing(a_journal_of_version_1()) as connection:
        schema.bring_up_to_date(connection)
        first, second, third = outbox.everything(connection)
    sent = (
        b'{"series":"A","count":%d,"service_day":"2026-03-02","topic":"work",'
        b'"language":"ar","screen_language":"uk","code":"0123456789AB",'
        b'"issued_at":"%s"}'
    )
    assert first.body == sent % (1, b"2026-03-02T08:17:00Z")
    assert second.body == sent % (2, b"2026-03-02T08:18:00.123456Z")
    assert (first.id, first.key) == (4, "a" * 32)
    assert (first.attempts, first.refused) == (0, None)
    assert (second.id, second.attempts, second.refused) == (7, 2, "409 taken")
    assert first.sound
    assert second.sound
    assert not third.sound


def test_a_journal_that_had_counted_needs_no_greeting_after_an_upgrade() -> None:
    with closing(a_journal_of_version_1()) as connection:
        schema.bring_up_to_date(connection)
        assert upgrades.BEGUN in notes.everything(connection)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.bring_up_to_date(connection)
        assert upgrades.BEGUN not in notes.everything(connection)


def test_a_version_is_believed_unless_one_bit_made_it() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.bring_up_to_date(connection)
        for version, newer in ((schema.VERSION | 64, False), (99, True)):
            connection.execute(f"PRAGMA user_version = {version}")
            assert schema.is_really_newer(connection) is newer
        notes.keep(connection, schema.NOTE, str(schema.VERSION + 1))
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        assert schema.is_really_newer(connection)


def test_tickets_of_before_came_from_no_service_and_stay_as_sound_as_they_were() -> (
    None
):
    with closing(a_journal_of_version_1()) as connection:
        schema.take(connection, schema.STEPS[1])
        connection.execute("PRAGMA user_version = 2")
        connection.execute("UPDATE tickets SET topic = 'tax' WHERE count = 2")
        schema.bring_up_to_date(connection)
        rows = connection.execute(
            f"SELECT about, checksum IS {checksums.OF_TICKETS} FROM tickets"
            " ORDER BY count"
        ).fetchall()
    assert rows == [("", 1), ("", 0), ("", 1)]
