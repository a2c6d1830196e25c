from __future__ import annotations

from dataclasses import replace
from math import inf

from kiosk.domain.queues import Skills
from kiosk.domain.waits.estimate import OpenDesk
from kiosk.domain.waits.plan import without
from kiosk.domain.waits.promised import ExpectedVisit, with_promises
from kiosk.domain.waits.replay import ALWAYS
from kiosk.ids import LanguageCode
from tests.builders import a_ticket

ARABIC = replace(a_ticket(1), language=LanguageCode("ar"))
SPEAKS_GERMAN = OpenDesk(Skills(languages=frozenset({LanguageCode("de")})))
SPEAKS_ALL = OpenDesk(Skills())


def test_a_stretch_is_cut_out_of_the_time_of_a_desk() -> None:
    assert without(ALWAYS, 30, 60) == ((0, 30), (60, inf))
    assert without(((0, 30), (60, 90)), 20, 70) == ((0, 20), (70, 90))
    assert without(((0, 30), (60, 90)), 30, 60) == ((0, 30), (60, 90))
    assert without(((10, 20),), 0, 60) == ()


def test_an_appointment_that_has_begun_keeps_what_is_left_of_it() -> None:
    assert without(ALWAYS, -10, 20) == ((20, inf),)


def test_the_desk_that_fits_keeps_its_time_free() -> None:
    german, free = with_promises(
        [SPEAKS_GERMAN, SPEAKS_ALL], [ExpectedVisit(ARABIC, 30, 60)]
    )
    assert german == SPEAKS_GERMAN
    assert free.windows == ((0, 30), (60, inf))


def test_two_at_the_same_time_take_two_desks() -> None:
    visits = [ExpectedVisit(ARABIC, 30, 60), ExpectedVisit(ARABIC, 30, 60)]
    for desk in with_promises([SPEAKS_ALL, SPEAKS_ALL], visits):
        assert desk.windows == ((0, 30), (60, inf))


def test_more_than_there_are_desks_come_one_after_the_other() -> None:
    visits = [ExpectedVisit(ARABIC, 30, 60)] * 3
    (desk,) = with_promises([SPEAKS_ALL], visits)
    assert desk.windows == ((0, 30), (120, inf))


def test_whom_nobody_fits_takes_nobodys_time() -> None:
    kept = with_promises([SPEAKS_GERMAN], [ExpectedVisit(ARABIC, 30, 60)])
    assert kept == [SPEAKS_GERMAN]
