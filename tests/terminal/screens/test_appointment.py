"""Who has an appointment types its code and gets a number; who has no luck, too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec import structs

from kiosk.domain.appointments import CheckInAnswer, FoundAppointment
from kiosk.domain.issuing import NotIssuing
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import AppointmentCode, LanguageCode, TopicId
from kiosk.paths import shipped
from kiosk.terminal import places
from kiosk.terminal.screens.ask_person import AskPersonScreen
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.keyboard import HIGHEST_KEY, KeyField
from kiosk.terminal.widgets.query_line import QueryLine
from kiosk.terminal.widgets.touch_button import TouchButton
from tests.builders import AR, PL, a_catalogue
from tests.fakes.clock import NOON
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeAppointmentBook, FakeContents, FakeWorld
from tests.fakes.visit import GRIDS, NARROW, VAST, Visit, visiting
from tests.terminal.screens.test_search import tap
from tests.terminal.screens.test_topics import ROOT

CODE = AppointmentCode("P0000001")
BOOKED = FoundAppointment(
    CheckInAnswer.READY, CODE, NOON + timedelta(hours=2), TopicId("work"), AR, PL
)
EVERY_LANGUAGE = tuple(
    LanguageCode(code)
    for code in (
        *("de", "de-simple", "en", "pl", "cs", "uk", "ru", "ro", "bg", "tr"),
        *("vi", "ar", "fa", "dsb", "hsb"),
    )
)
TYPING = places.AppointmentTyping()
HOME = places.Home()


def a_world(found: FoundAppointment = BOOKED) -> FakeWorld:
    return FakeWorld(book=FakeAppointmentBook({CODE: found}))


async def typing(visit: Visit, code: str = CODE) -> None:
    await visit.begin("en", HOME, places.Topics(), TYPING)
    await tap(visit, *code)


async def test_without_appointments_nobody_is_asked_for_one() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Topics())
        assert "appointment" not in visit.text()


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_from_the_topics_to_a_number_with_the_code(size: tuple[int, int]) -> None:
    world = a_world()
    async with visiting(world, size=size) as visit:
        await visit.begin("en", HOME, places.Topics())
        await visit.touch("#appointment")
        assert "Type the code of your appointment" in visit.text()
        await tap(visit, *CODE)
        assert visit.at(places.Confirm(TopicId("work"), AR, booked=BOOKED))
        assert "Your appointment: 14:00" in visit.text()
        await visit.touch("#chosen-topic")
        await visit.touch("#counselling-language")
        assert isinstance(visit.place, places.Confirm)  # as it was booked
        await visit.touch("#confirm")
        (ticket,) = world.desk.issued
        assert visit.at(places.TicketShown(ticket))
        assert (ticket.appointment, ticket.topic, ticket.language) == (
            CODE,
            "work",
            AR,
        )


@pytest.mark.parametrize("size", [*GRIDS, VAST], ids=str)
async def test_its_keys_take_the_room_there_is(size: tuple[int, int]) -> None:
    async with visiting(a_world(), size=size) as visit:
        await visit.begin("en", TYPING)
        assert complaints(visit.app.screen) == []
        field = visit.app.screen.query_one(KeyField)
        rows = field.placed()
        lowest = rows[-1][0][1]
        highest = lowest.height == HIGHEST_KEY
        assert highest or field.size.height - lowest.bottom < len(rows)
        assert field.region.bottom == size[1]


async def test_letters_that_look_alike_are_digits_and_signs_are_not_written() -> None:
    async with visiting(a_world()) as visit:
        await visit.begin("en", TYPING)
        visit.app.write("p-ool ü!")
        assert visit.app.screen.query_one(QueryLine).query_text == "P001"
        await visit.press("backspace")
        assert visit.app.screen.query_one(QueryLine).query_text == "P00"
        assert visit.world.book.asked == []


OTHER_DAY = replace(
    BOOKED, answer=CheckInAnswer.OTHER_DAY, starts_at=NOON + timedelta(days=2)
)
MOVED = replace(OTHER_DAY, moved_from=NOON + timedelta(hours=3))
AWAY = replace(BOOKED, answer=CheckInAnswer.NO_ANSWER)
TOO_MANY = replace(BOOKED, answer=CheckInAnswer.TOO_MANY)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (replace(BOOKED, answer=CheckInAnswer.USED), "You have checked in"),
        (replace(BOOKED, answer=CheckInAnswer.CANCELLED), "is cancelled"),
        (OTHER_DAY, "another day: Wednesday, 4 March 2026, 12:00"),
        (
            MOVED,
            "moved: from Monday, 2 March 2026, 15:00 to Wednesday, 4 March 2026, 12:00",
        ),
        (
            replace(BOOKED, answer=CheckInAnswer.OUTSIDE_HOURS),
            "The consultation hours have changed.",
        ),
        (TOO_MANY, "wait a quarter of an hour"),
        (replace(TOO_MANY, again_at=NOON + timedelta(minutes=4)), "again from 12:04"),
        (AWAY, "There is no connection now"),
    ],
    ids=["used", "cancelled", "other day", "moved", "hours", "many", "wait", "away"],
)
async def test_a_code_that_opens_nothing_now_has_a_screen_that_says_why_and_what_else(
    found: FoundAppointment, said: str
) -> None:
    world = a_world(found)
    async with visiting(world, size=NARROW) as visit:
        await typing(visit)
        assert visit.at(places.NoAppointment(found))
        assert said in visit.text()
        assert "Please go to the desk." in visit.text()
        assert complaints(visit.app.screen) == []
        await visit.touch("#talk")
        assert visit.at(places.Topics())
        await visit.touch("#topic-work")
        await visit.touch("#confirm")
        assert [ticket.appointment for ticket in world.desk.issued] == [None]


async def test_who_has_checked_in_is_sent_to_a_person_before_a_second_number() -> None:
    world = a_world(replace(BOOKED, answer=CheckInAnswer.USED))
    async with visiting(world, size=NARROW) as visit:
        await typing(visit)
        buttons = visit.app.shown.query(TouchButton)
        assert [each.id for each in buttons if each.tone is Tone.GO] == ["ask"]
        await visit.touch("#ask")
        assert isinstance(visit.app.screen, AskPersonScreen)


async def test_its_two_ways_fit_on_the_smallest_grid_in_every_language() -> None:
    used = replace(BOOKED, answer=CheckInAnswer.USED)
    world = a_world()
    world.vocabulary = Catalogs(ROOT / "locales")
    async with visiting(world, size=NARROW) as visit:
        for language in EVERY_LANGUAGE:
            await visit.glance(language, places.NoAppointment(used))
            assert complaints(visit.app.screen) == [], language


async def test_where_no_numbers_are_given_it_says_why_and_offers_none() -> None:
    world = a_world(replace(BOOKED, answer=CheckInAnswer.CANCELLED))
    world.desk.holding = NotIssuing.CLOSED
    async with visiting(world) as visit:
        await typing(visit)
        assert "Counselling: Opens today at 13:00." in visit.text()
        assert not visit.app.screen.query_one("#talk").display
        world.desk.holding = None
        await visit.hear_news()
        assert "You can get a number now." in visit.text()
        assert visit.app.screen.query_one("#talk").display
        await visit.touch("#again")
        assert visit.at(TYPING)
        await visit.touch("#back")
        assert visit.at(places.Topics())


async def test_a_code_that_there_is_not_can_be_given_up_for_a_number() -> None:
    async with visiting(a_world(), size=NARROW) as visit:
        await typing(visit, "P0000009")
        assert "There is no appointment with this code" in visit.text()
        await visit.touch("#without")
        assert visit.at(places.Topics())


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (-20, "You are too late for this time."),
        (0, "Come at most 15 minutes late"),
        (60, "You are early."),
    ],
)
async def test_who_is_early_or_too_late_is_told_how_that_counts(
    minutes: int, said: str
) -> None:
    found = replace(BOOKED, starts_at=NOON + timedelta(minutes=minutes))
    async with visiting(a_world(found), size=NARROW) as visit:
        await typing(visit)
        assert said in visit.text()
        assert complaints(visit.app.screen) == []


async def test_an_appointment_has_a_place_on_the_first_screen_while_there_are_any() -> (
    None
):
    world = a_world()
    async with visiting(world, size=NARROW) as visit:
        await visit.begin("en", HOME)
        await visit.touch("#appointment")
        assert visit.at(TYPING)
        await visit.touch("#back")
        world.book.known.clear()
        await visit.hear_news()
        assert not visit.app.screen.query_one("#appointment").display
        assert complaints(visit.app.screen) == []


async def test_another_code_can_be_typed_after_a_wrong_one() -> None:
    async with visiting(a_world()) as visit:
        await typing(visit, "P0000009")
        assert "no appointment with this code" in visit.text()
        await tap(visit, "delete", "1")
        assert visit.world.book.asked == ["P0000009", "P0000001"]
        assert isinstance(visit.place, places.Confirm)


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_a_full_line_sends_nobody_away_who_has_one(size: tuple[int, int]) -> None:
    catalogue = a_catalogue()
    site = structs.replace(catalogue.site, languages=EVERY_LANGUAGE)
    world = FakeWorld(
        book=FakeAppointmentBook({CODE: BOOKED}),
        contents=FakeContents(replace(catalogue, site=site)),
        vocabulary=Catalogs(shipped("locales")),
    )
    world.desk.holding = NotIssuing.LINE_FULL
    async with visiting(world, size) as visit:
        for code in EVERY_LANGUAGE:
            await visit.glance(code, HOME)
            assert complaints(visit.app.screen) == [], code
        await visit.glance("en", HOME)
        told = visit.app.screen.query_one("#talk", TouchButton).detail
        assert told == "No more numbers today"


async def test_a_full_line_is_full_for_others_only() -> None:
    world = a_world()
    world.desk.holding = NotIssuing.LINE_FULL
    async with visiting(world) as visit:
        await visit.begin("en", HOME, places.NoNumbers())
        await visit.touch("#appointment")
        await tap(visit, *CODE)
        await visit.hear_news()
        assert isinstance(visit.place, places.Confirm)


@pytest.mark.parametrize("language", ["de", "ar", "uk", "vi", "de-simple"])
@pytest.mark.parametrize("found", [None, MOVED, AWAY], ids=["", "moved", "away"])
async def test_it_fits_on_the_smallest_grid_in_long_languages(
    language: str, found: FoundAppointment | None
) -> None:
    world = a_world()
    world.vocabulary = Catalogs(ROOT / "locales")
    world.desk.holding = NotIssuing.LINE_FULL
    place = TYPING if found is None else places.NoAppointment(found)
    async with visiting(world, size=NARROW) as visit:
        await visit.glance(LanguageCode(language), place)
        assert complaints(visit.app.screen) == []


@pytest.mark.parametrize(
    ("topic", "spoken", "shown"),
    [
        ("tax", "fa", ("Taxes", "فارسی")),
        ("gone", "ar", ("العربية",)),
        ("gone", "x", ()),
    ],
    ids=["not offered now", "topic lost", "nothing known"],
)
async def test_the_code_gives_a_number_though_its_topic_is_offered_no_more(
    topic: str, spoken: str, shown: tuple[str, ...]
) -> None:
    wish = TopicId(topic), LanguageCode(spoken)
    world = a_world(replace(BOOKED, topic=wish[0], language=wish[1]))
    async with visiting(world, size=NARROW) as visit:
        await typing(visit)
        wishes = visit.app.screen.query("#wishes TouchButton").results(TouchButton)
        assert tuple(str(wish.label) for wish in wishes) == shown
        assert "Your appointment: 14:00" in visit.text()
        assert complaints(visit.app.screen) == []
        await visit.touch("#confirm")
        (ticket,) = world.desk.issued
        assert visit.at(places.TicketShown(ticket))
        assert (ticket.topic, ticket.language, ticket.appointment) == (*wish, CODE)
        assert complaints(visit.app.screen) == []
