"""The card of what one asks first of a service."""

from __future__ import annotations

import pytest

from kiosk.cli.picturing.blocks import BLOCKS
from kiosk.terminal.widgets.facts import FactsCard, KnownFact
from tests.fakes.stage import Stage

OFFICE = "Arbeitgeberberatung der Ausländerbehörde Cottbus/Chóśebuz"
ADDRESS = "Arbeitgeberberatung-Auslaenderbehoerde@cottbus.de"


async def rows(fact: KnownFact, width: int) -> list[str]:
    app = Stage(lambda: FactsCard([fact], ""))
    async with app.run_test(size=(width, 14)) as pilot:
        await pilot.pause()
        return app.rows()


def is_drawn(character: str) -> bool:
    return character in BLOCKS


def words(shown: list[str]) -> list[str]:
    """Line by line, without what is drawn."""
    lines = ("".join(c for c in row if not is_drawn(c)).strip() for row in shown)
    return [line for line in lines if line]


def sextants(shown: list[str]) -> set[str]:
    """What only a picture has: corners are quadrants."""
    return {c for c in "".join(shown) if c >= "\U0001fb00"}


async def test_a_picture_stands_beside_words_that_fit() -> None:
    shown = await rows(KnownFact("people", OFFICE), 40)
    assert sextants(shown)


async def test_words_come_before_pictures() -> None:
    shown = await rows(KnownFact("people", OFFICE), 25)
    assert not sextants(shown)
    assert " ".join(words(shown)).split() == OFFICE.split()


@pytest.mark.parametrize("width", [25, 30])
async def test_an_e_mail_address_breaks_where_one_pauses(width: int) -> None:
    lines = words(await rows(KnownFact("post", ADDRESS, is_address=True), width))
    assert "".join(lines) == ADDRESS
    assert all(line[-1] in "-@." for line in lines[:-1])
