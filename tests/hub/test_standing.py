from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_ticket
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from tests.hub_web import Browser, Terminal


def test_a_waiting_ticket_stands_behind_others(entrance: Terminal) -> None:
    entrance.deliver(a_ticket(17))
    entrance.deliver(a_ticket(18))
    answer = entrance.get(f"/tickets/{a_ticket(18).id}")
    assert answer.status_code == 200
    assert answer.json() == {
        "state": "waiting",
        "people_before": 1,
        "desk": None,
        "as_of": "2026-03-02T11:00:00Z",
        "counsellors": 0,
        "at_desks": 0,
        "for_topic": 0,
    }


def test_a_called_ticket_names_its_desk(entrance: Terminal, first: Browser) -> None:
    entrance.deliver(a_ticket(17))
    first.post("/queue/next")
    said = entrance.get(f"/tickets/{a_ticket(17).id}").json()
    assert (said["state"], said["desk"]) == ("called", COUNSELLOR_1.desk)


def test_a_ticket_that_was_never_delivered_is_not_found(entrance: Terminal) -> None:
    answer = entrance.get(f"/tickets/{'0' * 32}")
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:nexus-kiosk:problem:not-found"


@pytest.mark.parametrize("ticket_id", ["x", "0" * 31, "0" * 32 + "1", "%00"])
def test_what_is_no_identity_is_refused(entrance: Terminal, ticket_id: str) -> None:
    assert entrance.get(f"/tickets/{ticket_id}").status_code == 400
