from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kiosk.domain.audit import KEPT_FOR, AuditDeed
from kiosk.store import audit
from tests.builders import OPENING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.store.database import Database

SECOND = timedelta(seconds=1)


def append(database: Database, at: datetime, about: str) -> None:
    with database.begin() as connection:
        audit.append(connection, at, "mira", AuditDeed.PUBLISHED, about)


def kept(database: Database) -> list[str]:
    with database.read() as connection:
        return [entry.about for entry in audit.page(connection, most=9)]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entries SET about = 'else'", "DELETE FROM audit_entries"],
)
def test_no_entry_is_changed_or_removed(database: Database, statement: str) -> None:
    append(database, OPENING, "this")
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(text(statement))
    assert kept(database) == ["this"]


def test_the_table_is_not_emptied_at_once(database: Database, engine: str) -> None:
    if engine != "postgresql":
        return  # where there is no such statement
    append(database, OPENING, "this")
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(text("TRUNCATE audit_entries"))


def test_what_is_two_years_older_than_the_newest_may_go(database: Database) -> None:
    append(database, OPENING, "old")
    append(database, OPENING + SECOND, "not yet old")
    append(database, OPENING + KEPT_FOR, "new")
    with pytest.raises(IntegrityError), database.begin() as connection:
        audit.remove_before(connection, OPENING + KEPT_FOR)
    with database.begin() as connection:
        audit.remove_before(connection, OPENING + SECOND)
    assert kept(database) == ["new", "not yet old"]
