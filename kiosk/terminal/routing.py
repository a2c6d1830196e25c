"""Which screen shows which place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal import places
from kiosk.terminal.screens.appointment import AppointmentScreen
from kiosk.terminal.screens.attract import AttractScreen
from kiosk.terminal.screens.categories import CategoriesScreen
from kiosk.terminal.screens.confirm import ConfirmScreen
from kiosk.terminal.screens.counselling_language import CounsellingLanguageScreen
from kiosk.terminal.screens.emergency import EmergencyScreen
from kiosk.terminal.screens.found import FoundScreen
from kiosk.terminal.screens.home import HomeScreen
from kiosk.terminal.screens.languages import LanguagesScreen
from kiosk.terminal.screens.no_appointment import NoAppointmentScreen
from kiosk.terminal.screens.no_numbers import NoNumbersScreen
from kiosk.terminal.screens.notices import NoticesScreen
from kiosk.terminal.screens.out_of_order import OutOfOrderScreen
from kiosk.terminal.screens.pathway import pathway_screen
from kiosk.terminal.screens.resources import ResourcesScreen
from kiosk.terminal.screens.search import SearchScreen
from kiosk.terminal.screens.service import ServiceScreen
from kiosk.terminal.screens.services import ServicesScreen
from kiosk.terminal.screens.take_home import TakeHomeScreen
from kiosk.terminal.screens.ticket import TicketScreen
from kiosk.terminal.screens.topics import TopicsScreen
from kiosk.terminal.screens.trouble import TroubleScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.terminal.places import Place
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.visitor_screen import VisitorScreen

PLAIN: dict[type[Place], Callable[[Ports, Session], VisitorScreen]] = {
    places.Attract: AttractScreen,
    places.Home: HomeScreen,
    places.Languages: LanguagesScreen,
    places.Categories: CategoriesScreen,
    places.Notices: NoticesScreen,
    places.OutOfOrder: OutOfOrderScreen,
    places.Emergency: EmergencyScreen,
}
"""Places that say it all by being that place."""


def screen_for(place: Place, ports: Ports, session: Session) -> VisitorScreen:
    """A fresh screen. Raises `KioskError` for what the content no longer has."""
    match place:
        case places.Search() | places.Found() | places.Services():
            return _list_screen(place, ports, session)
        case places.ServicePage(slug):
            return ServiceScreen(ports, session, slug)
        case places.Resources(slug):
            return ResourcesScreen(ports, session, slug)
        case places.TakeHome():
            return TakeHomeScreen(ports, session, place)
        case places.OnPathway():
            return pathway_screen(ports, session, place)
        case (
            places.Topics()
            | places.AppointmentTyping()
            | places.NoAppointment()
            | places.Confirm()
            | places.CounsellingLanguage()
            | places.NoNumbers()
            | places.TicketShown()
        ):
            return _check_in_screen(place, ports, session)
        case places.Trouble(mishap):
            return TroubleScreen(ports, session, mishap)
        case _:
            return PLAIN[type(place)](ports, session)


def _list_screen(
    place: places.Search | places.Found | places.Services,
    ports: Ports,
    session: Session,
) -> VisitorScreen:
    match place:
        case places.Search(query):
            return SearchScreen(ports, session, query)
        case places.Found(query):
            return FoundScreen(ports, session, query)
        case places.Services(category):
            return ServicesScreen(ports, session, category)


def _check_in_screen(
    place: places.Topics
    | places.AppointmentTyping
    | places.NoAppointment
    | places.Confirm
    | places.CounsellingLanguage
    | places.NoNumbers
    | places.TicketShown,
    ports: Ports,
    session: Session,
) -> VisitorScreen:
    match place:
        case places.Topics():
            return TopicsScreen(ports, session, place)
        case places.AppointmentTyping():
            return AppointmentScreen(ports, session, place)
        case places.NoAppointment():
            return NoAppointmentScreen(ports, session, place)
        case places.Confirm():
            return ConfirmScreen(ports, session, place)
        case places.CounsellingLanguage():
            return CounsellingLanguageScreen(ports, session, place)
        case places.NoNumbers():
            return NoNumbersScreen(ports, session, place)
        case places.TicketShown(ticket):
            return TicketScreen(ports, session, ticket)
