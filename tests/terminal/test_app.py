"""The way through the screens, from the first touch to the number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.domain.resources import Pointer, ResourceKind
from kiosk.domain.short_links import code_of
from kiosk.errors import JournalUnavailable, UnknownTopic
from kiosk.ids import CategoryId, LanguageCode, Slug, TopicId
from kiosk.terminal import places
from kiosk.terminal.places import Mishap
from kiosk.terminal.screens.ask_person import AskPersonScreen
from kiosk.terminal.screens.attract import AttractScreen
from kiosk.terminal.widgets.touch_button import TouchButton
from tests.builders import a_catalogue, a_resource, a_text
from tests.fakes.ports import FakeContents, FakeDesk, FakeWorld
from tests.fakes.visit import visiting

if TYPE_CHECKING:
    import pytest

    from kiosk.domain.catalogue import Catalogue

CONFIRM = (
    places.Home(),
    places.Topics(),
    places.Confirm(TopicId("work"), LanguageCode("en")),
)


async def test_four_touches_lead_from_the_greeting_to_a_number() -> None:
    async with visiting() as visit:
        assert visit.at(places.Attract())
        await visit.touch("#language-ar")
        await visit.touch("#talk")
        await visit.touch("#topic-residence")
        await visit.touch("#confirm")
        [ticket] = visit.world.desk.issued
        assert visit.at(places.TicketShown(ticket))
        assert (ticket.topic, ticket.language) == ("residence", "ar")
        assert ticket.screen_language == "ar"


async def test_two_quick_touches_issue_one_ticket() -> None:
    async with visiting() as visit:
        await visit.begin("en", *CONFIRM)
        at = visit.center("#confirm")
        await visit.pilot.click(offset=at)
        visit.world.clock.advance(seconds=0.2)
        await visit.pilot.click(offset=at)
        await visit.settle()
        [ticket] = visit.world.desk.issued
        assert visit.at(places.TicketShown(ticket))


async def test_a_double_touch_on_a_topic_does_not_confirm_at_the_same_spot() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home(), places.Topics())
        at = visit.center("#topic-residence")
        await visit.pilot.click(offset=at)
        await visit.settle()
        await visit.pilot.click(offset=at)
        await visit.settle()
        assert visit.at(places.Confirm(TopicId("residence"), LanguageCode("en")))


async def test_two_touches_on_confirm_issue_one_ticket_however_far_apart() -> None:
    async with visiting() as visit:
        await visit.begin("en", *CONFIRM)
        button = visit.app.screen.query_one("#confirm", TouchButton)
        for _ in range(3):
            visit.world.clock.advance(seconds=1)
            button.action_touch()
        await visit.settle()
        assert len(visit.world.desk.issued) == 1


async def test_another_language_to_talk_in_is_one_touch_away() -> None:
    async with visiting() as visit:
        await visit.begin("en", *CONFIRM)
        await visit.touch("#counselling-language")
        await visit.touch("#talk-pl")
        assert visit.at(places.Confirm(TopicId("work"), LanguageCode("pl")))
        await visit.touch("#back")
        assert visit.at(places.Topics())


async def test_a_full_disk_shows_no_number_and_sends_the_visitor_to_the_desk() -> None:
    async with visiting() as visit:
        visit.world.desk.failure = JournalUnavailable("The disk is full.")
        await visit.begin("en", *CONFIRM)
        await visit.touch("#confirm")
        assert visit.at(places.Trouble(Mishap.NO_TICKETS))
        assert "go to the desk" in visit.text()
        assert "The disk is full" not in visit.text()


async def test_staff_find_in_the_log_why_no_ticket_was_issued(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with visiting() as visit:
        visit.world.desk.failure = JournalUnavailable("The disk is full.", "Make room.")
        await visit.begin("en", *CONFIRM)
        await visit.touch("#confirm")
    assert "The disk is full. Make room." in caplog.text


async def test_a_topic_that_is_gone_meanwhile_is_told_calmly() -> None:
    async with visiting() as visit:
        visit.world.desk.failure = UnknownTopic("gone")
        await visit.begin("en", *CONFIRM)
        await visit.touch("#confirm")
        assert visit.at(places.Trouble(Mishap.NOT_OFFERED))


async def test_browsing_leads_to_a_code_to_take_home() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await visit.touch("#browse")
        await visit.touch("#category-arrival")
        assert visit.at(places.Services(CategoryId("arrival")))
        await visit.touch("#service-registration")
        await visit.touch("#take-with-you")
        assert visit.at(places.Resources(Slug("registration")))
        await visit.touch("#resource-1")
        assert isinstance(visit.place, places.TakeHome)
        assert visit.place.target == "tel:+493563340330"


async def test_the_only_thing_to_take_home_needs_no_choice() -> None:
    async with visiting(FakeWorld(desk=FakeDesk(reaches_phones=False))) as visit:
        await visit.begin("en", places.ServicePage(Slug("doctor")))
        await visit.touch("#take-with-you")
        assert isinstance(visit.place, places.TakeHome)


async def test_a_code_too_fine_for_a_small_terminal_becomes_a_short_address() -> None:
    long = "https://www.example.de/" + "a" * 90
    page = a_resource(ResourceKind.WEB, long, "www.example.de", a_text(*["Amt"] * 5))
    catalogue = a_catalogue()
    doctor = replace(catalogue.service(Slug("doctor")), resources=(page,))
    world = FakeWorld(contents=FakeContents(catalogue.with_services([doctor])))
    async with visiting(world) as visit:
        await visit.begin("en", places.ServicePage(Slug("doctor")))
        await visit.touch("#take-with-you")
        await visit.touch("#resource-0")
        assert isinstance(visit.place, places.TakeHome)
        assert visit.place.target == world.desk.short_address(long)
        assert visit.place.address == f"willkommen.example.de/S/{code_of(long)}"


async def test_a_page_in_another_language_says_so() -> None:
    german = Pointer("https://a.de", "a.de", (LanguageCode("de"),))
    page = replace(
        a_resource(ResourceKind.WEB, "https://a.de", "a.de", a_text(*["Amt"] * 5)),
        pointer=german,
    )
    async with visiting() as visit:
        await visit.begin("en", places.TakeHome.of(page, LanguageCode("en")))
        assert "Language of the page: Deutsch" in visit.text()


async def test_a_service_that_left_the_content_is_told_calmly() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.ServicePage(Slug("gone")))
        assert visit.at(places.Trouble(Mishap.NOT_OFFERED))


async def test_back_goes_one_screen_back_and_at_last_to_the_greeting() -> None:
    async with visiting() as visit:
        await visit.touch("#language-pl")
        await visit.touch("#emergency")
        await visit.touch("#back")
        assert visit.at(places.Home())
        assert visit.app.session.code == "pl"
        await visit.touch("#back")
        assert visit.at(places.Attract())
        assert visit.app.session.code == "de"


async def test_home_is_one_touch_away_and_forgets_the_way() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home(), places.Categories())
        await visit.touch("#home")
        await visit.touch("#back")
        assert visit.at(places.Attract())


async def test_another_language_returns_to_the_same_place() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home(), places.Services(CategoryId("health")))
        await visit.touch("#language")
        await visit.touch("#language-ar")
        assert visit.at(places.Services(CategoryId("health")))
        assert visit.app.session.code == "ar"
        assert visit.app.screen.query_one("#access-bar").region.right == 83


async def test_contrast_changes_the_look_and_back() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await visit.touch("#contrast")
        themes = [visit.app.theme]
        await visit.touch("#contrast")
        assert [*themes, visit.app.theme] == ["contrast", "calm"]


async def test_help_names_a_person_and_closes_again() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home(), places.Topics())
        await visit.touch("#help")
        assert isinstance(visit.app.screen, AskPersonScreen)
        assert "112" in visit.text()
        await visit.touch("#close")
        assert len(visit.app.screen_stack) == 1
        assert visit.at(places.Topics())


async def test_a_language_nobody_counsels_in_is_not_preselected() -> None:
    world = FakeWorld()
    world.contents.catalogue = _counselling_in("pl", "de")
    async with visiting(world) as visit:
        await visit.begin("ar", places.Topics())
        await visit.touch("#topic-work")
        assert visit.at(places.Confirm(TopicId("work"), LanguageCode("pl")))


async def test_done_forgets_the_visitor() -> None:
    async with visiting() as visit:
        await visit.begin("uk", *CONFIRM)
        await visit.touch("#confirm")
        await visit.touch("#done")
        assert visit.at(places.Attract())
        assert visit.app.session.code == "de"
        assert isinstance(visit.app.shown, AttractScreen)
        assert len(visit.app.screen_stack) == 1


def _counselling_in(*codes: str) -> Catalogue:
    return replace(
        a_catalogue(), counselling_languages=tuple(LanguageCode(c) for c in codes)
    )
