"""How a service stands on a card: its title, and its summary where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n.languages import language
from kiosk.terminal.marks import named
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.domain.services import Headline, Service
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.paging import TurnerWords


def service_cards(
    services: Iterable[Service], session: Session, words: TurnerWords
) -> Cards:
    """One below the other; the value of each is the service's slug."""
    told = ((service, service.headline(session.code)) for service in services)
    return Cards(
        [_card(service, head, session) for service, head in told if head is not None],
        words,
        narrowest=40,
        most_columns=1,
        tallest=5,
        id="services",
    )


def _card(service: Service, headline: Headline, session: Session) -> TouchButton:
    return TouchButton(
        named(headline.title, headline.language, session),
        detail=headline.summary,
        value=service.slug,
        align="start",
        listed=True,
        language=language(headline.language),
        id=f"service-{service.slug}",
        classes="service",
    )
