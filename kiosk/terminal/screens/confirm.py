"""The second step of the check-in: everything at a glance, and one button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on, work

from kiosk.domain.issuing import OF_WALK_INS, NotIssuing
from kiosk.domain.services import Block, BlockKind
from kiosk.errors import KioskError, NumberHeldBack
from kiosk.i18n.languages import LANGUAGES, language
from kiosk.terminal import appointment_words, held_back, places
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.marks import named, named_shown, of_privacy
from kiosk.terminal.messages import TicketFailed, TicketIssued, Wanted
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.tones import Family, family_of
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.alike import AlikeRow
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.picture import Picture
from kiosk.terminal.widgets.prose import Prose
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.message import Message

    from kiosk.terminal.places import Confirm
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand

PATIENCE_SECONDS = 0.15
"""A disk that answers sooner needs no word, which would only delay the number."""


class ConfirmScreen(VisitorScreen):
    """Issues one ticket at most, however often the button is touched."""

    def __init__(self, ports: Ports, session: Session, wish: Confirm) -> None:
        super().__init__(ports, session)
        self._wish = wish
        self._asked = False
        about = wish.about
        self._from = (
            self.catalogue.service(about).headline(session.code) if about else None
        )
        self.set_class(self._from is not None, "-from-a-text")

    def head(self) -> HeadBand:
        return self.progress(1)

    def compose_content(self) -> ComposeResult:
        gettext = self.words.gettext
        yield AlikeRow(*self._wishes(), id="wishes")
        with MirroredRow(id="privacy-row"):
            yield Picture("shield", id="shield")
            yield self._privacy()
        yield Paragraph("", id="language-full")
        yield self.button(gettext("Take the next date with you"), "date")
        yield self.way_on(self._way_on(), "confirm")

    def _wishes(self) -> Iterator[TouchButton]:
        """What was chosen; a touch changes it. The content may have lost the topic of
        an appointment since: its counsellors know what it is about."""
        change = self.words.gettext("Touch to change") if self._may_change else ""
        topic = self.catalogue.known_topic(self._wish.topic)
        if topic is not None:
            yield TouchButton(
                named_shown(topic.title, self.session),
                detail=change,
                picture=topic.picture or "",
                family=family_of(topic.picture or ""),
                largest=PictureSize.L,
                align="start",
                language=language(topic.title.shown(self.session.code).language),
                id="chosen-topic",
            )
        spoken = LANGUAGES.get(self._wish.language)
        if spoken is not None:
            yield TouchButton(
                spoken.own_name,
                detail=change,
                picture="spoken",
                family=Family.PAPERS,
                largest=PictureSize.L,
                align="start",
                id="counselling-language",
            )

    def _privacy(self) -> Prose:
        privacy = self.catalogue.site.privacy.shown(self.session.code)
        mark = of_privacy(self.catalogue, self.session)
        notes = [Block(BlockKind.NOTE, mark)] if mark else []
        if privacy.language == self.session.code:
            lines = [*self._told_on(), privacy.text]
            blocks = [Block(BlockKind.PARAGRAPH, "\n".join(lines)), *notes]
        else:  # of a language that is not theirs people want to know first
            first = [Block(BlockKind.PARAGRAPH, line) for line in self._told_on()]
            blocks = [*first, *notes, Block(BlockKind.PARAGRAPH, privacy.text)]
        spoken = language(privacy.language)
        return Prose(blocks, self.turner_words(), language=spoken, id="privacy")

    def _told_on(self) -> Iterator[str]:
        """How an appointment counts; and from which text a visitor comes, which staff
        see: nobody learns it unasked."""
        booked = self._wish.booked
        if booked is not None and booked.starts_at is not None:
            yield appointment_words.today(booked, self.ports, self.session)
        if self._from is not None:
            title = named(self._from.title, self._from.language, self.session)
            told = self.words.gettext(
                "Your counsellor sees which text you were reading: %(title)s."
            )
            yield told % {"title": title}

    def _is_held_back(self) -> bool:
        """What holds back others does not hold back who has an appointment."""
        why = self.ports.desk.not_issuing(self._wish.topic)
        booked = self._wish.booked is not None
        return why is not None and not (booked and why in OF_WALK_INS)

    def _is_full_in_language(self) -> bool:
        """There are numbers for the topic, in other languages."""
        desk, wish = self.ports.desk, self._wish
        if wish.booked is not None or desk.not_issuing(wish.topic) is not None:
            return False
        return desk.not_issuing(wish.topic, wish.language) is NotIssuing.ALL_GIVEN

    def _of_language(self) -> str:
        """Why there is none in it, and when there will be; empty where there is."""
        if not self._is_full_in_language():
            return ""
        wish = self._wish
        return held_back.of_language(
            wish.topic, wish.language, self.ports, self.session
        )

    def _date(self) -> places.TakeHome | None:
        if not self._is_full_in_language():
            return None
        wish, why = self._wish, NotIssuing.ALL_GIVEN
        return held_back.next_date(
            why, self.ports, self.session, wish.topic, wish.language
        )

    def _way_on(self) -> str:
        gettext = self.words.gettext
        full = self._is_full_in_language()
        return gettext("Choose another language") if full else gettext("Get my number")

    def on_mount(self) -> None:
        if self.query("#confirm"):  # nothing is there when composing it broke
            self._show_language()

    def tell_news(self) -> None:
        super().tell_news()
        if not self._asked:
            self._show_language()
        if self._is_held_back() and not self._asked:
            self._asked = True
            self.post_message(_no_numbers(self._wish, self.ports))

    def _show_language(self) -> None:
        """What is kept of a number need not be read where there is none."""
        told = self.query_one("#language-full", Paragraph)
        told.text = self._of_language()
        told.display = bool(told.text)
        self.query_one("#privacy-row").display = not told.text
        self.query_one("#date").display = self._date() is not None
        self.query_one("#confirm", TouchButton).label = self._way_on()

    @property
    def _may_change(self) -> bool:
        """What an appointment is about, was said when it was booked."""
        return not self._asked and self._wish.booked is None

    @property
    def holds(self) -> bool:
        """A number that is issued must be seen."""
        return self._asked

    @on(TouchButton.Pressed, "#counselling-language")
    def _change_language(self) -> None:
        if self._may_change:
            wish = self._wish
            self.post_message(
                Wanted(places.CounsellingLanguage(wish.topic, wish.about))
            )

    @on(TouchButton.Pressed, "#chosen-topic")
    def _change_topic(self) -> None:
        if self._may_change:
            wish = self._wish
            self.post_message(Wanted(places.Topics(wish.about, wish.language)))

    @on(TouchButton.Pressed, "#date")
    def _take_date(self) -> None:
        date = self._date()
        if date is not None:
            self.post_message(Wanted(date))

    @on(TouchButton.Pressed, "#confirm")
    def _confirm(self, event: TouchButton.Pressed) -> None:
        if self._asked:
            return
        if self._is_full_in_language():
            self._change_language()
            return
        self._asked = True
        self.set_timer(PATIENCE_SECONDS, partial(self._ask_to_wait, event.button))
        self._check_in(self._wish, self.session, self.app.post_message)

    def _ask_to_wait(self, button: TouchButton) -> None:
        button.label = self.words.gettext("One moment, please")

    @work(thread=True)
    def _check_in(
        self, wish: Confirm, session: Session, tell: Callable[[Message], bool]
    ) -> None:
        """Tells the app: this screen may be gone when a slow disk has done."""
        desk = self.ports.desk
        try:
            code = wish.booked.code if wish.booked else None
            ticket = desk.check_in(
                wish.topic, wish.language, session.code, wish.about, code
            )
        except NumberHeldBack:
            self.post_message(_no_numbers(self._wish, self.ports))
        except KioskError as error:
            self.post_message(TicketFailed(error))
        else:
            tell(TicketIssued(ticket, session.visit))


def _no_numbers(wish: Confirm, ports: Ports) -> Wanted:
    """In place of the whole check-in, which from a service is this screen alone."""
    about, catalogue = wish.about, ports.contents.current()
    alone = about is not None and catalogue.topic_about(about) is not None
    instead = held_back.no_numbers(about, wish.topic, ports)
    return Wanted(instead, after=-1 if alone else -2)
