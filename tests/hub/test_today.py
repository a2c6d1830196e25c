from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.store import tickets
from tests.builders import SERVICE_DAY, a_ticket

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal


def test_a_day_without_visitors_says_so(first: Browser) -> None:
    assert "No number has been issued today." in first.get("/today").text


def test_today_shows_what_became_of_everybody(
    first: Browser, entrance: Terminal
) -> None:
    for count in (17, 18):
        entrance.deliver(a_ticket(count))
    first.post("/queue/next")
    first.post(f"/tickets/{a_ticket(17).id}/no-show")
    text = first.get("/today").text
    assert text.index("A 017") < text.index("Did not come") < text.index("A 018")
    assert text.index("A 018") < text.index("Waiting</span>")


def test_tickets_of_other_days_are_not_shown(first: Browser, ctx: Context) -> None:
    with ctx.database.begin() as connection:
        tickets.add(connection, a_ticket(17, service_day=SERVICE_DAY - timedelta(1)))
        tickets.add(connection, a_ticket(18))
    text = first.get("/today").text
    assert "A 018" in text
    assert "A 017" not in text


def test_each_way_to_end_has_a_word(first: Browser, entrance: Terminal) -> None:
    for count in (17, 18):
        entrance.deliver(a_ticket(count))
    first.post("/queue/next")
    first.post(f"/tickets/{a_ticket(17).id}/at-desk")
    assert "At the desk</span>" in first.get("/today").text
    first.post(f"/tickets/{a_ticket(17).id}/finish")
    assert "Finished</span>" in first.get("/today").text
    first.post("/queue/next")
    assert "Called</span>" in first.get("/today").text
    first.post(f"/tickets/{a_ticket(18).id}/park")
    assert "Parked</span>" in first.get("/today").text
