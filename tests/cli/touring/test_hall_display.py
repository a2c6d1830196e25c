"""Read from the pages as the hub makes them, so that both change together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kiosk.cli.touring.hall_display import CODE, LARGEST, SHOWN
from kiosk.operations import calling, pairing
from tests.builders import a_ticket
from tests.hub_context import a_hub, gone, join
from tests.hub_web import Browser, Terminal, an_app_alone, served
from tests.people import COUNSELLOR_1, COUNSELLOR_2

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context


@pytest.fixture
def ctx(tmp_path: Path) -> Iterator[Context]:
    hub = a_hub(tmp_path)
    yield hub
    gone(hub.database)


def test_its_code_and_its_numbers_are_found(ctx: Context) -> None:
    with an_app_alone(ctx) as app, served(app) as client:
        display, door = Browser(client), Terminal(client, ctx, "A")
        display.get("/display")
        [code] = CODE.findall(display.get("/display").text)
        pairing.pair_display(ctx, code, "Hall")
        page = display.get("/display").text
        assert LARGEST.search(page) is None
        assert SHOWN.findall(page) == []
        for count, person in ((1, COUNSELLOR_1), (2, COUNSELLOR_2)):
            door.deliver(a_ticket(count))
            calling.call_next(ctx, join(ctx, person))
        page = display.get("/display").text
        assert re.findall(LARGEST, page) == ["A 002"]
        assert SHOWN.findall(page) == ["A 002", "A 001"]
