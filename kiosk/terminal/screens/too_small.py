"""Says that the screen is too small for any other, in as many languages as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from kiosk.i18n.languages import language
from kiosk.ids import LanguageCode
from kiosk.terminal.speaking import SpeakingScreen
from kiosk.terminal.textual_inside import Steadfast
from kiosk.terminal.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session

FIRST = (LanguageCode("de"), LanguageCode("en"))
"""After the visitor's own."""


class TooSmallScreen(Steadfast, SpeakingScreen, Screen[None], inherit_bindings=False):
    """Over everything else until the screen is large enough; there is no button."""

    DEFAULT_CSS = """
    TooSmallScreen { background: $background; color: $foreground; overflow: hidden; }
    TooSmallScreen Paragraph { text-style: bold; }
    """
    AUTO_FOCUS = ""
    ALLOW_SELECT = False

    def __init__(self, ports: Ports, session: Session) -> None:
        super().__init__()
        self._ports = ports
        self._session = session
        self.language = session.language

    def compose(self) -> ComposeResult:
        offered = self._ports.contents.site().languages
        told = set()
        for code in dict.fromkeys((self._session.code, *FIRST, *offered)):
            words = self._ports.vocabulary.words(code)
            sentence = words.gettext("This screen is too small.")
            if sentence not in told:  # some say it alike
                told.add(sentence)
                yield Paragraph(sentence, language=language(code))
