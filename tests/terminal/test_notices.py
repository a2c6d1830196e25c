"""Notices on the glass: on every grid and in every language, nothing is pushed away."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kiosk
from kiosk.domain.site_notices import LONGEST_TEXT, NoticeKind, SiteNotice
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import LanguageCode, NoticeId
from kiosk.terminal import places
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.notice_band import NoticeBand
from kiosk.terminal.widgets.prose import Prose
from tests.builders import AR, DE, EN, FIVE, OPENING
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeNoticeboard, FakeWorld
from tests.fakes.visit import GRIDS, NARROW, visiting

if TYPE_CHECKING:
    from kiosk.terminal.places import Place

CATALOGS = Catalogs(Path(kiosk.__file__).parent.parent / "locales")
LONG = ("Bitte gehen Sie zum hinteren Eingang und klingeln Sie dort. " * 9)[
    :LONGEST_TEXT
]
TOLD_AT: dict[str, Place] = {
    "home": places.Home(),
    "topics": places.Topics(),
    "no-numbers": places.NoNumbers(),
    "notices": places.Notices(),
}
grids = pytest.mark.parametrize("size", GRIDS, ids=["66x19", "83x24", "100x30"])


def a_notice(
    texts: dict[LanguageCode, str], kind: NoticeKind = NoticeKind.CLOSED, at: int = 1
) -> SiteNotice:
    ends = OPENING + timedelta(days=9)
    return SiteNotice(NoticeId(f"{at:032x}"), kind, texts, OPENING, ends)


SHORT = a_notice({DE: "Heute geschlossen.", EN: "Closed today.", AR: "مغلق اليوم."})
WARNING = a_notice({DE: LONG}, NoticeKind.WARNING)


def a_world(*notices: SiteNotice) -> FakeWorld:
    return FakeWorld(notices=FakeNoticeboard([*notices]), vocabulary=CATALOGS)


@grids
@pytest.mark.parametrize("language", FIVE)
@pytest.mark.parametrize("notice", [SHORT, WARNING], ids=["short", "long"])
async def test_nothing_is_cut_or_pushed_away(
    notice: SiteNotice, language: str, size: tuple[int, int]
) -> None:
    found = {}
    async with visiting(a_world(notice, SHORT), size) as visit:
        [cards] = visit.app.screen.query(Cards)
        assert cards.pages == 1
        found["attract"] = complaints(visit.app.screen)
        for name, place in TOLD_AT.items():
            await visit.begin(language, place)
            found[name] = complaints(visit.app.screen)
            for prose in visit.app.screen.query(Prose):
                for page in range(1, prose.pages):
                    prose.page = page
                    await visit.settle()
                    found[f"{name} {page}"] = complaints(visit.app.screen)
    assert {name: lines for name, lines in found.items() if lines} == {}


async def test_who_passes_reads_it_in_german_and_english() -> None:
    async with visiting(a_world(SHORT), NARROW) as visit:
        assert "■ Geschlossen: Heute geschlossen." in visit.text()
        assert "■ Closed: Closed today." in visit.text()
        assert not visit.app.screen.query_one("#welcome").region.area


async def test_a_visitor_reads_it_in_their_own_language_and_opens_all() -> None:
    async with visiting(a_world(WARNING, SHORT), NARROW) as visit:
        await visit.begin("en", places.Home())
        assert "▲ Warning: Bitte gehen Sie" in visit.text()
        assert "… (Deutsch)" in visit.text()
        assert "▼ More" in visit.text()
        await visit.touch("#notice-band")
        assert visit.at(places.Notices())
        told = visit.text()
        for part in ("▲ Warning", "This text is only available in Deutsch."):
            assert part in told
        await visit.touch("#back")
        assert visit.at(places.Home())


async def test_from_the_greeting_it_opens_too_and_is_forgotten() -> None:
    async with visiting(a_world(SHORT)) as visit:
        await visit.touch("#notice-band")
        assert visit.at(places.Notices())
        await visit.wait(120)
        assert visit.at(places.Attract())


async def test_it_comes_and_goes_while_somebody_reads() -> None:
    world = a_world()
    async with visiting(world, NARROW) as visit:
        band = visit.app.screen.query_one(NoticeBand)
        assert visit.app.screen.query_one("#welcome").region.area
        world.notices.up = [SHORT]
        await visit.hear_news()
        assert band.region.height == 3
        assert "Heute geschlossen." in visit.text()
        await visit.begin("ar", places.Notices())
        world.notices.up = []
        await visit.hear_news()
        assert "Heute" not in visit.text()
        await visit.begin("de", places.Attract())
        assert visit.app.screen.query_one("#welcome").region.area


async def test_a_reader_from_the_right_reads_it_from_the_right() -> None:
    async with visiting(a_world(SHORT), NARROW) as visit:
        await visit.begin("ar", places.Home())
        rows = visit.app.screen._compositor.render_strips()
        band = visit.app.screen.query_one(NoticeBand).region
        words = rows[band.y + 1].crop(band.x, band.right).text
        line = words.strip(" ▟▙")
        assert line.endswith("■")
