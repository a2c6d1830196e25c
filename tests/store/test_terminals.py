from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import PairedTerminal
from kiosk.ids import TerminalId
from kiosk.store import terminals
from kiosk.store.database import Connection, Database, Duplicate
from tests.builders import OPENING
from tests.people import ENTRANCE, SIDE_DOOR

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE = PairedTerminal(TerminalId("1"), ENTRANCE, "Main entrance")


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.begin() as writing:
        terminals.put(writing, ONE, "hash")
        yield writing


def test_a_terminal_is_found_by_series_and_by_token(connection: Connection) -> None:
    assert terminals.by_series(connection, ENTRANCE) == ONE
    assert terminals.by_token_hash(connection, "hash") == ONE
    assert terminals.by_series(connection, SIDE_DOOR) is None
    assert terminals.by_token_hash(connection, "other") is None


def test_putting_it_again_replaces_name_and_token(connection: Connection) -> None:
    renamed = replace(ONE, name="Hall")
    terminals.put(connection, renamed, "new")
    assert terminals.every(connection) == [renamed]
    assert terminals.by_token_hash(connection, "hash") is None


def test_a_series_belongs_to_one_terminal(connection: Connection) -> None:
    with pytest.raises(Duplicate):
        terminals.put(connection, replace(ONE, id=TerminalId("2")), "other")


def test_a_sign_of_life_and_a_revocation_are_kept(connection: Connection) -> None:
    terminals.set_seen(connection, ONE.id, OPENING)
    terminals.set_active(connection, ONE.id, active=False)
    kept = terminals.by_series(connection, ENTRANCE)
    assert kept == replace(ONE, last_seen_at=OPENING, active=False)


def test_terminals_are_listed_by_series(connection: Connection) -> None:
    other = PairedTerminal(TerminalId("0"), SIDE_DOOR, "Side door")
    terminals.put(connection, other, "other")
    assert terminals.every(connection) == [ONE, other]
