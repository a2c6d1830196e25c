from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.domain.issuing import (
    KEEP_ANEW,
    LINE_CHANGES_WITHIN,
    OF_WALK_INS,
    HubWord,
    IssuingKnowledge,
    NotIssuing,
    not_issuing,
)
from kiosk.domain.open_hours import ByAppointment, Closed, Open, Unknown
from tests.fakes.clock import NOON

TODAY = date(2026, 3, 2)
TOMORROW = date(2026, 3, 3)
WORD = HubWord("A", NOON, TODAY, service_day=TODAY, last_count=17, counselling=True)
KNOWN = IssuingKnowledge(
    word=WORD,
    begun=False,
    refused=False,
    used_up=False,
    now=NOON,
    wall_day=TODAY,
    answered=True,
    hours=Unknown(),
)
NOBODY = replace(WORD, counselling=False)
SILENT = replace(WORD, counselling=None)


def test_who_is_greeted_and_counselled_gets_a_number() -> None:
    assert not_issuing(KNOWN) is None


def test_without_hours_it_counts_whether_somebody_is_there() -> None:
    known = KNOWN
    assert not_issuing(known) is None
    assert not_issuing(replace(known, word=SILENT)) is None
    assert not_issuing(replace(known, word=NOBODY)) is NotIssuing.NOBODY_COUNSELS


@pytest.mark.parametrize("hours", [ByAppointment(), ByAppointment(NOON)])
@pytest.mark.parametrize("word", [WORD, NOBODY, SILENT])
def test_by_appointment_alone_who_walks_in_gets_no_number_whoever_is_there(
    hours: ByAppointment, word: HubWord
) -> None:
    known = replace(KNOWN, hours=hours, word=word)
    assert not_issuing(known) is NotIssuing.BY_APPOINTMENT
    assert NotIssuing.BY_APPOINTMENT in OF_WALK_INS


def test_within_known_hours_numbers_go_out_before_the_first_counsellor_sits_down() -> (
    None
):
    assert not_issuing(replace(KNOWN, hours=Open(None), word=NOBODY)) is None


@pytest.mark.parametrize("word", [WORD, NOBODY, SILENT])
def test_outside_known_hours_nothing_is_issued(word: HubWord) -> None:
    closed = Closed(NOON + timedelta(hours=20))
    assert not_issuing(replace(KNOWN, hours=closed, word=word)) is NotIssuing.CLOSED


def test_what_the_hub_said_yesterday_keeps_nobody_waiting_today() -> None:
    """Away over night: local first."""
    known = replace(KNOWN, word=NOBODY, wall_day=TOMORROW, now=NOON + timedelta(days=1))
    assert not_issuing(replace(known, answered=False)) is None


def test_a_hub_that_tells_the_time_alone_tells_of_no_day_count_or_desk() -> None:
    word = HubWord("A", NOON, TODAY)
    assert (word.service_day, word.offset_seconds) == (None, 0.0)
    assert (word.day_on(TODAY), word.count_on(TODAY)) == (TODAY, 0)
    assert not_issuing(replace(KNOWN, word=word)) is None


def test_a_count_is_of_its_day_alone() -> None:
    assert (WORD.count_on(TODAY), WORD.count_on(TOMORROW)) == (17, 0)
    assert replace(WORD, last_count=0).count_on(TODAY) == 0


def test_an_empty_journal_waits_for_one_greeting() -> None:
    empty = replace(KNOWN, word=None, answered=False)
    assert not_issuing(empty) is NotIssuing.NO_GREETING
    assert not_issuing(replace(empty, begun=True)) is None


def test_a_revoked_terminal_issues_nothing_whatever_else_holds() -> None:
    for hours in (Open(None), Closed(None), Unknown()):
        known = replace(KNOWN, refused=True, hours=hours, used_up=True)
        assert not_issuing(known) is NotIssuing.REVOKED


def test_a_clock_before_the_hubs_last_moment_cannot_be_right() -> None:
    early = replace(KNOWN, now=NOON - timedelta(minutes=3), answered=False)
    assert not_issuing(early) is NotIssuing.CLOCK
    assert not_issuing(replace(early, answered=True)) is None
    assert not_issuing(replace(early, now=NOON - timedelta(minutes=1))) is None


def test_where_the_line_would_outlast_closing_nothing_is_issued() -> None:
    full = replace(KNOWN, hours=Open(None), word=replace(WORD, line_full=True))
    assert not_issuing(full) is NotIssuing.LINE_FULL
    assert not_issuing(replace(full, used_up=True)) is NotIssuing.LINE_FULL
    assert not_issuing(replace(full, refused=True)) is NotIssuing.REVOKED


def test_a_line_that_was_long_some_time_ago_may_be_short_by_now() -> None:
    full = replace(KNOWN, hours=Open(None), word=replace(WORD, line_full=True))
    later = NOON + LINE_CHANGES_WITHIN
    assert not_issuing(replace(full, now=later)) is NotIssuing.LINE_FULL
    assert not_issuing(replace(full, now=later + timedelta(seconds=1))) is None
    assert not_issuing(replace(full, wall_day=TOMORROW)) is None


def test_when_all_numbers_are_used_none_is_left() -> None:
    assert not_issuing(replace(KNOWN, used_up=True)) is NotIssuing.USED_UP


def test_the_service_day_of_the_hub_holds_for_the_day_it_was_said_on() -> None:
    night = replace(WORD, said_on=TOMORROW)
    assert night.day_on(TOMORROW) == TODAY
    assert night.day_on(date(2026, 3, 4)) == date(2026, 3, 4)
    assert replace(WORD, service_day=None).day_on(TODAY) == TODAY


def test_the_count_holds_for_its_own_day_only() -> None:
    assert WORD.count_on(TODAY) == 17
    assert WORD.count_on(TOMORROW) == 0
    assert replace(WORD, last_count=None).count_on(TODAY) == 0


def test_seconds_that_pass_are_not_worth_a_write() -> None:
    soon = replace(WORD, said_at=NOON + timedelta(seconds=15))
    assert not soon.worth_keeping_after(WORD)
    assert replace(WORD, said_at=NOON + KEEP_ANEW).worth_keeping_after(WORD)
    assert replace(soon, last_count=18).worth_keeping_after(WORD)
    assert not replace(soon, last_count=18).worth_recording_after(WORD)
    for other in (replace(WORD, series="B"), NOBODY, replace(WORD, said_on=TOMORROW)):
        assert other.worth_keeping_after(WORD)
        assert other.worth_recording_after(WORD)
