"""What is shown while a visitor types: the best results, or what to do without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.bidi import cells
from kiosk.i18n.languages import language
from kiosk.terminal.marks import named
from kiosk.terminal.steady import Column
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from kiosk.domain.services import Service
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.face import Face

MOST = 2
"""So many fit above the keys on the smallest grid; a key leads to all of them."""


class ResultButton(TouchButton):
    """A service in one line each of title and summary; its own page has the rest."""

    def __init__(self, place: int) -> None:
        super().__init__("", align="start", id=f"best-{place}")
        self.visible = False
        self.can_focus = False

    def offer(self, service: Service | None, session: Session) -> None:
        """Show this service, or nothing."""
        headline = service.headline(session.code) if service else None
        if service is not None and headline is not None:
            self._language = language(headline.language)
            self.value, self.detail = service.slug, headline.summary
            self.label = named(headline.title, headline.language, session)
        self.visible = self.can_focus = headline is not None
        self.refresh()

    def columns_needed(self, like: Face | None = None) -> int:
        return 0

    def _lines(self, text: str, width: int, like: Face | None = None) -> list[str]:
        return super()._lines(cells.clip_at_word(text, width), width, like)


class BestResults(Column):
    """Changes in place with each key: building cards anew would be seen."""

    DEFAULT_CSS = """
    BestResults {
        height: 1fr;
        overflow: hidden;
        ResultButton { height: 3; margin-bottom: 1; }
        #best-1 { margin-bottom: 0; }
        #search-hint { height: auto; padding: 0 1; }
        #talk { height: 3; margin-top: 1; }
        &.-found { #search-hint, #talk { display: none; } }
        &.-empty { ResultButton, #talk { display: none; } }
        &.-nothing { ResultButton { display: none; } }
    }
    """

    def __init__(self, session: Session, *, id: str | None = None) -> None:  # noqa: A002
        gettext = session.words.gettext
        super().__init__(id=id)
        self._session = session
        self._buttons = [ResultButton(place) for place in range(MOST)]
        self._hint = Paragraph("", id="search-hint")
        self._talk = TouchButton(
            gettext("Talk to a counsellor"), id="talk", classes=TouchButton.PRIMARY
        )

    def compose(self) -> ComposeResult:
        yield from self._buttons
        yield self._hint
        yield self._talk

    def show(self, query: str, found: Sequence[Service]) -> None:
        gettext = self._session.words.gettext
        state = ("-found" if found else "-nothing") if query.strip() else "-empty"
        for known in ("-found", "-nothing", "-empty"):
            self.set_class(known == state, known)
        self._hint.text = (
            gettext("Nothing was found. Try another word, or talk to a counsellor.")
            if state == "-nothing"
            else gettext("Type what you are looking for, in any language.")
        )
        for place, button in enumerate(self._buttons):
            button.offer(found[place] if place < len(found) else None, self._session)
