"""A notice over the screen: a title, a few sentences, one button, Esc closes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from kiosk.terminal.frame import FOCUS_KEYS
from kiosk.terminal.speaking import SpeakingScreen
from kiosk.terminal.textual_inside import Steadfast, take_breakpoints
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.head import HeadBand
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from kiosk.i18n.languages import Language
    from kiosk.terminal.session import Session


@dataclass(frozen=True, slots=True)
class NoticeSentence:
    """One of a notice; `language` is its own, if it is not the reader's."""

    text: str
    language: Language | None = None
    is_strong: bool = False
    is_quiet: bool = False
    is_followed: bool = False
    """The next one stands close below it."""

    @property
    def classes(self) -> str:
        flags = {
            "-strong": self.is_strong,
            "-quiet": self.is_quiet,
            "-followed": self.is_followed,
        }
        return " ".join(["sentence", *(name for name, on in flags.items() if on)])


class Notice(Steadfast, SpeakingScreen, ModalScreen[None], inherit_bindings=False):
    """Subclasses say what it says."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    BINDINGS = [*FOCUS_KEYS, Binding("escape", "close", show=False)]

    def __init__(
        self,
        session: Session,
        title: str,
        sentences: Sequence[NoticeSentence],
        button: str,
        *,
        picture: str = "",
    ) -> None:
        super().__init__()
        self.session = session
        self._title = title
        self._sentences = sentences
        self._button = button
        self._picture = picture
        self.language = session.language
        take_breakpoints(self, self.app.size)

    def compose(self) -> ComposeResult:
        with Vertical(id="notice"):
            yield HeadBand(self._title, "", picture=self._picture, id="title")
            for place, sentence in enumerate(self._sentences):
                yield Paragraph(
                    sentence.text,
                    language=sentence.language,
                    id=f"sentence-{place}",
                    classes=sentence.classes,
                )
            close = TouchButton(self._button, id="close", tone=Tone.GO)
            close.ground = "surface"
            yield close

    @on(TouchButton.Pressed, "#close")
    def action_close(self) -> None:
        _ = self.dismiss()

    def action_along(self, _steps: int) -> None:
        self.focus_next()
