from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.release_requests import ReleaseRequest, RequestState
from kiosk.store import release_requests as store
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from kiosk.store.database import Database

ASKED = ReleaseRequest("1", "anna", NOON, 7, "New hours")
AT_NIGHT = replace(
    ASKED,
    id="2",
    asked_at=NOON + timedelta(minutes=1),
    due_at=NOON + timedelta(hours=9),
    state=RequestState.SCHEDULED,
)


@pytest.fixture
def kept(database: Database) -> Database:
    with database.begin() as connection:
        store.add(connection, AT_NIGHT, b"at night")
        store.add(connection, ASKED, b"asked")
    return database


def test_what_waits_is_listed_as_it_was_asked_for_the_oldest_first(
    kept: Database,
) -> None:
    with kept.read() as connection:
        assert store.unfinished(connection) == [ASKED, AT_NIGHT]
        assert store.count_open(connection) == 2
        assert store.by_id(connection, "2") == AT_NIGHT
        assert store.by_id(connection, "3") is None
        assert store.archive(connection, "1") == b"asked"


def test_of_what_was_decided_as_many_are_listed_as_are_asked_for(
    kept: Database,
) -> None:
    rejected = RequestState.REJECTED
    with kept.begin() as connection:
        for hour, request in enumerate((ASKED, AT_NIGHT)):
            at = NOON + timedelta(hours=hour)
            assert store.finish(connection, request, rejected, "ben", at)
        assert [r.id for r in store.finished(connection, 2)] == ["2", "1"]
        assert [r.id for r in store.finished(connection, 1)] == ["2"]


def test_only_a_scheduled_one_comes_due(kept: Database) -> None:
    with kept.read() as connection:
        assert not store.any_scheduled(connection, NOON + timedelta(hours=8))
        assert store.any_scheduled(connection, NOON + timedelta(hours=9))


def test_of_two_who_decide_one_hears_yes(kept: Database) -> None:
    rejected, published = RequestState.REJECTED, RequestState.PUBLISHED
    with kept.begin() as connection:
        assert store.finish(connection, ASKED, published, "ben", NOON, version=8)
        assert not store.finish(connection, ASKED, rejected, "cleo", NOON)
        assert not store.schedule(connection, "1", "cleo")
        found = store.by_id(connection, "1")
        assert found is not None
        assert (found.state, found.decided_by, found.version) == (published, "ben", 8)
        assert store.archive(connection, "1") is None
        assert store.finished(connection, 10) == [found]


def test_who_agrees_before_its_time_lets_it_wait_for_that(kept: Database) -> None:
    with kept.begin() as connection:
        assert store.schedule(connection, "1", "ben")
        assert not store.schedule(connection, "1", "cleo")
        found = store.by_id(connection, "1")
        assert found is not None
        assert (found.state, found.decided_by) == (RequestState.SCHEDULED, "ben")
        assert store.archive(connection, "1") == b"asked"


def test_the_oldest_decisions_are_forgotten_and_what_waits_is_not(
    kept: Database,
) -> None:
    with kept.begin() as connection:
        for number in range(store.KEPT + 5):
            old = replace(ASKED, id=f"x{number}")
            store.add(connection, old, b"")
            at = NOON + timedelta(seconds=number)
            store.finish(connection, old, RequestState.CALLED_OFF, "anna", at)
        left = {one.id for one in store.finished(connection, store.KEPT + 10)}
        assert left == {f"x{number}" for number in range(5, store.KEPT + 5)}
        assert store.count_open(connection) == 2
