"""What is shown while a visitor types: the best results, or what to do without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.bidi import cells
from kiosk.i18n.languages import language
from kiosk.terminal import grids
from kiosk.terminal.marks import named
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.steady import Column
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from kiosk.domain.search_answers import SearchAnswer
    from kiosk.domain.services import Service
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.face import Face

MOST, MOST_MEANT = 4, 2
"""So many fit above the keys on the smallest grid; a key leads to all of them."""
MOST_LOFTY = 8


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

    def _widest_word(self, like: Face | None = None) -> int:
        return 0

    def _lines(self, text: str, room: int, like: Face | None = None) -> list[str]:
        return super()._lines(cells.clip_at_word(text, room), room, like)


class MeantButton(TouchButton):
    """A word that is near to what was typed."""

    def __init__(self, place: int) -> None:
        super().__init__("", id=f"meant-{place}")
        self.visible = False
        self.can_focus = False

    def offer(self, word: str) -> None:
        """Show this word; nothing for none."""
        self.label = self.value = word
        self.visible = self.can_focus = bool(word)


class BestResults(Column):
    """Changes in place with each key: building cards anew would be seen."""

    DEFAULT_CSS = """
    BestResults {
        height: 1fr;
        overflow: hidden;
        ResultButton, MeantButton { height: 3; }
        .-first { margin-right: 1; }
        #search-hint { height: auto; padding: 0 1; }
        #talk { height: 3; margin-top: 1; }
        #meant { display: none; }
        &.-found { #search-hint, #talk { display: none; } }
        &.-empty { .-results, #talk { display: none; } }
        &.-nothing { .-results { display: none; } }
        &.-meant {
            .-results { display: none; }
            #meant { display: block; }
            #talk { margin-top: 0; }
        }
    }
    """

    def __init__(self, session: Session, *, id: str | None = None) -> None:  # noqa: A002
        gettext = session.words.gettext
        super().__init__(id=id)
        self._session = session
        self._buttons = [ResultButton(place) for place in range(MOST)]
        self._found: Sequence[Service] = ()
        self._meant = [MeantButton(place) for place in range(MOST_MEANT)]
        self._meant[0].add_class("-first")
        self._hint = Paragraph("", id="search-hint")
        self._talk = TouchButton(
            gettext("Talk to a counsellor"),
            picture="talk",
            tone=Tone.GO,
            align="start",
            is_large=True,
            id="talk",
        )

    def compose(self) -> ComposeResult:
        if self.app.size.height >= grids.LOFTY:
            more = range(MOST, MOST_LOFTY)
            self._buttons += [ResultButton(place) for place in more]
            self._offer()
        for first, second in zip(self._buttons[::2], self._buttons[1::2], strict=True):
            first.add_class("-first")
            yield MirroredRow(first, second, classes="-results")
        yield self._hint
        yield MirroredRow(*self._meant, id="meant")
        yield self._talk

    def show(self, query: str, found: Sequence[Service], answer: SearchAnswer) -> None:
        state = _state(query, found, answer)
        for known in _STATES:
            self.set_class(known == state, known)
        self._hint.text = self._said(state, answer)
        self._found = found
        self._offer()
        for place, meant in enumerate(self._meant):
            words = answer.meant if state == "-meant" else ()
            meant.offer(words[place] if place < len(words) else "")

    def _offer(self) -> None:
        found = self._found
        for place, button in enumerate(self._buttons):
            button.offer(found[place] if place < len(found) else None, self._session)

    def _said(self, state: str, answer: SearchAnswer) -> str:
        gettext = self._session.words.gettext
        if state == "-empty":
            return gettext("Type what you are looking for, in any language.")
        if state == "-meant":
            return gettext("Nothing was found. Did you mean this?")
        if answer.nothing_here:
            return gettext("We have nothing about this here. Ask at the desk.")
        return gettext("Nothing was found. Try another word, or talk to a counsellor.")


_STATES = ("-found", "-meant", "-nothing", "-empty")


def _state(query: str, found: Sequence[Service], answer: SearchAnswer) -> str:
    if not query.strip():
        return "-empty"
    if found:
        return "-found"
    return "-meant" if answer.meant else "-nothing"
