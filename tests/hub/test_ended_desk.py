"""What pages and terminals say of a desk that a release has taken away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.catalogue import Catalogue  # noqa: TC001 - a fixture is typed by it
from kiosk.operations import calling
from tests.builders import DE, EN, PL, a_ticket
from tests.hub_context import a_hub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal


@pytest.fixture
def content() -> list[Catalogue]:
    """The last is shown."""
    return []


@pytest.fixture
def ctx(
    tmp_path: Path, clock: FixedClock, content: list[Catalogue]
) -> Iterator[Context]:
    context = a_hub(tmp_path, clock=clock)
    content.append(context.catalogue())
    yield replace(context, catalogue=lambda: content[-1])
    context.database.close()


def test_the_visitor_reads_its_name_and_the_counsellor_is_asked_for_another(
    first: Browser, entrance: Terminal, ctx: Context, content: list[Catalogue]
) -> None:
    first.post("/desk", desk="desk-2")
    gone = content[0].desks[1]
    for count in (17, 18):
        entrance.deliver(a_ticket(count))
    first.post("/queue/next")
    there = tuple(desk for desk in content[0].desks if desk.id != "desk-2")
    content.append(replace(content[0], desks=there))
    (called,) = (t for t in calling.queue(ctx) if t.desk)

    told = entrance.get(f"/tickets/{called.id}").json()
    assert told["desk"] == "desk-2"
    assert told["desk_title"][PL] == gone.title[PL]
    assert told["desk_title"][DE] == gone.title[DE]
    assert gone.title[PL] in first.get(f"/t/{called.code}?lang=pl").text

    page = first.get("/queue").text
    assert f"This desk has ended: {gone.title[EN]}." in page
    assert 'href="/desk"' in page
    first.post(f"/tickets/{called.id}/at-desk")
    first.post(f"/tickets/{called.id}/finish")
    answer = first.post("/queue/next")
    assert answer.headers["location"] == "/desk?notice=ended"
    assert "Your desk has ended" in first.get("/desk?notice=ended").text
    assert calling.waiting(ctx) == 1
    first.post("/desk", desk="desk-1")
    first.post("/queue/next")
    assert calling.waiting(ctx) == 0


def test_of_a_desk_that_there_is_the_terminal_knows_the_name_itself(
    first: Browser, entrance: Terminal
) -> None:
    first.post("/desk", desk="desk-2")
    entrance.deliver(a_ticket())
    first.post("/queue/next")
    said = entrance.get(f"/tickets/{a_ticket().id}").json()
    assert said["desk"] == "desk-2"
    assert "desk_title" not in said
