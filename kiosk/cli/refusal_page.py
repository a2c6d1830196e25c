"""What the glass says while the terminal cannot run: what is wrong, how to mend it.

Without the screen library, which may be what is broken; in German and English, for
whoever of the staff comes by.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.errors import (
    BadContent,
    BadSetting,
    KioskError,
    NewerDatabase,
    NoToken,
)
from kiosk.i18n.catalogs import Catalogs, Words
from kiosk.i18n.languages import language
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from pathlib import Path

STAFF_LANGUAGES = (LanguageCode("de"), LanguageCode("en"))
CLEAR = "\x1b[?1049h\x1b[?25l\x1b[48;2;244;240;232m\x1b[38;2;26;34;41m\x1b[2J"
BOLD, PLAIN = "\x1b[1m", "\x1b[22m"
MARGIN = 3
LEAST_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class RefusalPage:
    """`error` is None where the program broke."""

    error: KioskError | None
    settings_file: Path | None = None

    def lines(self, columns: int, rows: int) -> list[str]:
        """Most important first: what no longer fits is left out at the end."""
        width = max(columns - 2 * MARGIN, LEAST_COLUMNS)
        wrapped = [""]
        for paragraph in self._paragraphs():
            lines = textwrap.wrap(paragraph, width, break_on_hyphens=False)
            wrapped += [*lines, ""]
        return [(" " * MARGIN + line)[:columns].rstrip() for line in wrapped[:rows]]

    def painted(self, columns: int, rows: int) -> str:
        """For a terminal program, from its first row on."""
        places = enumerate(self.lines(columns, rows), start=1)
        text = "".join(f"\x1b[{row};1H{line}" for row, line in places)
        return CLEAR + BOLD + text + PLAIN

    def _paragraphs(self) -> list[str]:
        spoken = [_words(code) for code in STAFF_LANGUAGES]
        if self.error is None:
            return [self._what(words) for words in spoken] + _to_the_desk(spoken)
        first = [words.gettext("This terminal cannot start.") for words in spoken]
        told = [*first, *(self._what(words) for words in spoken)]
        if self._file:
            told.append(self._file)
        return [*told, f"{self.error} {self.error.remedy}", *_to_the_desk(spoken)]

    @property
    def _file(self) -> str:
        """Where to correct it; a token stands in a file of its own."""
        is_setting = isinstance(self.error, BadSetting)
        is_setting &= not isinstance(self.error, NoToken)
        return str(self.settings_file or "kiosk.toml") if is_setting else ""

    def _what(self, words: Words) -> str:
        gettext = words.gettext
        match self.error:
            case None:
                return gettext("The program broke. It starts again by itself.")
            case BadSetting() if self._file:
                return gettext("A setting is missing or wrong. Please correct it here:")
            case NewerDatabase():
                return gettext(
                    "The data is from a newer version of the program. "
                    "Please install that version again."
                )
            case BadContent():
                return gettext("The centre's content has a fault. Please correct it:")
            case _:
                return gettext("Something must be put right first:")


def _to_the_desk(spoken: list[Words]) -> list[str]:
    return [
        words.gettext("Please go to the desk. Our staff will help you there.")
        for words in spoken
    ]


def _words(code: LanguageCode) -> Words:
    """English at least, even where the words are what is broken."""
    try:
        return Catalogs(paths.shipped("locales")).words(code)
    except KioskError:
        return Words(language(code))
