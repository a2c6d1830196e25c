"""The centre itself: all that a terminal must know to greet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from kiosk.domain.localized import Localized
    from kiosk.ids import LanguageCode, PartnerId


class Partner(Struct, frozen=True):
    """Who counsels or helps here; `planned` when not yet on site."""

    id: PartnerId
    name: str
    role: Localized
    planned: bool = False


class Site(Struct, frozen=True):
    name: Localized
    """The centre's name, shown on every attract screen."""
    place: Localized
    """With both official names: `Spremberg/Grodk`."""
    greetings: tuple[str, ...]
    """Big words of welcome, German and Lower Sorbian first."""
    time_zone: str
    """IANA name."""
    languages: tuple[LanguageCode, ...]
    """Offered on the attract screen, in this order."""
    partly: frozenset[LanguageCode]
    """Of these, the ones that have only some texts; the rest comes in another."""
    funding: Localized
    """The funding sentence, shown wherever the Welcome Center presents itself."""
    privacy: Localized
    """Read before check-in: what is stored, for how long, who answers for it."""
    controller: str | None
    """Who answers for the data; None is a gap the operator must fill."""
    partners: tuple[Partner, ...]
    street: str | None = None
    """Street, number, town, as one says it to an ambulance; None: not known yet."""
    gate: str | None = None
    """By which gate or door it comes in; None: not known yet."""
