"""The words of notices that are needed often, in every language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.site_notices import JOINERS, NoticeFault, NoticeKind, tidied
from kiosk.errors import NoticeRefused
from kiosk.i18n import formats
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.i18n.catalogs import Words

GAP = "…"
LONGEST_ROOM = 24
"""Characters: `2`, `1.04`, `Saal B`."""


class NoticeSlot(StrEnum):
    """What staff fill in."""

    NOTHING = ""
    ROOM = "room"
    TIME = "time"
    DAY = "day"
    LANGUAGE = "language"


class NoticeTemplate(StrEnum):
    CLOSED_TODAY = "closed-today"
    CLOSED_UNTIL = "closed-until"
    CLOSES_EARLIER = "closes-earlier"
    OPENS_LATER = "opens-later"
    MOVED = "moved"
    NO_NUMBERS = "no-numbers"
    INTERPRETER = "interpreter"
    FIRE_ALARM = "fire-alarm"


@dataclass(frozen=True, slots=True)
class NoticeForm:
    kind: NoticeKind
    slot: NoticeSlot = NoticeSlot.NOTHING


FORMS: Mapping[NoticeTemplate, NoticeForm] = {
    NoticeTemplate.CLOSED_TODAY: NoticeForm(NoticeKind.CLOSED),
    NoticeTemplate.CLOSED_UNTIL: NoticeForm(NoticeKind.CLOSED, NoticeSlot.DAY),
    NoticeTemplate.CLOSES_EARLIER: NoticeForm(NoticeKind.INFO, NoticeSlot.TIME),
    NoticeTemplate.OPENS_LATER: NoticeForm(NoticeKind.INFO, NoticeSlot.TIME),
    NoticeTemplate.MOVED: NoticeForm(NoticeKind.MOVED, NoticeSlot.ROOM),
    NoticeTemplate.NO_NUMBERS: NoticeForm(NoticeKind.INFO),
    NoticeTemplate.INTERPRETER: NoticeForm(NoticeKind.INFO, NoticeSlot.LANGUAGE),
    NoticeTemplate.FIRE_ALARM: NoticeForm(NoticeKind.WARNING),
}


def text(template: NoticeTemplate, filled: str, words: Words) -> str:
    """In the language of the words. Raises `NoticeRefused` for a slot of nonsense."""
    slot = FORMS[template].slot
    said = _sentence(template, words)
    if slot is NoticeSlot.NOTHING:
        return said
    return tidied(said % {slot.value: _in_words(slot, tidied(filled), words)})


def with_gap(template: NoticeTemplate, words: Words) -> str:
    """As it reads before its slot is filled."""
    slot = FORMS[template].slot
    said = _sentence(template, words)
    return said if slot is NoticeSlot.NOTHING else said % {slot.value: GAP}


def _sentence(template: NoticeTemplate, words: Words) -> str:
    gettext = words.gettext
    return {
        NoticeTemplate.CLOSED_TODAY: gettext("We are closed today."),
        NoticeTemplate.CLOSED_UNTIL: gettext("We are closed. We open again: %(day)s"),
        NoticeTemplate.CLOSES_EARLIER: gettext("Today we close earlier: at %(time)s."),
        NoticeTemplate.OPENS_LATER: gettext("Today we open later: at %(time)s."),
        NoticeTemplate.MOVED: gettext("We have moved. Please go to room %(room)s."),
        NoticeTemplate.NO_NUMBERS: gettext("No more numbers are given out today."),
        NoticeTemplate.INTERPRETER: gettext(
            "An interpreter is here today for this language: %(language)s."
        ),
        NoticeTemplate.FIRE_ALARM: gettext(
            "Fire alarm! Leave the building now by the nearest exit."
            " Do not use the lift."
        ),
    }[template]


def _in_words(slot: NoticeSlot, filled: str, words: Words) -> str:
    """Raises `NoticeRefused`."""
    try:
        match slot:
            case NoticeSlot.TIME:
                at = time.fromisoformat(filled)
                return formats.clock_time(at, words.language)
            case NoticeSlot.DAY:
                return formats.day(date.fromisoformat(filled), words.language)
            case NoticeSlot.LANGUAGE:
                return LANGUAGES[LanguageCode(filled)].own_name
    except (ValueError, KeyError) as error:
        raise NoticeRefused(NoticeFault.BAD_SLOT) from error
    if not 0 < len(filled) <= LONGEST_ROOM or not _is_a_name(filled):
        raise NoticeRefused(NoticeFault.BAD_SLOT)
    return filled


def _is_a_name(filled: str) -> bool:
    """Of a room: no sentence, no address of a page."""
    return all(letter.isalnum() or letter in " .-/" for letter in filled) and not (
        set(filled) & JOINERS
    )
