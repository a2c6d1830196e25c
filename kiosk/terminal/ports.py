"""Everything the screens may ask of the outside world.

`kiosk.cli.terminal` hands the app real ones; tests hand it fakes. A port that is None
is a device that is not there: its button is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.link import LinkState as LinkState  # noqa: TC001 - handed on

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.clock import Clock
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.hours import Calendar as Calendar
    from kiosk.domain.issuing import NotIssuing
    from kiosk.domain.queues import Standing
    from kiosk.domain.site import Site
    from kiosk.domain.tickets import Ticket
    from kiosk.i18n.catalogs import Words
    from kiosk.ids import LanguageCode, Slug, TicketCode, TicketId, TopicId


class TicketDesk(Protocol):
    """Where tickets come from: local first, whether or not the hub answers."""

    def not_issuing(self) -> NotIssuing | None:
        """Why a check-in would be refused now; never blocks, so screens may ask."""
        ...

    def check_in(
        self, topic: TopicId, language: LanguageCode, screen_language: LanguageCode
    ) -> Ticket:
        """Issue a ticket here, durably. Blocks for one disk write; call in a thread.

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


class Finder(Protocol):
    """Finds services by what a visitor types."""

    def find(self, text: str, language: LanguageCode) -> tuple[Slug, ...]:
        """Best first; `language` is the visitor's. Fast enough for each keystroke."""
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


@dataclass(frozen=True, slots=True)
class Ports:
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
