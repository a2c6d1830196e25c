"""What one can talk about, and whether counsellors are there now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

import kiosk
from kiosk.catalogue.loader import load
from kiosk.domain.hours import RecurringHours, WeeklyHours
from kiosk.domain.issuing import NotIssuing
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import LanguageCode, TopicId
from kiosk.terminal import places
from kiosk.terminal.widgets.cards import Cards
from tests.builders import FIVE, a_catalogue
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeContents, FakeWorld
from tests.fakes.visit import NARROW, USUAL, visiting

ROOT = Path(kiosk.__file__).parent.parent


def with_hours(hours: WeeklyHours | None) -> FakeWorld:
    catalogue = replace(a_catalogue(), consultation_hours=hours)
    return FakeWorld(contents=FakeContents(catalogue))


@pytest.mark.parametrize("size", [NARROW, USUAL], ids=str)
async def test_it_says_when_counselling_is_open(size: tuple[int, int]) -> None:
    async with visiting(size=size) as visit:
        await visit.begin("en", places.Topics())
        assert "Counselling: Opens today at 13:00." in visit.text()


async def test_it_says_so_anew_when_the_hour_has_come() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Topics())
        visit.world.clock.advance(hours=1)
        await visit.hear_news()
        await visit.settle()
        assert "Counselling: Open now, until 17:00." in visit.text()


class EveryDay:
    def falls_on(self, _day: date) -> bool:
        return True


@pytest.mark.parametrize("size", [NARROW, USUAL], ids=str)
async def test_the_languages_are_named_that_are_spoken_now(
    size: tuple[int, int],
) -> None:
    rule = RecurringHours(
        EveryDay(), time(9), time(13), tuple(map(LanguageCode, ("pl", "uk", "ar")))
    )
    async with visiting(with_hours(WeeklyHours((), recurring=(rule,))), size) as visit:
        await visit.begin("en", places.Topics())
        text = " ".join(visit.text().split())
        assert "Counselling: Open now, until 13:00. Languages: " in text
        assert "Polski, Українська" in text
        assert complaints(visit.app.screen) == []
        visit.world.clock.advance(hours=2)
        await visit.hear_news()
        await visit.settle()
        assert "Languages" not in visit.text()


async def test_by_appointment_is_said_so() -> None:
    async with visiting(with_hours(WeeklyHours((), by_appointment=True))) as visit:
        await visit.begin("en", places.Topics())
        assert "Counselling: By appointment only." in visit.text()


async def test_hours_that_are_not_known_are_not_spoken_of() -> None:
    async with visiting(with_hours(None)) as visit:
        await visit.begin("en", places.Topics())
        assert "Counselling" not in visit.text()


async def test_outside_the_hours_a_number_can_be_had_all_the_same() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home(), places.Topics())
        await visit.touch("#topic-residence")
        await visit.touch("#confirm")
        assert isinstance(visit.place, places.TicketShown)


@pytest.mark.parametrize("language", FIVE)
async def test_with_the_shipped_topics_all_fits_one_page(language: str) -> None:
    """As soon as the operator has written the consultation hours."""
    hours = a_catalogue().consultation_hours
    shipped = replace(load(ROOT / "content"), consultation_hours=hours)
    world = FakeWorld(
        contents=FakeContents(shipped), vocabulary=Catalogs(ROOT / "locales")
    )
    async with visiting(world, USUAL) as visit:
        await visit.begin(language, places.Topics())
        assert visit.app.screen.query_one("#topics", Cards).pages == 1
        assert complaints(visit.app.screen) == []
    async with visiting(world, NARROW) as visit:
        await visit.begin(language, places.Topics())
        assert complaints(visit.app.screen) == []


class Never:
    def falls_on(self, _day: date) -> bool:
        return False


FAMILY = TopicId("family")


def with_hours_of_one_topic() -> FakeWorld:
    """Counselled now on all but family, on which it is next on 9 March."""
    others = tuple(
        topic.id for topic in a_catalogue().offered_topics() if topic.id != FAMILY
    )
    week = (
        RecurringHours(EveryDay(), time(9), time(17), topics=others),
        RecurringHours(
            *(Never(), time(10), time(12)),
            topics=(FAMILY,),
            added=frozenset({date(2026, 3, 9)}),
        ),
    )
    world = with_hours(WeeklyHours((), recurring=week))
    world.desk.of_topics[FAMILY] = NotIssuing.CLOSED
    return world


@pytest.mark.parametrize("size", [NARROW, USUAL], ids=str)
async def test_a_topic_with_hours_of_its_own_says_when_and_gives_no_number(
    size: tuple[int, int],
) -> None:
    async with visiting(with_hours_of_one_topic(), size) as visit:
        await visit.begin("en", places.Topics())
        assert "Opens on Monday, 9 March 2026" in " ".join(visit.text().split())
        assert complaints(visit.app.screen) == []
        await visit.touch(f"#topic-{FAMILY}")
        assert visit.at(places.NoNumbers(topic=FAMILY))
        told = " ".join(visit.text().split())
        assert "Counselling on “Family”: Opens on Monday, 9 March 2026" in told
        assert complaints(visit.app.screen) == []
        await visit.touch("#date")
        shown = " ".join(visit.text().split())
        assert "Monday, 9 March 2026, 10:00–12:00" in shown


async def test_another_topic_can_be_chosen_instead() -> None:
    async with visiting(with_hours_of_one_topic()) as visit:
        await visit.begin("en", places.Home(), places.NoNumbers(topic=FAMILY))
        await visit.touch("#other-topic")
        assert visit.at(places.Topics())
        await visit.touch("#topic-work")
        assert visit.at(places.Confirm(TopicId("work"), LanguageCode("en")))


async def test_who_counsels_now_is_named() -> None:
    partner = a_catalogue().site.partners[0]
    rule = RecurringHours(EveryDay(), time(9), time(13), partner=partner.id)
    async with visiting(with_hours(WeeklyHours((), recurring=(rule,)))) as visit:
        await visit.begin("en", places.Topics())
        assert f"Here now: {partner.name}" in " ".join(visit.text().split())
