"""What a scanned text opens, in whatever way a scanner may have typed it.

Each reading of it is a guess until a code of it is known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from kiosk.domain.appointments import CODE_LENGTH
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import JournalUnavailable
from kiosk.ids import CODE_ALPHABET, AppointmentCode, TicketCode
from kiosk.terminal import key_layouts, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.ids import LanguageCode
    from kiosk.terminal.places import Place
    from kiosk.terminal.ports import AppointmentBook, TicketDesk


class ScanKind(Enum):
    """What can be opened; a new kind of code is a line here and in `KINDS`."""

    TICKET = "ticket"
    APPOINTMENT = "appointment"


KINDS: Mapping[str, ScanKind] = {
    "T": ScanKind.TICKET,
    "A": ScanKind.APPOINTMENT,
}
"""By the letter in the address of its page."""

AIM = r"(?:[^0-9A-Z][A-Z][0-9])?"
"""How a scanner may say which kind of code it saw, such as `]Q1`."""
_END_OF_AIM = r"(?:(?:[^0-9A-Z]?[A-Z])?[0-9])?"
_PAGE = re.compile(
    _END_OF_AIM + r"(?:(?:[HTPS]{0,5}:)?/{0,2}[-0-9A-Z.:\[\]]*(?:/[-0-9A-Z._~]+)*/)?"
    r"(?P<kind>\w)/(?P<code>\w+)/?"
)
"""An address, or its end: a busy machine may hear the first keys as a hand's."""
_BARE = re.compile(AIM + r"/?(?P<code>\w{12})/?")
_READ_AS = str.maketrans("ILO", "110")
"""Crockford's rule for letters that are not in the alphabet."""
_CODE_LENGTHS = {ScanKind.TICKET: 12, ScanKind.APPOINTMENT: CODE_LENGTH}


@dataclass(frozen=True, slots=True)
class Scan:
    kind: ScanKind
    codes: tuple[str, ...]
    """Each way to read the code, the likeliest first."""
    surely: bool = True
    """Whether it can be nothing else, such as the twelve digits of a parcel."""


@dataclass(frozen=True, slots=True)
class Opened:
    place: Place
    language: LanguageCode
    """What its owner reads, for a terminal that nobody has told yet."""


class NotOpened(Enum):
    """Why a scan leads nowhere, as far as its owner can be told."""

    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"
    """A ticket: of another terminal, or of a day that has been forgotten here."""


def opened(text: str, desk: TicketDesk, book: AppointmentBook) -> Opened | NotOpened:
    """Where a scanned text leads, if it is known here. Blocks for a disk read, and for
    the hub where it is the code of an appointment."""
    scan = read(text)
    if scan is None:
        return NotOpened.UNKNOWN
    if scan.kind is ScanKind.APPOINTMENT:
        return _appointment(scan.codes[0], book)
    try:
        found = (_ticket(code, desk) for code in scan.codes)
        known = next(filter(None, found), None)
    except JournalUnavailable:
        return NotOpened.UNKNOWN
    return known or (NotOpened.ELSEWHERE if scan.surely else NotOpened.UNKNOWN)


def _ticket(code: str, desk: TicketDesk) -> Opened | None:
    ticket = desk.ticket_of(TicketCode(code))
    if ticket is None:
        return None
    return Opened(places.TicketShown(ticket), ticket.screen_language)


def _appointment(code: str, book: AppointmentBook) -> Opened:
    """On to the last step, or to the place that says why not and what else there is."""
    found = book.look_up(AppointmentCode(code))
    reads = found.screen_language or SOURCE_LANGUAGE
    return Opened(places.with_code(found), reads)


def read(text: str) -> Scan | None:
    """None for whatever is not ours. An address says more than a code alone."""
    texts = [reading.strip().upper() for reading in key_layouts.readings(text)]
    for kind, letter in ((kind, letter) for letter, kind in KINDS.items()):
        codes = tuple(dict.fromkeys(_codes(texts, letter, kind)))
        if codes:
            return Scan(kind, codes)
    codes = tuple(dict.fromkeys(_bare_codes(texts)))
    if not codes:
        return None
    return Scan(ScanKind.TICKET, codes, surely=not codes[0].isdigit())


def _codes(texts: list[str], letter: str, kind: ScanKind) -> Iterator[str]:
    for page in filter(None, map(_PAGE.fullmatch, texts)):
        if page["kind"] == letter and (code := _as_code(page["code"], kind)):
            yield code


def _bare_codes(texts: list[str]) -> Iterator[str]:
    for bare in filter(None, map(_BARE.fullmatch, texts)):
        if code := _as_code(bare["code"], ScanKind.TICKET):
            yield code


def _as_code(typed: str, kind: ScanKind) -> str | None:
    code = typed.translate(_READ_AS)
    if len(code) != _CODE_LENGTHS[kind] or not set(code) <= set(CODE_ALPHABET):
        return None
    return code
