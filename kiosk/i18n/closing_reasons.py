"""Why nobody counsels on some days: what staff can choose, in every language."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.i18n.catalogs import Words


class ReasonTemplate(StrEnum):
    """Also the key of its words in the centre's content, once it was chosen."""

    HOLIDAY = "public-holiday"
    TURN_OF_THE_YEAR = "turn-of-the-year"
    TRAINING = "training"
    ILLNESS = "illness"
    BUILDING_WORK = "building-work"


def text(template: ReasonTemplate, words: Words) -> str:
    gettext = words.gettext
    return {
        ReasonTemplate.HOLIDAY: gettext("Public holiday"),
        ReasonTemplate.TURN_OF_THE_YEAR: gettext("Between Christmas and New Year"),
        ReasonTemplate.TRAINING: gettext("Training of the team"),
        ReasonTemplate.ILLNESS: gettext("Illness in the team"),
        ReasonTemplate.BUILDING_WORK: gettext("Building work"),
    }[template]
