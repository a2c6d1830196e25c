"""The kiosk app: where to go next, and nothing about how things are done."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import App
from textual.message import Message

from kiosk.domain.resources import ResourceKind
from kiosk.errors import JournalUnavailable, KioskError
from kiosk.terminal import inputs, places, scans
from kiosk.terminal.frame import Frame
from kiosk.terminal.idle import Idleness, IdleTimes, IdleWatch
from kiosk.terminal.places import Mishap
from kiosk.terminal.qr_matrix import fits_smallest
from kiosk.terminal.routing import screen_for
from kiosk.terminal.scanner import Scanner
from kiosk.terminal.screens.ask_person import AskPersonScreen
from kiosk.terminal.screens.attract import AttractScreen
from kiosk.terminal.screens.categories import CategoriesScreen
from kiosk.terminal.screens.confirm import ConfirmScreen
from kiosk.terminal.screens.counselling_language import CounsellingLanguageScreen
from kiosk.terminal.screens.found import FoundScreen
from kiosk.terminal.screens.home import Choice, HomeScreen
from kiosk.terminal.screens.languages import LanguagesScreen
from kiosk.terminal.screens.resources import ResourcesScreen
from kiosk.terminal.screens.search import SearchScreen
from kiosk.terminal.screens.service import ServiceScreen
from kiosk.terminal.screens.services import ServicesScreen
from kiosk.terminal.screens.still_there import StillThereScreen
from kiosk.terminal.screens.ticket import TicketScreen
from kiosk.terminal.screens.topics import TopicsScreen
from kiosk.terminal.screens.trouble import TroubleScreen
from kiosk.terminal.screens.unknown_code import UnknownCodeScreen
from kiosk.terminal.session import Session
from kiosk.terminal.steadfast import Steadfast
from kiosk.terminal.themes import CALM, CONTRAST, THEMES
from kiosk.terminal.touches import TouchGuard
from kiosk.terminal.widgets.access_bar import AccessBar, Way

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.screen import Screen

    from kiosk.domain.resources import Resource
    from kiosk.ids import LanguageCode
    from kiosk.terminal.places import Place
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.scans import Opened
    from kiosk.terminal.visitor_screen import VisitorScreen

log = logging.getLogger(__name__)

CHOICES: dict[Choice, Place] = {
    Choice.BROWSE: places.Categories(),
    Choice.COUNSELLING: places.Topics(),
    Choice.SEARCH: places.Search(),
    Choice.EMERGENCY: places.Emergency(),
}


UNEXPECTED = places.Trouble(Mishap.UNEXPECTED)
MOST_FAULTS_IN_A_ROW = 5
"""Without one visitor getting on in between; more means that nothing works."""


class KioskApp(Steadfast, App[None], inherit_bindings=False):
    """One visitor at a time, forgotten at the end."""

    CSS_PATH = "kiosk.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-usual"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-tall"), (28, "-high")]

    @dataclass
    class Scanned(Message):
        """A code was looked up; None if it is not known here."""

        opened: Opened | None

    def __init__(
        self,
        ports: Ports,
        *,
        attended: bool = False,
        idle: IdleTimes = IdleTimes(),  # noqa: B008
        theme: str = CALM.name,
        background: Callable[[], Awaitable[None]] | None = None,
        after_painting: Callable[[], None] = lambda: None,
    ) -> None:
        """`background` runs beside the screens, from after the first paint on."""
        super().__init__()
        self.ports = ports
        self._background = background
        self._after_painting = after_painting
        self.touches = TouchGuard(ports.clock)
        self._scanner = Scanner()
        self.faults = 0
        """How often a screen broke since the start."""
        self._faults_in_a_row = 0
        self.session = Session.fresh(ports.vocabulary)
        self._attended = attended
        self._idle = IdleWatch(idle, ports.clock.now())
        self._trail: list[Place] = [places.Attract()]
        self._first_theme = theme
        for known in THEMES.values():
            self.register_theme(known)
        self.theme = theme
        self.animation_level = "none"
        if attended:
            self.bind(inputs.LEAVE, "leave", show=False)

    @property
    def place(self) -> Place:
        return self._trail[-1]

    @property
    def shown(self) -> VisitorScreen:
        """What the visitor sees beside the access bar, below any notice."""
        return self.frame.shown

    def get_default_screen(self) -> Screen[None]:
        self.frame = Frame(screen_for(self.place, self.ports, self.session))
        self.frame.fit(self.size)
        return self.frame

    def on_mount(self) -> None:
        self.heartbeat = self.set_interval(1, self.tick)
        if self._background is not None:
            self.call_after_refresh(self.run_worker, self._background())

    async def tick(self) -> None:
        """Once a second: has everybody left?"""
        nobody_came = isinstance(self.place, places.Attract)
        if nobody_came and len(self.screen_stack) == 1:
            self._idle.touched(self.ports.clock.now())
            return
        idleness = self._idle.look(self.ports.clock.now())
        if idleness is Idleness.GONE:
            await self.forget_visitor()
        elif idleness is Idleness.ASKED:
            await self._ask_whether_there()
        elif isinstance(self.screen, StillThereScreen):
            await self.pop_screen()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and self._scans(event):
            return
        if not inputs.counts(event, attended=self._attended):
            return
        if inputs.is_touch(event):
            self._idle.touched(self.ports.clock.now())
        await super().on_event(event)

    # what is scanned

    def _scans(self, key: events.Key) -> bool:
        """Whether the key belongs to a scan; the last one opens what was scanned."""
        heard = self._scanner.hear(key)
        if heard.scanned is not None:
            self._idle.touched(self.ports.clock.now())
            self._look_up(heard.scanned)
        return heard.swallowed

    @work(thread=True)
    def _look_up(self, scanned: str) -> None:
        desk = self.ports.desk
        self.post_message(self.Scanned(scans.opened(scanned, desk)))

    @on(Scanned)
    async def _open_scanned(self, event: Scanned) -> None:
        if self._waits_for_a_ticket():
            return
        if event.opened is not None:
            if isinstance(self.place, places.Attract):
                self._speak(event.opened.language)
            await self.go(event.opened.place, after=0)
        elif not isinstance(self.screen, UnknownCodeScreen):
            await self.push_screen(UnknownCodeScreen(self.session))

    # where to go

    async def show(self) -> None:
        """Build the present place anew, in the present session."""
        try:
            screen = screen_for(self.place, self.ports, self.session)
        except KioskError as error:
            log.warning("This place is gone: %s %s", error, error.remedy)
            self._trail = [places.Trouble(Mishap.NOT_OFFERED)]
            screen = screen_for(self.place, self.ports, self.session)
        with self.batch_update():  # halves would be painted twice
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            await self.frame.show(screen)
            await self._flush_next_callbacks()  # the removal asks for a layout again
        self.call_after_refresh(self._after_painting)

    async def go(self, *trail: Place, after: int | None = None) -> None:
        """On to another place; `after` cuts the trail to so many places before."""
        self._trail = [*self._trail[:after], *trail]
        await self.show()
        self._faults_in_a_row = 0

    async def back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            await self.show()
        else:
            await self.forget_visitor()

    async def forget_visitor(self) -> None:
        """Everything as for somebody new."""
        self._idle.touched(self.ports.clock.now())
        self.session = Session.fresh(self.ports.vocabulary)
        self.theme = self._first_theme
        self._trail = [places.Attract()]
        await self.show()

    @on(AccessBar.Chosen)
    async def _access(self, event: AccessBar.Chosen) -> None:
        if self._waits_for_a_ticket():
            return
        match event.way:
            case Way.BACK:
                await self.back()
            case Way.HOME:
                await self.go(places.Home(), after=0)
            case Way.LANGUAGE:
                await self.go(places.Languages())
            case Way.CONTRAST:
                calm = self.theme == CALM.name
                self.theme = CONTRAST.name if calm else CALM.name
            case Way.HELP:
                await self.push_screen(AskPersonScreen(self.session))

    @on(AttractScreen.LanguageChosen)
    async def _begin(self, event: AttractScreen.LanguageChosen) -> None:
        self._speak(event.language)
        await self.go(places.Home(), after=0)

    @on(LanguagesScreen.Chosen)
    async def _change_language(self, event: LanguagesScreen.Chosen) -> None:
        self._speak(event.language)
        await self.back()

    @on(HomeScreen.Chosen)
    async def _choose(self, event: HomeScreen.Chosen) -> None:
        await self.go(CHOICES[event.choice])

    @on(CategoriesScreen.Chosen)
    async def _open_category(self, event: CategoriesScreen.Chosen) -> None:
        await self.go(places.Services(event.category))

    @on(ServicesScreen.Chosen)
    @on(SearchScreen.Chosen)
    @on(FoundScreen.Chosen)
    async def _open_service(
        self, event: ServicesScreen.Chosen | SearchScreen.Chosen | FoundScreen.Chosen
    ) -> None:
        await self.go(places.ServicePage(event.slug))

    @on(SearchScreen.Typed)
    def _keep_query(self, event: SearchScreen.Typed) -> None:
        if isinstance(self.place, places.Search):
            self._trail[-1] = places.Search(event.query)

    @on(SearchScreen.AllWanted)
    async def _show_all(self, event: SearchScreen.AllWanted) -> None:
        await self.go(places.Found(event.query))

    @on(SearchScreen.CounsellorWanted)
    async def _ask_counsellor(self) -> None:
        await self.go(places.Topics())

    @on(ServiceScreen.ResourcesWanted)
    async def _offer_resources(self, event: ServiceScreen.ResourcesWanted) -> None:
        await self.go(places.Resources(event.slug))

    @on(ServiceScreen.ResourceWanted)
    async def _take_only(self, event: ServiceScreen.ResourceWanted) -> None:
        await self._take_home(event.resource)

    @on(ResourcesScreen.Chosen)
    async def _take_one(self, event: ResourcesScreen.Chosen) -> None:
        await self._take_home(event.resource)

    @on(TopicsScreen.Chosen)
    async def _open_topic(self, event: TopicsScreen.Chosen) -> None:
        offered = self.ports.contents.current().counselling_languages
        read = self.session.code
        await self.go(
            places.Confirm(event.topic, read if read in offered else offered[0])
        )

    @on(ConfirmScreen.LanguageWanted)
    async def _ask_language(self, event: ConfirmScreen.LanguageWanted) -> None:
        await self.go(places.CounsellingLanguage(event.topic))

    @on(CounsellingLanguageScreen.Chosen)
    async def _wish(self, event: CounsellingLanguageScreen.Chosen) -> None:
        await self.go(places.Confirm(event.topic, event.language), after=-2)

    @on(ConfirmScreen.Issued)
    async def _show_ticket(self, event: ConfirmScreen.Issued) -> None:
        await self.go(places.TicketShown(event.ticket), after=0)

    @on(ConfirmScreen.Failed)
    async def _explain_failure(self, event: ConfirmScreen.Failed) -> None:
        error = event.error
        log.error("No ticket was issued: %s %s", error, error.remedy)
        no_tickets = isinstance(error, JournalUnavailable)
        mishap = Mishap.NO_TICKETS if no_tickets else Mishap.NOT_OFFERED
        await self.go(places.Trouble(mishap), after=0)

    @on(TicketScreen.CodeWanted)
    async def _enlarge_code(self, event: TicketScreen.CodeWanted) -> None:
        await self.go(places.TakeHome(event.title, event.address, event.address))

    @on(TicketScreen.Done)
    @on(TroubleScreen.StartAgain)
    async def _leave(self) -> None:
        await self.forget_visitor()

    async def action_leave(self) -> None:
        self.exit()

    def _waits_for_a_ticket(self) -> bool:
        """A number that is issued must be seen: for that moment nothing leads away."""
        return isinstance(self.shown, ConfirmScreen) and self.shown.is_asking

    def _speak(self, language: LanguageCode) -> None:
        self.session = Session.in_language(language, self.ports.vocabulary)

    async def _take_home(self, resource: Resource) -> None:
        await self.go(
            places.TakeHome.of(resource, self.session.code, self._short_for(resource))
        )

    def _short_for(self, resource: Resource) -> str | None:
        """A short address, where the code of the long one fits not every terminal."""
        target = resource.for_reader(self.session.code).target
        if resource.kind is not ResourceKind.WEB or fits_smallest(target):
            return None
        return self.ports.desk.short_address(target)

    async def _ask_whether_there(self) -> None:
        seconds = self._idle.seconds_left()
        if isinstance(self.screen, StillThereScreen):
            self.screen.show_seconds(seconds)
            return
        has_ticket = any(isinstance(p, places.TicketShown) for p in self._trail)
        await self.push_screen(
            StillThereScreen(self.session, seconds, has_ticket=has_ticket)
        )

    # what must not reach a visitor

    def _handle_exception(self, error: Exception) -> None:
        """A visitor sees a sentence, the log gets the trace, the terminal goes on.

        When that breaks again and again, the process ends, to be started anew.
        """
        self.faults += 1
        self._faults_in_a_row += 1
        log.error("A screen broke at %s", type(self.place).__name__, exc_info=error)
        if self._faults_in_a_row > MOST_FAULTS_IN_A_ROW or not self.is_running:
            super()._handle_exception(error)
        elif self.place != UNEXPECTED:
            self._trail = [UNEXPECTED]
            self.call_later(self.show)
