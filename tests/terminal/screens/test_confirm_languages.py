"""Where there is no number in one language while there are in others."""

from __future__ import annotations

import dataclasses
from datetime import date, time

import pytest

from kiosk.domain.hours import RecurringHours, WeeklyHours
from kiosk.ids import LanguageCode, TopicId
from kiosk.terminal import places
from kiosk.terminal.widgets.qr_code import QrCode
from tests.builders import AR, PL, a_catalogue
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeContents, FakeDesk, FakeWorld
from tests.fakes.visit import GRIDS, visiting

CONFIRM = places.Confirm(TopicId("work"), LanguageCode("en"))


class EachDay:
    def falls_on(self, _day: date) -> bool:
        return True


async def test_where_a_language_has_no_numbers_left_another_is_one_touch_away() -> None:
    desk = FakeDesk()
    told = "In this language all numbers for these consultation hours are given out."
    async with visiting(FakeWorld(desk=desk)) as visit:
        await visit.begin("en", CONFIRM)
        assert told not in visit.text()
        desk.full_languages = {("work", "en")}
        await visit.hear_news()
        assert told in visit.text()
        assert "Counselling in this language: Opens today at 13:00." in visit.text()
        await visit.touch("#confirm")
        assert visit.at(places.CounsellingLanguage(TopicId("work")))
        assert visit.text().count("Opens today") == 1
        assert desk.issued == []
        await visit.touch("#talk-pl")
        assert told not in visit.text()
        await visit.touch("#confirm")
        await visit.settle()
        assert [ticket.language for ticket in desk.issued] == ["pl"]


async def test_the_next_date_of_a_full_language_is_one_touch_away() -> None:
    desk = FakeDesk(full_languages={("work", "en")})
    async with visiting(FakeWorld(desk=desk)) as visit:
        await visit.begin("en", CONFIRM)
        await visit.touch("#date")
        assert "13:00" in visit.text()
        assert desk.issued == []


async def test_a_language_that_no_open_hours_name_is_said_to_be_none_of_theirs() -> (
    None
):
    """By a hub that gives no numbers in it: they would take room of the others."""
    desk = FakeDesk(full_languages={("work", "ar"), ("work", "pl")})
    polish = RecurringHours(EachDay(), time(9), time(13), languages=(PL,), capacity=5)
    later = dataclasses.replace(
        polish, opens=time(15), closes=time(17), languages=(AR,)
    )
    hours = WeeklyHours((), recurring=(polish, later))
    catalogue = dataclasses.replace(a_catalogue(), consultation_hours=hours)
    world = FakeWorld(desk=desk, contents=FakeContents(catalogue))
    told = "In these consultation hours nobody counsels in this language."
    async with visiting(world) as visit:
        await visit.begin("en", places.Confirm(TopicId("work"), AR))
        assert told in visit.text()
        assert "Counselling in this language: Opens today at 15:00." in visit.text()
        await visit.begin("en", places.Confirm(TopicId("work"), PL))
        assert told not in visit.text()
        assert "given out. Counselling in this language: Opens tom" in visit.text()


async def test_the_date_of_hours_within_others_is_the_entry_itself() -> None:
    """The hub has a page for hours as they are when nobody asks for a language."""
    desk = FakeDesk(full_languages={("work", "ar")})
    polish = RecurringHours(EachDay(), time(9), time(17), languages=(PL,), capacity=5)
    arabic = dataclasses.replace(polish, opens=time(15), languages=(AR,))
    hours = WeeklyHours((), recurring=(polish, arabic))
    catalogue = dataclasses.replace(a_catalogue(), consultation_hours=hours)
    world = FakeWorld(desk=desk, contents=FakeContents(catalogue))
    async with visiting(world) as visit:
        await visit.begin("en", places.Confirm(TopicId("work"), AR))
        await visit.touch("#date")
        said = visit.app.screen.query_one(QrCode).address
        assert "DTSTART:20260302T140000Z" in said


@pytest.mark.parametrize("size", GRIDS)
@pytest.mark.parametrize("language", ["de", "ar", "vi"])
async def test_what_is_said_of_a_full_language_has_room(
    size: tuple[int, int], language: str
) -> None:
    desk = FakeDesk(full_languages={("work", language)})
    wish = places.Confirm(TopicId("work"), LanguageCode(language))
    async with visiting(FakeWorld(desk=desk), size=size) as visit:
        await visit.begin(language, wish)
        assert complaints(visit.app.screen) == []
        await visit.touch("#confirm")
        assert complaints(visit.app.screen) == []
