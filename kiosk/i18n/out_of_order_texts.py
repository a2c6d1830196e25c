"""What the sign before a terminal says that is out of order, in every language."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.i18n.catalogs import Words


class SignTemplate(StrEnum):
    OUT_OF_ORDER = "out-of-order"
    WORKED_ON = "worked-on"
    USE_ANOTHER = "use-another"


def text(template: SignTemplate, words: Words) -> str:
    """In the language of the words."""
    gettext = words.gettext
    return {
        SignTemplate.OUT_OF_ORDER: gettext("This terminal is out of order."),
        SignTemplate.WORKED_ON: gettext(
            "We are working on this terminal. It will be back soon."
        ),
        SignTemplate.USE_ANOTHER: gettext(
            "This terminal is out of order. Please use another one."
        ),
    }[template]
