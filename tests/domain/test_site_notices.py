from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.site_notices import (
    LONGEST_TEXT,
    LONGEST_TIME,
    ListedNotice,
    NoticeFault,
    NoticeKind,
    NoticeState,
    SiteNotice,
    fault_of_text,
    fault_of_texts,
    fault_of_time,
    in_order,
    most_at_a_time,
    tidied,
)
from kiosk.i18n.languages import FALLBACKS
from kiosk.ids import LanguageCode, NoticeId
from tests.builders import DE, EN, OPENING, PL

HOUR = timedelta(hours=1)


def a_notice(
    name: str,
    kind: NoticeKind = NoticeKind.INFO,
    begins: timedelta = timedelta(),
    ends: timedelta = HOUR,
) -> SiteNotice:
    texts = {DE: f"{name} de", EN: f"{name} en"}
    return SiteNotice(NoticeId(name), kind, texts, OPENING + begins, OPENING + ends)


def test_it_is_shown_from_its_first_moment_to_just_before_its_last() -> None:
    notice = a_notice("one")
    assert not notice.is_shown_at(OPENING - timedelta(microseconds=1))
    assert notice.is_shown_at(OPENING)
    assert notice.is_shown_at(OPENING + HOUR - timedelta(microseconds=1))
    assert not notice.is_shown_at(OPENING + HOUR)


def test_warnings_come_first_then_what_began_last() -> None:
    early = a_notice("early", begins=-HOUR)
    late = a_notice("late")
    warning = a_notice("warning", NoticeKind.WARNING, begins=-2 * HOUR)
    later = a_notice("later", begins=HOUR / 2)
    shown = in_order([early, warning, later, late], OPENING)
    assert [notice.id for notice in shown] == ["warning", "late", "early"]


def test_a_reader_of_another_language_gets_the_next_that_is_read() -> None:
    notice = a_notice("one")
    assert notice.shown(EN, FALLBACKS).language == EN
    assert notice.shown(PL, FALLBACKS).language == EN
    assert notice.shown(LanguageCode("hsb"), FALLBACKS).language == DE


def test_most_at_a_time_counts_only_what_is_shown_together() -> None:
    morning, noon = a_notice("morning"), a_notice("noon", begins=HOUR, ends=2 * HOUR)
    assert most_at_a_time([]) == 0
    assert most_at_a_time([morning, noon]) == 1
    assert most_at_a_time([morning, noon, a_notice("day", ends=9 * HOUR)]) == 2


def test_its_state_is_what_staff_are_told() -> None:
    listed = ListedNotice(a_notice("one"), "mira", OPENING)
    assert listed.state(OPENING - HOUR) is NoticeState.LATER
    assert listed.state(OPENING) is NoticeState.SHOWN
    assert listed.state(OPENING + HOUR) is NoticeState.OVER
    down = ListedNotice(listed.notice, "mira", OPENING, taken_down_at=OPENING)
    assert down.state(OPENING) is NoticeState.TAKEN_DOWN


def test_a_text_is_one_line_without_hidden_marks() -> None:
    assert tidied("  zwei\r\n Zei\u00adlen\u202e\u200b ") == "zwei Zeilen"
    persian = "می\u200cبندیم"
    assert tidied(persian) == persian


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x" * LONGEST_TEXT, None),
        ("ж" * LONGEST_TEXT, None),
        ("x" * (LONGEST_TEXT + 1), NoticeFault.TOO_LONG),
        ("bell \x07", NoticeFault.BAD_CHARACTERS),
        ("\x1b[31mred", NoticeFault.BAD_CHARACTERS),
        ("\ue000", NoticeFault.BAD_CHARACTERS),
        ("می\u200cبندیم", None),
    ],
)
def test_what_a_text_may_be(text: str, fault: NoticeFault | None) -> None:
    assert fault_of_text(text) is fault


def test_german_is_always_there_and_every_language_is_looked_at() -> None:
    assert fault_of_texts({EN: "closed"}) is NoticeFault.NO_GERMAN
    assert fault_of_texts({DE: "zu", PL: "x" * 281}) is NoticeFault.TOO_LONG
    assert fault_of_texts({DE: "zu"}) is None


@pytest.mark.parametrize(
    ("begins", "ends", "fault"),
    [
        (OPENING, OPENING + HOUR, None),
        (OPENING - HOUR, OPENING + HOUR, None),
        (OPENING, OPENING, NoticeFault.BAD_TIME),
        (OPENING - 2 * HOUR, OPENING - HOUR, NoticeFault.BAD_TIME),
        (OPENING + 2 * HOUR, OPENING + HOUR, NoticeFault.BAD_TIME),
        (OPENING, OPENING + LONGEST_TIME, None),
        (OPENING, OPENING + LONGEST_TIME + HOUR, NoticeFault.TOO_LONG_TIME),
    ],
)
def test_when_it_may_stand(begins: object, ends: object, fault: object) -> None:
    assert fault_of_time(begins, ends, OPENING) is fault  # type: ignore[arg-type]
