from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from kiosk.cli.examination import everything
from kiosk.cli.hub_context import hub_context, look
from kiosk.clock import SystemClock
from kiosk.domain.closing import NotClosing
from kiosk.errors import BadSetting, DatabaseAway, DataFolderUnusable
from kiosk.operations import day_end, fleet
from kiosk.store import close_watch
from kiosk.store.migrations import REVISIONS
from tests.postgresql import LOCKED_ROLE, postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import URL

    from kiosk.cli.options import Setup

PASSWORD = "n0body knows: it/@?"


@pytest.fixture
def database() -> Iterator[URL]:
    """Of a role that must say its password."""
    server = postgresql()
    url = server.new_database()
    server.do(f"DROP ROLE IF EXISTS {LOCKED_ROLE}")
    server.do(f"CREATE ROLE {LOCKED_ROLE} LOGIN PASSWORD '{PASSWORD}'")
    server.do(f"ALTER DATABASE {url.database} OWNER TO {LOCKED_ROLE}")
    yield url.set(username=LOCKED_ROLE)
    server.drop(url)
    server.do(f"DROP ROLE {LOCKED_ROLE}")


def _on(place: Setup, database: URL, password_file: Path | None = None) -> Setup:
    hub = structs.replace(
        place.settings.hub,
        database=postgresql().setting(database),
        database_password_file=password_file,
    )
    return replace(place, settings=structs.replace(place.settings, hub=hub))


def test_without_a_word_the_database_is_a_file_of_the_data_folder(place: Setup) -> None:
    with hub_context(place) as ctx:
        fleet.pair(ctx, "A", "Hall")
    assert place.folder.hub_database.is_file()
    assert look(place).engine == "SQLite"


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_the_password_of_a_server_may_stand_in_a_file(
    place: Setup, database: URL, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / "password"
    file.write_bytes((PASSWORD + ending).encode())
    there = _on(place, database, file)
    with hub_context(there) as ctx:
        fleet.pair(ctx, "A", "Hall")
    seen = look(there)
    assert (seen.engine, seen.schema) == ("PostgreSQL", REVISIONS[-1])
    assert [terminal.name for terminal in seen.terminals] == ["Hall"]
    assert not place.folder.hub_database.exists()


def test_or_in_the_address_that_a_variable_holds(place: Setup, database: URL) -> None:
    with hub_context(_on(place, database.set(password=PASSWORD))) as ctx:
        assert fleet.terminals(ctx) == []
        assert PASSWORD not in repr(ctx)


def test_a_wrong_password_is_told_and_stays_untold(
    place: Setup, database: URL, tmp_path: Path
) -> None:
    file = tmp_path / "password"
    file.write_text("something-else")
    with (
        pytest.raises(DatabaseAway, match="password authentication") as refused,
        hub_context(_on(place, database, file)),
    ):
        pass
    assert "something-else" not in f"{refused.value} {refused.value.remedy}"


def test_a_password_file_that_is_missing_or_empty_is_named(
    place: Setup, database: URL, tmp_path: Path
) -> None:
    file = tmp_path / "password"
    for _ in range(2):
        with (
            pytest.raises(BadSetting, match=str(file)),
            hub_context(_on(place, database, file)),
        ):
            pass
        file.touch()
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(DataFolderUnusable), hub_context(_on(place, database, file)):
        pass


def test_how_the_close_of_the_day_stands_is_seen_from_outside(place: Setup) -> None:
    with hub_context(place) as ctx:
        fleet.pair(ctx, "A", "Hall")
        day_end.close_when_due(ctx)
    seen = look(place).day_end
    assert seen
    assert (seen.is_due, seen.hindrance) == (False, None)
    assert "a day was last closed" in _told(place)
    with hub_context(place) as ctx, ctx.database.begin() as connection:
        close_watch.set_hindrance(connection, NotClosing.CLOCK_JUMPED)
    assert "clock-jumped" in _told(place)


def _told(place: Setup) -> str:
    findings = everything(place, SystemClock())
    return "\n".join(line for finding in findings for line in finding.lines())
