"""The kiosk app: where to go next, and nothing about how things are done.

What the first screen does not need is imported where it is used, behind the greeting.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from textual import events, on

from kiosk.domain import out_of_order
from kiosk.errors import JournalUnavailable, KioskError
from kiosk.terminal import grids, inputs, places
from kiosk.terminal.frame import Frame
from kiosk.terminal.greeting_turns import GreetingTurns
from kiosk.terminal.grid_watch import GridWatch
from kiosk.terminal.idle import Idleness, IdleTimes, IdleWatch
from kiosk.terminal.listening import ListeningApp
from kiosk.terminal.messages import (
    Finished,
    LanguageChosen,
    TicketFailed,
    TicketIssued,
    Typed,
    Wanted,
)
from kiosk.terminal.places import Mishap
from kiosk.terminal.scan_answers import ScanAnswers
from kiosk.terminal.screens.attract import AttractScreen
from kiosk.terminal.session import Session
from kiosk.terminal.styling import style_every_screen
from kiosk.terminal.textual_inside import Steadfast
from kiosk.terminal.themes import CALM, CONTRAST, THEMES
from kiosk.terminal.touches import TouchGuard
from kiosk.terminal.widgets.access_bar import AccessBar, Way

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.screen import Screen

    from kiosk.ids import LanguageCode
    from kiosk.terminal.places import Place
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.screens.still_there import StillThereScreen
    from kiosk.terminal.visitor_screen import VisitorScreen

log = logging.getLogger(__name__)

OUT_OF_ORDER = places.OutOfOrder()
UNEXPECTED = places.Trouble(Mishap.UNEXPECTED)
MOST_FAULTS_IN_A_ROW = 5
"""Without one visitor getting on in between; more means that nothing works."""


class KioskApp(Steadfast, ListeningApp, inherit_bindings=False):
    """One visitor at a time, forgotten at the end."""

    CSS_PATH = "kiosk.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS = grids.WIDTHS, grids.HEIGHTS

    def __init__(
        self,
        ports: Ports,
        *,
        attended: bool = False,
        idle: IdleTimes = IdleTimes(),  # noqa: B008
        theme: str = CALM.name,
        motion: bool = True,
        background: Callable[[], Awaitable[None]] | None = None,
        after_painting: Callable[[], None] = lambda: None,
        driver: type[Driver] | None = None,
    ) -> None:
        """`background` begins after the first paint; `motion` turns the greeting."""
        super().__init__(ports, driver)
        self._background = background
        self._after_painting = after_painting
        self.touches = TouchGuard(ports.clock, self.notice_presence)
        self.gave_up = False
        """Whether the screen library could not go on."""
        self.faults = 0
        """How often a screen broke since the start."""
        self._faults_in_a_row = 0
        self._attended = attended
        self._touched_at = ports.clock.now()
        self._idle = IdleWatch(idle, self._touched_at)
        self._longest_hold = idle.quiet + idle.warning
        self._held = 0
        self._as_new = True
        self._trail: list[Place] = [self._first_place()]
        self._reached: set[Place] = set()
        self._first_theme = theme
        self._question: StillThereScreen | None = None
        for known in THEMES.values():
            self.register_theme(known)
        self._styled_for = theme
        self.session = Session.fresh(ports.vocabulary, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.animation_level = "none"
        self._grid = GridWatch(self, attended=attended)
        self._greets = GreetingTurns(self, motion=motion)
        self._scans = ScanAnswers(self)
        if attended:
            self.bind(inputs.LEAVE, "leave", show=False)

    @property
    def session(self) -> Session:
        return self._session

    @session.setter
    def session(self, session: Session) -> None:
        self._session = session
        self.theme = session.theme

    @property
    def place(self) -> Place:
        return self._trail[-1]

    @property
    def shown(self) -> VisitorScreen:
        """What the visitor sees beside the access bar, below any notice."""
        return self.frame.shown

    @property
    def nobody_is_here(self) -> bool:
        """The greeting, or what hangs in its place, is there, and nothing over it."""
        first = isinstance(self.place, places.Attract | places.OutOfOrder)
        return first and len(self.screen_stack) == 1

    @property
    def is_out_of_order(self) -> bool:
        return self.ports.sign.hung() is not None

    @property
    def seconds_untouched(self) -> float:
        """Since the last touch, or since the start."""
        return (self.ports.clock.now() - self._touched_at).total_seconds()

    def get_default_screen(self) -> Screen[None]:
        first = self._build() if self.is_out_of_order else None
        self.frame = Frame(first or AttractScreen(self.ports, self.session))
        self.frame.fit(self.size)
        return self.frame

    def refresh_css(self, animate: bool = True) -> None:
        """Textual asks once more at the start, when every style is new as it is."""
        if self._styled_for != self.theme:
            self._styled_for = self.theme
            super().refresh_css(animate)

    def on_mount(self) -> None:
        self.call_after_refresh(style_every_screen, self)
        self.heartbeat = self.set_interval(1, self.tick)
        self.ports.notes.complain(out_of_order.COMPLAINT, on=self.is_out_of_order)
        if self._background is not None:
            self.call_after_refresh(self.run_worker, self._background())

    async def tick(self) -> None:
        """Once a second: has everybody left?"""
        self._grid.look()
        self._greets.look()
        now = self.ports.clock.now()
        self._held = self._held + 1 if self.shown.holds else 0
        if self.shown.holds:  # whoever waits for a number must see it
            self._idle.touched(now)
            if self._held >= self._longest_hold:
                log.error("No number was issued within %s seconds", self._held)
                await self.go(places.Trouble(Mishap.NO_TICKETS), after=0)
            return
        if self.nobody_is_here and self._as_new:
            self._idle.begin(now)
        else:
            await self._ask_or_forget(self._idle.look(now))

    async def _ask_or_forget(self, idleness: Idleness) -> None:
        if idleness is Idleness.GONE:
            await self.forget_visitor()
        elif self._grid.is_too_small:
            await self._grid.cover()  # no question is seen there
        elif idleness is Idleness.ASKED and self.nobody_is_here:
            await self.forget_visitor()  # a greeting that somebody changed, and left
        elif idleness is Idleness.ASKED:
            await self._ask_whether_there()
        elif self.screen is self._question:
            await self.pop_screen()

    def on_resize(self) -> None:
        self.call_later(self._grid.cover)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and self.hears(event):
            return
        if isinstance(event, events.Key) and self._edits(event):
            self.notice_presence()
            return
        if not inputs.counts(event, attended=self._attended):
            return
        if isinstance(event, events.MouseDown):
            self.touches.finger_is_down = True
            self._touched_at = self.ports.clock.now()
        elif isinstance(event, events.MouseUp):
            self.touches.finger_lifted(inputs.waited(event))
        elif isinstance(event, events.Key):
            self.notice_presence()
        await super().on_event(event)

    def notice_presence(self) -> None:
        """Something was done; what only touches the glass is no sign of a visitor."""
        self._touched_at = self.ports.clock.now()
        self._as_new = False
        self._idle.touched(self._touched_at)

    # what is typed and scanned

    def write(self, text: str) -> None:
        if self.screen is self.frame and self.shown.write(text):
            self.notice_presence()

    def _edits(self, key: events.Key) -> bool:
        """Whether what is being typed takes this key."""
        return self.screen is self.frame and self.shown.edit(key.key)

    def look_up(self, scanned: str) -> None:
        self._scans.ask(scanned)

    @on(ScanAnswers.Scanned)
    async def _open_scanned(self, event: ScanAnswers.Scanned) -> None:
        await self._scans.open(event)

    # where to go

    def _build(self) -> VisitorScreen:
        """Raises `KioskError` for what the content no longer has."""
        from kiosk.terminal.routing import screen_for

        style_every_screen(self)
        return screen_for(self.place, self.ports, self.session)

    async def show(self) -> None:
        """Build the present place anew, in the present session."""
        try:
            screen = self._build()
        except KioskError as error:
            log.warning("This place is gone: %s %s", error, error.remedy)
            self._trail = [places.Trouble(Mishap.NOT_OFFERED)]
            screen = self._build()
        with self.batch_update():  # halves would be painted twice
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            await self.frame.show(screen)
            await self.let_removals_ask()
        await self._grid.cover()
        self.call_after_refresh(self._after_painting)

    async def go(self, *trail: Place, after: int | None = None) -> None:
        """On to another place; `after` cuts the trail to so many places before."""
        self._trail = [*self._trail[:after], *trail]
        if self.place not in self._reached:
            self._reached.add(self.place)
            self._idle.progressed(self.ports.clock.now())
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
        self._idle.begin(self.ports.clock.now())
        self._as_new = True
        self._reached.clear()
        self.session = Session.fresh(self.ports.vocabulary, self._first_theme)
        self._trail = [self._first_place()]
        self.ports.notes.complain(out_of_order.COMPLAINT, on=self.is_out_of_order)
        await self.show()

    def _first_place(self) -> Place:
        return OUT_OF_ORDER if self.is_out_of_order else places.Attract()

    @on(AccessBar.Chosen)
    async def _access(self, event: AccessBar.Chosen) -> None:
        if self.shown.holds:
            return
        match event.way:
            case Way.BACK:
                await self.back()
            case Way.HOME:
                home = OUT_OF_ORDER if self.is_out_of_order else places.Home()
                await self.go(home, after=0)
            case Way.LANGUAGE:
                await self.go(places.Languages())
            case Way.CONTRAST:
                calm = self.session.theme == CALM.name
                other = CONTRAST.name if calm else CALM.name
                self.session = self.session.in_theme(other)
            case Way.HELP:
                await self._offer_person()

    @on(LanguageChosen)
    async def _begin(self, event: LanguageChosen) -> None:
        self.speak(event.language)
        if isinstance(self.place, places.Attract):
            await self.go(places.Home(), after=0)
        elif self.place == OUT_OF_ORDER:
            await self.show()
        else:
            await self.back()

    @on(Wanted)
    async def _follow(self, event: Wanted) -> None:
        await self.go(event.place, after=event.after)

    @on(Typed)
    def _keep_query(self, event: Typed) -> None:
        if isinstance(self.place, places.Search):
            self._trail[-1] = places.Search(event.query)

    @on(TicketIssued)
    async def _show_ticket(self, event: TicketIssued) -> None:
        if event.visit is self.session.visit:
            await self.go(places.TicketShown(event.ticket), after=0)
        else:  # it is somebody else's: nobody may take it for their own
            log.error("A number was issued so late that its visitor had left")

    @on(TicketFailed)
    async def _explain_failure(self, event: TicketFailed) -> None:
        error = event.error
        log.error("No ticket was issued: %s %s", error, error.remedy)
        no_tickets = isinstance(error, JournalUnavailable)
        mishap = Mishap.NO_TICKETS if no_tickets else Mishap.NOT_OFFERED
        await self.go(places.Trouble(mishap), after=0)

    @on(Finished)
    async def _leave(self) -> None:
        await self.forget_visitor()

    async def action_leave(self) -> None:
        self.exit()

    def speak(self, language: LanguageCode) -> None:
        self.session = self.session.speaking(language, self.ports.vocabulary)

    async def _offer_person(self) -> None:
        from kiosk.terminal.screens.ask_person import AskPersonScreen

        await self.push_screen(AskPersonScreen(self.ports, self.session, self.place))

    async def _ask_whether_there(self) -> None:
        from kiosk.terminal.screens.still_there import StillThereScreen

        seconds = self._idle.seconds_left()
        if self._question is not None and self.screen is self._question:
            self._question.show_seconds(seconds)
            return
        has_ticket = any(isinstance(p, places.TicketShown) for p in self._trail)
        self._question = StillThereScreen(self.session, seconds, has_ticket=has_ticket)
        await self.push_screen(self._question, self._stay)

    def _stay(self, _answer: None) -> None:
        self._idle.answered(self.ports.clock.now())

    # what must not reach a visitor

    def panic(self, *renderables: RenderableType) -> None:
        """Ends the app; whoever started it must learn that nobody asked for that."""
        self.gave_up = True
        super().panic(*renderables)

    def goes_on_after(self, error: Exception) -> bool:
        """A visitor sees a sentence, the log gets the trace, the terminal goes on.

        When that breaks again and again, the process ends, to be started anew.
        """
        self.faults += 1
        self._faults_in_a_row += 1
        log.error("A screen broke at %s", type(self.place).__name__, exc_info=error)
        if self._faults_in_a_row > MOST_FAULTS_IN_A_ROW or not self.is_running:
            return False
        if self.place != UNEXPECTED:
            self._trail = [UNEXPECTED]
            self.call_later(self.show)
        return True
