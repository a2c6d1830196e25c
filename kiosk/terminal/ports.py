"""Everything the screens may ask of the outside world.

`kiosk.cli.terminal` hands the app real ones; tests hand it fakes. A port that is None
is a device that is not there: its button is hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field

from kiosk.domain.link import LinkState as LinkState  # noqa: TC001 - handed on

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.clock import Clock
    from kiosk.domain.appointments import FoundAppointment
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.hours import Calendar as Calendar
    from kiosk.domain.issuing import NotIssuing
    from kiosk.domain.out_of_order import HungSign
    from kiosk.domain.pathways import Answers
    from kiosk.domain.queues import Standing
    from kiosk.domain.search_answers import SearchAnswer
    from kiosk.domain.site import Site
    from kiosk.domain.site_notices import SiteNotice
    from kiosk.domain.tickets import Ticket
    from kiosk.i18n.catalogs import Words
    from kiosk.ids import (
        AppointmentCode,
        LanguageCode,
        Slug,
        TicketCode,
        TicketId,
        TopicId,
    )


class TicketDesk(Protocol):
    """Where tickets come from: local first, whether or not the hub answers."""

    def not_issuing(
        self, topic: TopicId | None = None, language: LanguageCode | None = None
    ) -> NotIssuing | None:
        """Why a check-in would be refused now; never blocks, so screens may ask.

        Without a topic: why it would be for every one; without a language: in any.
        """
        ...

    def check_in(
        self,
        topic: TopicId,
        language: LanguageCode,
        screen_language: LanguageCode,
        about: Slug | None = None,
        appointment: AppointmentCode | None = None,
    ) -> Ticket:
        """Issue a ticket here, durably. Blocks for one disk write; call in a thread.

        `about`: the service from whose text the visitor comes; `appointment`: with
        which they have just checked in, whatever is offered since it was booked.

        Raises `UnknownTopic`, `UnknownLanguage`, `NumberHeldBack` or
        `JournalUnavailable`; then no number was used up and none may be shown.
        """
        ...

    def standing(self, ticket: TicketId) -> Standing | None:
        """What the hub last said of this ticket; None while it is not known."""
        ...

    def page_address(self, ticket: Ticket) -> str | None:
        """The visitor's own page: upper case throughout, for a small QR code.

        None where phones do not reach the hub: then nothing is said of phones.
        """
        ...

    def short_address(self, target: str) -> str | None:
        """A short address of the hub that leads to a page of the content.

        None where phones do not reach the hub.
        """
        ...

    def service_address(self, service: Slug, language: LanguageCode) -> str | None:
        """A service as a page for the visitor's phone: upper case throughout.

        None where phones do not reach the hub.
        """
        ...

    def plan_address(self, answers: Answers, language: LanguageCode) -> str | None:
        """The steps that follow from these answers, as a page for the visitor's phone.

        Upper case throughout; None where phones do not reach the hub.
        """
        ...

    def date_address(self, starts: datetime) -> str | None:
        """Where a phone gets these consultation hours for its calendar.

        Upper case throughout; None where phones do not reach the hub.
        """
        ...

    def ticket_of(self, code: TicketCode) -> Ticket | None:
        """Today's ticket of this code, if it was issued here. Blocks for one disk read.

        Raises `JournalUnavailable`.
        """
        ...


class Link(Protocol):
    """How the terminal and its hub get on."""

    def state(self) -> LinkState: ...

    def last_heard(self) -> datetime | None:
        """When the hub last answered; None if never."""
        ...

    def undelivered(self) -> int:
        """How many tickets the hub has not confirmed yet."""
        ...


class Contents(Protocol):
    """What the centre says."""

    def site(self) -> Site:
        """The centre itself; there before anything else is read."""
        ...

    def current(self) -> Catalogue: ...


class Noticeboard(Protocol):
    """What the centre tells everybody for a while."""

    def shown(self) -> tuple[SiteNotice, ...]:
        """Now, the most important first; never blocks, so screens may ask."""
        ...


class EmptyNoticeboard:
    """`Noticeboard` where nothing is put up."""

    def shown(self) -> tuple[SiteNotice, ...]:
        return ()


class Sign(Protocol):
    """What staff have hung before a terminal that is out of order."""

    def hung(self) -> HungSign | None:
        """None: it is in order; never blocks, so screens may ask."""
        ...


class NoSign:
    """`Sign` where nobody hangs one."""

    def hung(self) -> HungSign | None:
        return None


class StaffCode(Protocol):
    """What staff type on the hub when it has revoked this terminal."""

    def shown(self) -> str:
        """As people read it; empty where there is none. Never blocks."""
        ...


class NoStaffCode:
    """`StaffCode` where nobody has to type one."""

    def shown(self) -> str:
        return ""


class Finder(Protocol):
    """Finds services by what a visitor types."""

    def find(self, text: str, language: LanguageCode) -> tuple[Slug, ...]:
        """Best first; `language` is the visitor's. Fast enough for each keystroke."""
        ...

    def answer(self, text: str, language: LanguageCode) -> SearchAnswer:
        """What is found, or why nothing is."""
        ...


class Vocabulary(Protocol):
    """What the program says, by language."""

    def words(self, language: LanguageCode) -> Words: ...


class Reader(Protocol):
    """Reads aloud. Absent until a voice is installed."""

    def say(self, text: str, language: LanguageCode) -> None: ...

    def stop(self) -> None: ...


class StaffNotes(Protocol):
    """What staff read of this terminal on the hub's page; nothing about a visitor."""

    def screen_size(self, columns: int, rows: int) -> None: ...

    def complain(self, code: str, *, on: bool) -> None:
        """What staff must mend, until it is mended: a code such as `screen-too-small`.

        Lower-case letters and hyphens, 32 at most; the hub has the words for it.
        """
        ...


class UnreadNotes:
    """`StaffNotes` where no hub is told."""

    def screen_size(self, columns: int, rows: int) -> None:
        pass

    def complain(self, code: str, *, on: bool) -> None:
        pass


class AppointmentBook(Protocol):
    """What the hub knows of appointments; nothing of it is kept here."""

    def offered(self) -> bool:
        """Whether anybody has one; never blocks, so screens may ask."""
        ...

    def look_up(self, code: AppointmentCode) -> FoundAppointment:
        """What a code is worth now. Blocks for the hub's answer; call in a thread."""
        ...


class EmptyAppointmentBook:
    """`AppointmentBook` where nobody has an appointment."""

    def offered(self) -> bool:
        return False

    def look_up(self, code: AppointmentCode) -> FoundAppointment:
        from kiosk.domain.appointments import CheckInAnswer, FoundAppointment

        return FoundAppointment(CheckInAnswer.NO_ANSWER, code)


class Ports(Struct, frozen=True):
    desk: TicketDesk
    link: Link
    contents: Contents
    vocabulary: Vocabulary
    clock: Clock
    calendar: Calendar
    """Says which days are public holidays, for opening hours."""
    finder: Finder
    reader: Reader | None = None
    notes: StaffNotes = field(default_factory=UnreadNotes)
    notices: Noticeboard = field(default_factory=EmptyNoticeboard)
    sign: Sign = field(default_factory=NoSign)
    code: StaffCode = field(default_factory=NoStaffCode)
    book: AppointmentBook = field(default_factory=EmptyAppointmentBook)
