"""What is said aloud when a visitor is called: the number sign by sign, the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.domain.tickets import TicketNumber
    from kiosk.i18n.catalogs import Words


def spoken_call(number: TicketNumber, desk: str, words: Words) -> str:
    """Such as `Number: A, 0, 1, 7. Please come now to: Desk 2.`"""
    what, come = words.gettext("Number"), words.gettext("Please come now to:")
    signs = ", ".join(sign for sign in str(number) if not sign.isspace())
    return f"{what}: {signs}. {come} {desk}."
