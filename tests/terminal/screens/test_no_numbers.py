"""What a visitor reads and can do while no number would be called."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from kiosk.domain.appointments import CheckInAnswer, FoundAppointment
from kiosk.domain.issuing import NotIssuing
from kiosk.domain.site_notices import NoticeKind, SiteNotice
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import AppointmentCode, LanguageCode, NoticeId, TopicId
from kiosk.paths import shipped
from kiosk.terminal import places
from kiosk.terminal.qr_matrix import fits_smallest
from kiosk.terminal.screens.no_numbers import PATIENCE
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.qr_code import QrCode
from kiosk.terminal.widgets.touch_button import TouchButton
from tests.builders import DE, OPENING, a_catalogue
from tests.fakes.inspector import complaints, visible
from tests.fakes.ports import FakeAppointmentBook, FakeContents, FakeDesk, FakeWorld
from tests.fakes.visit import GRIDS, visiting

if TYPE_CHECKING:
    from kiosk.domain.hours import WeeklyHours
    from kiosk.ids import LanguageCode as Code
    from kiosk.terminal.places import Place
    from tests.fakes.visit import Visit

CONFIRM = places.Confirm(TopicId("work"), LanguageCode("en"))
CODE = AppointmentCode("P0000001")
BY_STAFF = "This terminal cannot issue a number at the moment."
SAID = {
    NotIssuing.CLOSED: "Counselling: Opens today at 13:00.",
    NotIssuing.BY_APPOINTMENT: "Without an appointment you get no number now.",
    NotIssuing.NOBODY_COUNSELS: "No counsellor is here at the moment.",
    NotIssuing.NO_GREETING: "One moment, please",
    NotIssuing.REVOKED: BY_STAFF,
    NotIssuing.CLOCK: BY_STAFF,
    NotIssuing.USED_UP: BY_STAFF,
    NotIssuing.JOURNAL: BY_STAFF,
    NotIssuing.CONTENT: BY_STAFF,
    NotIssuing.OUT_OF_ORDER: BY_STAFF,
    NotIssuing.LINE_FULL: "So many people are waiting",
    NotIssuing.ALL_GIVEN: "All numbers for these consultation hours are given out.",
}


def a_world(why: NotIssuing | None) -> FakeWorld:
    return FakeWorld(desk=FakeDesk(holding=why))


async def news(visit: Visit, why: NotIssuing | None, seconds: int = 1) -> None:
    visit.world.desk.holding = why
    await visit.hear_news(seconds)


@pytest.mark.parametrize("why", NotIssuing)
async def test_home_leads_to_the_reason_and_not_to_a_number(why: NotIssuing) -> None:
    async with visiting(a_world(why)) as visit:
        await visit.begin("en", places.Home())
        await visit.touch("#talk")
        assert visit.at(places.NoNumbers())
        assert SAID[why] in visit.text()
        assert not visit.app.screen.query_one("#talk").display
        assert visit.world.desk.issued == []


async def test_home_says_in_short_why_before_anything_is_touched() -> None:
    async with visiting(a_world(None)) as visit:
        await visit.begin("en", places.Home())
        assert "Get a number and wait for your turn." in visit.text()
        await news(visit, NotIssuing.CLOSED)
        assert "Counselling: Opens today at 13:00." in visit.text()
        await news(visit, NotIssuing.REVOKED)
        assert "No numbers at the moment" in visit.text()
        await news(visit, NotIssuing.NO_GREETING)
        assert "One moment, please" in visit.text()
        await news(visit, None)
        assert "Get a number and wait for your turn." in visit.text()


@pytest.mark.parametrize(
    ("why", "begins", "shown"),
    [
        (NotIssuing.CLOSED, "202603021300", "Monday, 2 March 2026, 13:00–17:00"),
        (
            NotIssuing.LINE_FULL,
            "202603050900",
            "Thursday, 5 March 2026, 9:00–18:30",
        ),
    ],
)
async def test_the_next_date_can_be_taken_along_as_a_calendar_entry(
    why: NotIssuing, begins: str, shown: str
) -> None:
    async with visiting(a_world(why)) as visit:
        await visit.begin("en", places.Home(), places.NoNumbers())
        await visit.touch("#date")
        code = visit.app.screen.query_one(QrCode)
        assert code.address == f"HTTPS://WILLKOMMEN.EXAMPLE.DE/D/{begins}"
        assert fits_smallest(code.address)
        assert shown in " ".join(visit.text().split())


async def test_where_phones_do_not_reach_the_hub_the_code_is_the_entry_itself() -> None:
    world = a_world(NotIssuing.CLOSED)
    world.desk.reaches_phones = False
    async with visiting(world) as visit:
        await visit.begin("en", places.Home(), places.NoNumbers())
        await visit.touch("#date")
        said = visit.app.screen.query_one(QrCode).address
        assert "DTSTART:20260302T120000Z" in said
        assert "SUMMARY:Talk to a counsellor: NEXUS-HUB Welcome" in said


async def test_a_full_line_says_when_to_come_instead() -> None:
    async with visiting(a_world(NotIssuing.LINE_FULL)) as visit:
        await visit.begin("en", places.Home(), places.NoNumbers())
        text = " ".join(visit.text().split())
        assert "we cannot call a new number today." in text
        assert "Counselling: Opens on Thursday at 9:00." in text


@pytest.mark.parametrize(
    ("why", "hours"),
    [
        (NotIssuing.REVOKED, a_catalogue().consultation_hours),
        (NotIssuing.LINE_FULL, None),
        (None, a_catalogue().consultation_hours),
    ],
)
async def test_no_date_is_offered_where_none_helps(
    why: NotIssuing | None, hours: WeeklyHours | None
) -> None:
    catalogue = replace(a_catalogue(), consultation_hours=hours)
    world = FakeWorld(desk=FakeDesk(holding=why), contents=FakeContents(catalogue))
    async with visiting(world) as visit:
        await visit.begin("en", places.Home(), places.NoNumbers())
        assert not visit.app.screen.query_one("#date").display


async def test_the_date_comes_and_goes_with_the_reason() -> None:
    async with visiting(a_world(NotIssuing.REVOKED)) as visit:
        await visit.begin("en", places.Home(), places.NoNumbers())
        await news(visit, NotIssuing.LINE_FULL)
        assert visit.app.screen.query_one("#date").display
        await news(visit, None)
        assert not visit.app.screen.query_one("#date").display


@pytest.mark.parametrize("way", ["browse", "emergency"])
async def test_there_is_a_way_on(way: str) -> None:
    async with visiting(a_world(NotIssuing.CLOSED)) as visit:
        await visit.begin("en", places.Home(), places.NoNumbers())
        await visit.touch(f"#{way}")
        assert not visit.at(places.NoNumbers())
        await visit.touch("#back")
        assert visit.at(places.NoNumbers())


@pytest.mark.parametrize(
    "trail", [(places.Topics(),), (places.Topics(), CONFIRM)], ids=["topics", "confirm"]
)
async def test_who_is_on_the_way_to_a_number_learns_at_once_that_there_is_none(
    trail: tuple[Place, ...],
) -> None:
    async with visiting(a_world(None)) as visit:
        await visit.begin("en", places.Home(), *trail)
        await news(visit, NotIssuing.NOBODY_COUNSELS)
        assert visit.at(places.NoNumbers())
        await visit.touch("#back")
        assert visit.at(places.Home())


async def test_a_press_in_the_very_second_gets_the_reason_too() -> None:
    async with visiting(a_world(None)) as visit:
        await visit.begin("en", places.Home(), places.Topics(), CONFIRM)
        visit.world.desk.holding = NotIssuing.REVOKED
        await visit.touch("#confirm")
        assert visit.at(places.NoNumbers())
        assert BY_STAFF in visit.text()


async def test_staff_of_a_revoked_terminal_find_the_code_there_and_on_each_screen() -> (
    None
):
    async with visiting(a_world(NotIssuing.REVOKED)) as visit:
        await visit.begin("en", places.Home(), places.NoNumbers())
        assert "An administrator types this code" not in visit.text()
        visit.world.code.code = "K7QM-2XR0"
        await news(visit, NotIssuing.REVOKED)
        assert "types this code on the hub's page: K7QM-2XR0" in visit.text()
        assert "For staff: K7QM-2XR0" in visit.text()
        await visit.begin("de", places.Home())
        assert "K7QM-2XR0" in visit.text()
        visit.world.code.code = ""
        await news(visit, None)
        assert "K7QM" not in visit.text()


async def test_when_the_reason_is_over_a_number_is_offered_there() -> None:
    async with visiting(a_world(NotIssuing.NOBODY_COUNSELS)) as visit:
        await visit.begin("en", places.Home(), places.NoNumbers())
        await news(visit, None)
        assert "You can get a number now." in visit.text()
        await visit.touch("#talk")
        assert visit.at(places.Topics())
        await visit.touch("#back")
        assert visit.at(places.Home())


async def test_a_first_greeting_that_does_not_come_leads_to_a_person() -> None:
    async with visiting(a_world(NotIssuing.NO_GREETING)) as visit:
        visit.app.frame.news.pause()  # a slow machine must not count seconds besides
        await visit.begin("en", places.Home(), places.NoNumbers())
        await news(visit, NotIssuing.NO_GREETING, PATIENCE - 1)
        assert "One moment, please" in visit.text()
        await news(visit, NotIssuing.NO_GREETING)
        assert BY_STAFF in visit.text()
        assert "One moment" not in visit.text()


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_every_reason_fits_every_screen_in_every_language(
    size: tuple[int, int],
) -> None:
    words = Catalogs(shipped("locales"))
    everywhere: tuple[Code, ...] = tuple(
        LanguageCode(code)
        for code in (
            *("de", "de-simple", "en", "pl", "cs", "uk", "ru", "ro", "bg", "tr"),
            *("vi", "ar", "fa", "dsb", "hsb"),
        )
    )
    catalogue = a_catalogue()
    world = FakeWorld(
        contents=FakeContents(
            replace(
                catalogue, site=structs.replace(catalogue.site, languages=everywhere)
            )
        ),
        vocabulary=words,
        book=FakeAppointmentBook({CODE: FoundAppointment(CheckInAnswer.READY, CODE)}),
    )
    reasons = NotIssuing.CLOSED, NotIssuing.NOBODY_COUNSELS, NotIssuing.BY_APPOINTMENT
    async with visiting(world, size) as visit:
        for why in (*reasons, None):
            world.desk.holding = why
            for code in everywhere:
                await visit.glance(code, places.NoNumbers())
                assert complaints(visit.app.screen) == [], (why, code)


@pytest.mark.parametrize("size", GRIDS[:2], ids=str)
async def test_all_ways_on_fit_below_a_notice_too(size: tuple[int, int]) -> None:
    """With the code of an appointment, the next date, and another topic."""
    longest = [LanguageCode(code) for code in ("de-simple", "ro", "ru", "uk", "dsb")]
    long = SiteNotice(
        *(NoticeId("1" * 32), NoticeKind.WARNING),
        {DE: "Bitte gehen Sie zum hinteren Eingang und klingeln Sie dort. " * 4},
        *(OPENING, OPENING + timedelta(days=9)),
    )
    world = a_world(None)
    catalogue = a_catalogue()
    site = structs.replace(catalogue.site, languages=(DE, *longest))
    world.contents = FakeContents(replace(catalogue, site=site))
    world.vocabulary = Catalogs(shipped("locales"))
    world.book.known = {CODE: FoundAppointment(CheckInAnswer.READY, CODE)}
    ways = {"appointment", "date", "browse", "emergency"}
    found = {}
    async with visiting(world, size) as visit:
        for notices in ([long], []):
            world.notices.up = notices
            for why in (NotIssuing.LINE_FULL, NotIssuing.BY_APPOINTMENT):
                world.desk.holding = why
                for topic in (None, TopicId("work")):
                    for code in longest:
                        await visit.glance(code, places.NoNumbers(None, topic))
                        screen = visit.app.screen
                        shown = {one.id for one in visible(screen)}
                        more = {"other-topic"} if topic else set()
                        lacking = sorted((ways | more) - shown)
                        if wrong := [*complaints(screen), *lacking]:
                            found[code, why, topic, len(notices)] = wrong
    assert found == {}


async def test_by_appointment_only_the_way_of_who_has_one_stands_out() -> None:
    world = a_world(NotIssuing.BY_APPOINTMENT)
    world.book.known = {CODE: FoundAppointment(CheckInAnswer.READY, CODE)}
    async with visiting(world) as visit:
        await visit.begin("en", places.Home(), places.NoNumbers())
        booked = visit.app.screen.query_one("#appointment", TouchButton)
        tones = [booked.tone]
        await news(visit, NotIssuing.CLOSED)
        assert [*tones, booked.tone] == [Tone.GO, Tone.CARD]
        await visit.touch("#appointment")
        assert visit.at(places.AppointmentTyping())


async def test_by_appointment_only_who_has_none_is_told_where_to_get_one() -> None:
    desk = "Please go to the desk. Our staff will help you there."
    async with visiting(a_world(NotIssuing.BY_APPOINTMENT)) as visit:
        await visit.begin("en", places.Home(), places.NoNumbers())
        assert desk in " ".join(visit.text().split())
        await news(visit, NotIssuing.CLOSED)
        assert desk not in " ".join(visit.text().split())
