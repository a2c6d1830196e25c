"""A picture by which whoever stands there sees whether the glass shows all it should:
edges, colours, letters of every script, and how large the grid is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import Screen
from textual.strip import Strip

from kiosk.i18n.languages import language
from kiosk.ids import LanguageCode
from kiosk.terminal.speaking import SpeakingScreen
from kiosk.terminal.steady import SteadyWidget
from kiosk.terminal.textual_inside import Steadfast
from kiosk.terminal.widgets.paragraph import AddressLine, Paragraph

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from kiosk.terminal.session import Session

SHOWN_FOR = 30.0
"""Seconds; then the greeting is back, touched or not."""
EDGES = 4
"""Columns of the frame and beside it."""
COLOURS = ("field", "called", "danger", "focus", "card", "bar", "go", "sunk")
LATIN = "ÄÖÜß ąćęłńóśźż čďěňřšťůž ćěłńrśźž çğış ăâîșț ơưạếộữ"
CYRILLIC = "АБВГДЕЖ бвгдеж їєґі ыъэщ"
ARABIC = (LanguageCode("ar"), "أهلا وسهلا ٠١٢٣ خوش آمدید گچپژ")
SHAPES = "▀▄█▌▐ ░▒▓ ◀▶⌂◐ ●■◆▲ ─│┌┐└┘ ━┃┏┓┗┛"


class Swatch(SteadyWidget):
    """A field of one colour, without a word."""

    def render_line(self, y: int) -> Strip:
        return Strip.blank(self.size.width, self.rich_style)


class PatternScreen(Steadfast, SpeakingScreen, Screen[None], inherit_bindings=False):
    """Over the greeting, until it is touched."""

    DEFAULT_CSS = """
    PatternScreen {
        background: $background;
        color: $foreground;
        overflow: hidden;
        border: heavy $danger;
        padding: 0 1;
    }
    PatternScreen #heading { margin-bottom: 0; }
    PatternScreen #swatches { height: 3; layout: horizontal; }
    PatternScreen Swatch { width: 1fr; height: 100%; }
    """
    AUTO_FOCUS = ""
    ALLOW_SELECT = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.language = session.language

    def compose(self) -> ComposeResult:
        gettext = self.session.words.gettext
        columns, rows = self.app.size
        title = gettext("Test picture")
        yield Paragraph(f"{title} {columns} × {rows}", id="heading")
        yield Paragraph(gettext("Touch the screen to end it."))
        with Vertical(id="swatches"):
            for colour in COLOURS:
                swatch = Swatch()
                swatch.styles.background = self.app.theme_variables[colour]
                yield swatch
        yield AddressLine(("0123456789" * columns)[: columns - EDGES])
        yield AddressLine(LATIN)
        yield AddressLine(CYRILLIC)
        yield Paragraph(ARABIC[1], language=language(ARABIC[0]))
        yield AddressLine(SHAPES)

    def on_mount(self) -> None:
        self.set_timer(SHOWN_FOR, self.end)

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        self.end()

    def on_key(self, _event: events.Key) -> None:
        self.end()

    def end(self) -> None:
        if self.is_current:
            _ = self.dismiss()
