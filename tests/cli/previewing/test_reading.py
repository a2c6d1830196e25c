"""The words of a screen, as somebody who cannot see it is read them."""

from __future__ import annotations

from kiosk.cli.previewing.reading import words_on
from kiosk.domain.queues import Standing
from kiosk.domain.tickets import TicketState
from kiosk.ids import Slug
from kiosk.terminal import places
from tests.builders import a_ticket
from tests.fakes.clock import NOON
from tests.fakes.ports import FakeDesk, FakeWorld
from tests.fakes.visit import visiting


async def test_buttons_say_label_and_detail_from_top_to_bottom() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        words = words_on(visit.app).splitlines()
    assert words[0] == "How can we help you?"
    assert words.index("Talk to a counsellor") < words.index("Find information")
    assert "Ambulance, fire brigade, police." in words


async def test_the_bar_of_ways_is_not_read_again_on_every_screen() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Categories())
        assert "Back" not in words_on(visit.app).splitlines()


async def test_a_text_is_whole_though_only_a_page_is_seen() -> None:
    async with visiting(size=(66, 19)) as visit:
        await visit.begin("en", places.ServicePage(Slug("registration")))
        service = visit.world.contents.catalogue.service(Slug("registration"))
        words = words_on(visit.app)
    for block in service.article(visit.app.session.code).blocks:
        assert block.text in words


async def test_words_from_the_right_are_in_the_order_in_which_they_are_read() -> None:
    async with visiting() as visit:
        await visit.begin("ar", places.ServicePage(Slug("registration")))
        service = visit.world.contents.catalogue.service(Slug("registration"))
        title = service.article(visit.app.session.code).title
        assert words_on(visit.app).splitlines()[0] == title


async def test_a_number_in_large_letters_is_read_as_a_number() -> None:
    waiting = Standing(TicketState.WAITING, 3, None, NOON)
    world = FakeWorld(desk=FakeDesk(known=waiting))
    async with visiting(world) as visit:
        await visit.begin("en", places.TicketShown(a_ticket()))
        assert "A 017" in words_on(visit.app)


async def test_what_is_typed_is_read() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Search("regist"))
        assert words_on(visit.app).splitlines()[0] == "regist"
