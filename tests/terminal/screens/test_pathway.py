"""One question after the other, and the visitor's own steps at the end."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.pathways import StepStage
from kiosk.ids import Slug
from kiosk.terminal import places
from kiosk.terminal.widgets.cards import Cards
from tests.builders import a_catalogue
from tests.fakes.ports import FakeContents, FakeDesk, FakeWorld
from tests.fakes.visit import GRIDS, NARROW, USUAL, Visit, visiting
from tests.pathway import CHILDREN, HERE

ANSWERED = places.OnPathway((HERE, CHILDREN))


async def answered(visit: Visit, *answers: str) -> None:
    for answer in answers:
        await visit.touch(f"#answer-{answer}")


async def test_a_touch_a_question_leads_to_the_own_steps() -> None:
    for grid in GRIDS:
        async with visiting(size=grid) as visit:
            await visit.begin("en", places.Home())
            await visit.touch("#steps")
            assert "Where do you live?" in visit.words()
            assert "Question 1 of 1 · Nobody keeps your answers." in visit.words()
            await answered(visit, "here")
            assert "Question 2 of 2" in visit.words()
            assert "Nobody keeps" not in visit.words()
            await answered(visit, "yes")
            assert visit.at(ANSWERED)
            assert "register (en)" in visit.words()
            assert "doctor (en)" not in visit.words()


async def test_the_stages_follow_each_other() -> None:
    async with visiting(size=USUAL) as visit:
        await visit.begin("en", places.Home(), ANSWERED)
        await visit.touch("#next-stage")
        assert visit.at(places.OnPathway(ANSWERED.answers, StepStage.SOON))
        assert "doctor (en)" in visit.words()
        await visit.touch("#next-stage")
        assert "contract (en)" in visit.words()
        assert not visit.app.query("#next-stage")
        await visit.touch("#answer-again")
        assert visit.at(places.OnPathway())
        await visit.touch("#back")
        assert visit.at(places.Home())


async def test_back_leads_to_the_question_before() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", places.Home(), places.OnPathway())
        await answered(visit, "here", "no")
        await visit.touch("#back")
        assert visit.at(places.OnPathway((HERE,)))
        await visit.touch("#back")
        assert visit.at(places.OnPathway())


async def test_a_step_leads_to_its_text_and_back() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", places.Home(), ANSWERED)
        await visit.touch("#step-register")
        assert visit.at(places.ServicePage(Slug("registration")))
        await visit.touch("#back")
        assert visit.at(ANSWERED)


async def test_it_is_taken_home_as_a_code_in_the_own_language() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("ar", places.Home(), ANSWERED)
        await visit.touch("#take-plan")
        assert isinstance(visit.place, places.TakeHome)
        assert visit.place.target == "HTTPS://WILLKOMMEN.EXAMPLE.DE/P/HHCY/AR"


async def test_where_phones_do_not_get_to_the_hub_it_is_read_here_alone() -> None:
    world = FakeWorld(desk=FakeDesk(reaches_phones=False))
    async with visiting(world, NARROW) as visit:
        await visit.begin("en", ANSWERED)
        assert not visit.app.query("#take-plan")
        assert "register (en)" in visit.words()


async def test_the_language_changes_midway_and_the_answers_stay() -> None:
    async with visiting(size=USUAL) as visit:
        await visit.begin("en", places.Home(), places.OnPathway((HERE,)))
        await visit.touch("#language")
        await visit.touch("#language-de")
        assert visit.at(places.OnPathway((HERE,)))
        assert "Haben Sie Kinder?" in visit.words()


async def test_a_word_that_is_not_translated_is_read_in_german() -> None:
    async with visiting(size=USUAL) as visit:
        await visit.begin("pl", places.OnPathway())
        assert "Wo wohnen Sie?" in visit.words()


async def test_content_without_a_path_offers_none() -> None:
    bare = replace(a_catalogue(), pathway=lambda: None)
    async with visiting(FakeWorld(contents=FakeContents(bare)), NARROW) as visit:
        await visit.begin("en", places.Home())
        assert not visit.app.screen.query_one("#steps").display
        await visit.begin("en", places.Home(), places.OnPathway())
        assert isinstance(visit.place, places.Trouble)


async def test_a_plan_of_which_nothing_is_left_says_so_with_a_way_on() -> None:
    nothing = a_catalogue().with_services(())
    async with visiting(FakeWorld(contents=FakeContents(nothing)), NARROW) as visit:
        await visit.begin("en", places.Home(), ANSWERED)
        assert isinstance(visit.place, places.Trouble)


async def test_whoever_leaves_is_forgotten_with_all_answers() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", places.Home(), ANSWERED)
        await visit.wait(60 + 20 + 1)
        assert visit.at(places.Attract())
        await visit.begin("en", places.Home())
        await visit.touch("#steps")
        assert visit.at(places.OnPathway())


async def test_every_answer_and_every_step_is_seen_on_the_smallest_grid() -> None:
    async with visiting(size=NARROW) as visit:
        for place in (places.OnPathway(), places.OnPathway((HERE,)), ANSWERED):
            await visit.begin("de", place)
            [field] = visit.app.screen.query(Cards)
            assert field.pages == 1, place
