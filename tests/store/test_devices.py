from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import DeviceKind, PairedTerminal
from kiosk.domain.arrivals import TerminalContact
from kiosk.domain.devices import DeviceReport
from kiosk.ids import TerminalId
from kiosk.store import devices, schema
from kiosk.store.database import Connection, Database, Duplicate
from tests.builders import OPENING
from tests.people import ENTRANCE, SIDE_DOOR

if TYPE_CHECKING:
    from collections.abc import Iterator

HEARD = TerminalContact(since=OPENING, lost_at=OPENING - timedelta(hours=14))
ONE = PairedTerminal(TerminalId("1"), ENTRANCE, "Main entrance")


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.begin() as writing:
        devices.put(writing, ONE, "hash")
        yield writing


def test_a_terminal_is_found_by_series_and_by_token(connection: Connection) -> None:
    assert devices.by_series(connection, ENTRANCE) == ONE
    assert devices.by_token_hash(connection, "hash") == ONE
    assert devices.by_series(connection, SIDE_DOOR) is None
    assert devices.by_token_hash(connection, "other") is None


def test_putting_it_again_replaces_name_and_token(connection: Connection) -> None:
    renamed = replace(ONE, name="Hall")
    devices.put(connection, renamed, "new")
    assert devices.every(connection) == [renamed]
    assert devices.by_token_hash(connection, "hash") is None


def test_a_series_belongs_to_one_terminal(connection: Connection) -> None:
    with pytest.raises(Duplicate):
        devices.put(connection, replace(ONE, id=TerminalId("2")), "other")


def test_a_sign_of_life_and_a_revocation_are_kept(connection: Connection) -> None:
    devices.set_seen(connection, ONE.id, OPENING, HEARD)
    devices.set_active(connection, ONE.id, active=False)
    kept = devices.by_series(connection, ENTRANCE)
    assert kept == replace(ONE, last_seen_at=OPENING, contact=HEARD, active=False)


def test_terminals_are_listed_by_series(connection: Connection) -> None:
    """Whichever was paired first."""
    second = PairedTerminal(TerminalId("2"), "B", "Side door")
    third = PairedTerminal(TerminalId("0"), "C", "Yard")
    devices.put(connection, third, "yards")
    devices.put(connection, second, "side doors")
    assert devices.every(connection) == [ONE, second, third]


def test_a_display_is_no_terminal(connection: Connection) -> None:
    connection.execute(
        schema.devices.insert(),
        {
            "id": "3",
            "kind": DeviceKind.DISPLAY.value,
            "name": "Hall",
            "token_hash": "display",
            "active": True,
        },
    )
    assert devices.every(connection) == [ONE]
    assert devices.by_token_hash(connection, "display") is None


def test_what_a_terminal_shows_is_kept_with_its_moments(connection: Connection) -> None:
    said = DeviceReport(
        "1.0",
        release=3,
        release_since=OPENING,
        staged=4,
        update_refused="expired",
        content_as_of=OPENING - timedelta(days=2),
    )
    devices.set_report(connection, ONE.id, said, OPENING)
    devices.set_other_report(connection, ONE.id, said, OPENING)
    (known,) = devices.every(connection)
    assert known.report == said
    assert devices.other_report(connection, ONE.id) == (said, OPENING)
