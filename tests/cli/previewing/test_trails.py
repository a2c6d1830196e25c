from __future__ import annotations

from kiosk.cli.previewing.ports import SilentDesk
from kiosk.cli.previewing.trails import trail_to, without_services
from kiosk.domain.previews import PreviewScreen, PreviewWanted
from kiosk.ids import LanguageCode, Slug
from kiosk.terminal import places
from kiosk.terminal.routing import screen_for
from kiosk.terminal.session import Session
from tests.builders import a_catalogue
from tests.fakes.clock import NOON
from tests.fakes.every_place import ONE_OF_EACH_KIND
from tests.fakes.ports import FakeWorld

EN = LanguageCode("en")
WITH_A_PROBE_OF_SERVICES = {places.ServicePage}


def test_a_probe_comes_to_every_kind_of_place_that_there_is() -> None:
    walk = list(without_services(a_catalogue(), EN, SilentDesk(), NOON))
    kinds = {type(place) for _, place in walk} | WITH_A_PROBE_OF_SERVICES
    assert kinds == set(ONE_OF_EACH_KIND)
    assert len({name for name, _ in walk}) == len(walk)


def test_every_place_of_it_has_a_screen() -> None:
    world = FakeWorld()
    ports = world.ports()
    session = Session.in_language(EN, world.vocabulary)
    for _, place in without_services(a_catalogue(), EN, SilentDesk(), NOON):
        assert screen_for(place, ports, session).session is session


def test_content_without_services_has_a_way_too() -> None:
    empty = a_catalogue().with_services([])
    names = [name for name, _ in without_services(empty, EN, SilentDesk(), NOON)]
    assert "home" in names


def test_a_visitor_comes_from_home() -> None:
    wanted = PreviewWanted(PreviewScreen.SERVICE, EN, "registration")
    trail = trail_to(wanted, a_catalogue(), SilentDesk())
    assert trail == (places.Home(), places.ServicePage(Slug("registration")))


def test_what_is_taken_home_has_the_address_that_a_terminal_would_show() -> None:
    wanted = PreviewWanted(PreviewScreen.TAKE_HOME, EN, "registration")
    *_, place = trail_to(wanted, a_catalogue(), SilentDesk())
    assert isinstance(place, places.TakeHome)
    assert place.address
