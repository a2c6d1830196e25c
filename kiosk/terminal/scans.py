"""What a scanned text opens, though a scanner may type for another keyboard than ours.

A scanner set to the American layout swaps Y and Z on a German keyboard, and turns `/`
into `-` and `:` into `Ö`. Each reading is a guess until a code of it is known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from kiosk.errors import JournalUnavailable
from kiosk.ids import CODE_ALPHABET, TicketCode
from kiosk.terminal import places

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.ids import LanguageCode
    from kiosk.terminal.places import Place
    from kiosk.terminal.ports import TicketDesk


class ScanKind(Enum):
    """What can be opened; a new kind of code is a line here, in `KINDS`, `OPENERS`."""

    TICKET = "ticket"


KINDS: Mapping[str, ScanKind] = {"T": ScanKind.TICKET}
"""By the letter in the address of its page."""

_PAGE = re.compile(r"HTTPS?(?P<colon>.)[/&-]{2}.*[/&-](?P<kind>\w)[/&-](?P<code>\w+)")
_SWAPPED = str.maketrans("YZ", "ZY")
_READ_AS = str.maketrans("ILO", "110")
"""Crockford's rule for letters that are not in the alphabet."""
_CODE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Scan:
    kind: ScanKind
    codes: tuple[str, ...]
    """Each way to read the code, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Opened:
    place: Place
    language: LanguageCode
    """What its owner reads, for a terminal that nobody has told yet."""


def opened(text: str, desk: TicketDesk) -> Opened | None:
    """Where a scanned text leads, if it is known here. Blocks for a disk read."""
    scan = read(text)
    if scan is None:
        return None
    try:
        found = (OPENERS[scan.kind](code, desk) for code in scan.codes)
        return next(filter(None, found), None)
    except JournalUnavailable:
        return None


def _ticket(code: str, desk: TicketDesk) -> Opened | None:
    ticket = desk.ticket_of(TicketCode(code))
    if ticket is None:
        return None
    return Opened(places.TicketShown(ticket), ticket.screen_language)


OPENERS: Mapping[ScanKind, Callable[[str, TicketDesk], Opened | None]] = {
    ScanKind.TICKET: _ticket
}


def read(text: str) -> Scan | None:
    """None for whatever is not ours."""
    text = text.strip().upper()
    page = _PAGE.fullmatch(text)
    if page is None:
        return _scan(ScanKind.TICKET, text, swapped=False)
    kind = KINDS.get(page["kind"])
    swapped = page["colon"] != ":"
    return _scan(kind, page["code"], swapped=swapped) if kind else None


def _scan(kind: ScanKind, typed: str, *, swapped: bool) -> Scan | None:
    """`swapped`: the text around the code shows which layout it was typed for."""
    code = typed.translate(_READ_AS)
    if len(code) != _CODE_LENGTH or not set(code) <= set(CODE_ALPHABET):
        return None
    other = code.translate(_SWAPPED)
    ways = (other, code) if swapped else (code, other)
    return Scan(kind, tuple(dict.fromkeys(ways)))
