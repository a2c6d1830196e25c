"""What the glass says while the terminal cannot run: what is wrong, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.cli import glass_page
from kiosk.errors import (
    BadContent,
    BadSetting,
    KioskError,
    NewerDatabase,
    NoToken,
)

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.i18n.catalogs import Words


@dataclass(frozen=True, slots=True)
class RefusalPage:
    """`error` is None where the program broke."""

    error: KioskError | None
    settings_file: Path | None = None

    def paragraphs(self) -> list[str]:
        spoken = glass_page.spoken()
        if self.error is None:
            return [self._what(words) for words in spoken] + glass_page.to_the_desk()
        first = [words.gettext("This terminal cannot start.") for words in spoken]
        told = [*first, *(self._what(words) for words in spoken)]
        if self._file:
            told.append(self._file)
        reason = f"{self.error} {self.error.remedy}"
        return [*told, reason, *glass_page.to_the_desk()]

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
