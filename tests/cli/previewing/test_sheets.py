"""Every kind of screen is on a contact sheet, and what can happen on it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from kiosk.catalogue.loader import load
from kiosk.cli.previewing.sheets import SheetMaker
from kiosk.ids import LanguageCode
from tests import content_folder
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from pathlib import Path

    Screens = dict[str, str]
    """SVG by name."""

SVG = "{http://www.w3.org/2000/svg}"


async def drawn(folder: Path, grid: tuple[int, int], code: LanguageCode) -> Screens:
    maker = SheetMaker(load(folder), NOON, "calm")
    try:
        return {each.name: each.svg for each in await maker.screens(grid, code)}
    finally:
        await maker.close()


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Screens:
    folder = content_folder.write(tmp_path_factory.mktemp("some") / "content")
    return asyncio.run(drawn(folder, (83, 24), LanguageCode("en")))


def words(svg: str) -> str:
    """Without blanks."""
    return "".join(e.text or "" for e in ET.fromstring(svg).iter(f"{SVG}text"))


def test_every_kind_of_screen_is_there(usual: Screens) -> None:
    assert {"attract", "home", "categories", "search", "emergency"} <= set(usual)
    assert {"out-of-order", "trouble", "no-numbers", "notices"} <= set(usual)
    assert any(name.startswith("service ") for name in usual)
    assert any(name.startswith("take-home of ") for name in usual)
    assert len(set(usual.values())) == len(usual)


def test_who_has_an_appointment_has_a_plate_and_is_told_why_a_code_opens_nothing(
    usual: Screens,
) -> None:
    assert "Ihaveanappointment" in words(usual["home, with appointments"])
    assert "Ihaveanappointment" not in words(usual["home"])
    assert {"appointment, cancelled", "appointment, other-day"} <= set(usual)


def test_a_ticket_is_shown_waiting_and_called(usual: Screens) -> None:
    tickets = [name for name in usual if name.startswith("ticket")]
    assert len(tickets) == 3


def test_a_notice_stands_on_the_greeting_and_whole(usual: Screens) -> None:
    for name in ("attract, with a notice", "notices"):
        assert "gotoroom2" in words(usual[name])
    assert "gotoroom2" not in words(usual["attract"])


def test_what_interrupts_a_visitor_is_shown(usual: Screens) -> None:
    shown = {name: words(svg) for name, svg in usual.items()}
    assert "everythingyoudidherewillbeforgotten" in shown["still there?"]
    assert "Pleasegotothedesk." in shown["ask a person"]
    assert "willbeforgotten" not in shown["home"]


def test_a_terminal_that_is_out_of_order_says_so(usual: Screens) -> None:
    assert "Weareworkingonthisterminal." in words(usual["out-of-order"])
    assert "working" not in words(usual["attract"])


async def test_each_is_as_large_as_its_grid(folder: Path) -> None:
    for svg in (await drawn(folder, (160, 45), LanguageCode("ar"))).values():
        root = ET.fromstring(svg)
        assert (root.get("width"), root.get("height")) == ("1600", "900")
