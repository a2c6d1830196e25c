"""How a plain page stands on the glass while no screen of the terminal can.

Without the screen library, which may be what is broken; in German and English, for
whoever of the staff comes by.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import textwrap
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from kiosk import paths
from kiosk.errors import KioskError
from kiosk.i18n.catalogs import Catalogs, Words
from kiosk.i18n.languages import language
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

log = logging.getLogger(__name__)

STAFF_LANGUAGES = (LanguageCode("de"), LanguageCode("en"))
CLEAR = "\x1b[?1049h\x1b[?25l\x1b[48;2;244;240;232m\x1b[38;2;26;34;41m\x1b[2J"
BOLD, PLAIN = "\x1b[1m", "\x1b[22m"
MARGIN = 3
LEAST_COLUMNS = 10
LEAVE = (signal.SIGTERM, signal.SIGHUP)
HEEDED = {*LEAVE, signal.SIGWINCH}


class GlassPage(Protocol):
    def paragraphs(self) -> Iterable[str]:
        """Most important first: what no longer fits is left out at the end."""
        ...


def lines(page: GlassPage, columns: int, rows: int) -> list[str]:
    width = max(columns - 2 * MARGIN, LEAST_COLUMNS)
    wrapped = [""]
    for paragraph in page.paragraphs():
        wrapped += [*textwrap.wrap(paragraph, width, break_on_hyphens=False), ""]
    return [(" " * MARGIN + line)[:columns].rstrip() for line in wrapped[:rows]]


def painted(page: GlassPage, columns: int, rows: int) -> str:
    """For a terminal program, from its first row on."""
    places = enumerate(lines(page, columns, rows), start=1)
    text = "".join(f"\x1b[{row};1H{line}" for row, line in places)
    return CLEAR + BOLD + text + PLAIN


@contextmanager
def heeding() -> Iterator[None]:
    """What ends the terminal waits until `stands` looks for it."""
    for number in HEEDED:
        signal.signal(number, signal.SIG_DFL)  # an ignored one would not be heard
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HEEDED)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def stands(page: GlassPage, seconds: float) -> bool:
    """Shows it for so long; True if the terminal is to end. Only while `heeding`."""
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        size = shutil.get_terminal_size()
        _paint(painted(page, size.columns, size.lines))
        heard = signal.sigtimedwait(HEEDED, left)
        if heard is not None and heard.si_signo in LEAVE:
            return True
    return False


def spoken() -> list[Words]:
    """English at least, even where the words are what is broken."""
    return [_words(code) for code in STAFF_LANGUAGES]


def to_the_desk() -> list[str]:
    return [
        words.gettext("Please go to the desk. Our staff will help you there.")
        for words in spoken()
    ]


def _words(code: LanguageCode) -> Words:
    try:
        return Catalogs(paths.shipped("locales")).words(code)
    except KioskError:
        return Words(language(code))


def _paint(text: str) -> None:
    try:
        os.write(1, text.encode())
    except OSError:
        log.warning("the window takes no words")
