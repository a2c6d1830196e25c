"""Numbers to call at once, and what to say first: where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.bidi.controls import apart
from kiosk.domain.localized import Direction
from kiosk.i18n.languages import language
from kiosk.terminal.marks import named_shown
from kiosk.terminal.tones import Family
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.here_bar import HereBar
from kiosk.terminal.widgets.number_card import NumberCard
from kiosk.terminal.widgets.number_field import LOUD, NumberField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from kiosk.domain.catalogue import EmergencyNumber
    from kiosk.domain.site import Site
    from kiosk.terminal.widgets.head import HeadBand


class EmergencyScreen(VisitorScreen):
    """To dial from; nobody has to be asked first."""

    STATUS = False

    def head(self) -> HeadBand:
        title = self.words.gettext("Emergency numbers")
        return self.band(title, family=Family.ALARM)

    def compose_content(self) -> ComposeResult:
        entries = self.catalogue.emergency
        yield NumberField(
            [self._card(entry, is_loud=at < LOUD) for at, entry in enumerate(entries)]
        )
        yield self._here()

    def _card(self, entry: EmergencyNumber, *, is_loud: bool) -> NumberCard:
        title = entry.title.shown(self.session.code)
        return NumberCard(
            entry.number,
            named_shown(entry.title, self.session),
            named_shown(entry.note, self.session) if entry.note is not None else "",
            picture=entry.picture or "",
            is_loud=is_loud,
            language=language(title.language),
        )

    def _here(self) -> HereBar:
        """What the site says of where it is, and what it does not know."""
        site = self.ports.contents.site()
        place = site.place.shown(self.session.code)
        said = apart(place.text, language(place.language).direction)
        here = self.words.gettext("You are here")
        return HereBar(f"{here}: {said}", list(self._more(site)))

    def _more(self, site: Site) -> Iterator[str]:
        gettext = self.words.gettext
        if site.street:
            yield apart(site.street, Direction.LEFT_TO_RIGHT)
        if site.gate:
            gate = apart(site.gate, Direction.LEFT_TO_RIGHT)
            yield gettext("Gate: %(gate)s") % {"gate": gate}
        if not site.street and not site.gate:
            yield gettext("Street and gate are not known here yet.")
