"""Which tests are tried on a change."""

from __future__ import annotations

from tests.mutants.changes import Change
from tests.mutants.trying import MOST_TESTS, Watched, merged

FILE = "kiosk/store/schema.py"
CHANGE = Change(FILE, 1, "a", "b", "b")
SLOW = "tests/store/test_migrations.py::test_shape"
ELSEWHERE = [f"tests/operations/test_a.py::test_{n}" for n in range(MOST_TESTS)]


def watched(tests: list[str], line: str) -> Watched:
    took = {test: 1.0 if test != SLOW else 9.0 for test in tests}
    return Watched(took, {FILE: {"1": [line], "2": tests}})


def test_the_tests_that_run_the_line_are_tried_and_no_others() -> None:
    assert watched([SLOW, *ELSEWHERE], SLOW).tests_of(CHANGE) == [SLOW]


def test_a_line_that_runs_at_import_is_everybodys_quickest_first() -> None:
    few = [SLOW, *ELSEWHERE[:3]]
    tried = watched(few, "").tests_of(CHANGE)
    assert (set(tried), tried[-1]) == (set(few), SLOW)


def test_a_line_that_runs_at_import_is_also_theirs_who_mirror_its_file() -> None:
    mirror = "tests/store/test_schema.py::test_what_it_sets_where_nothing_is_said"
    other = "tests/store/test_database.py::test_of_another_file"
    one = watched([SLOW, mirror, other], "")
    one.lines[FILE]["2"] = [SLOW]
    assert one.tests_of(CHANGE) == [mirror, SLOW]


def test_a_line_that_runs_at_import_is_also_theirs_who_look_at_every_file() -> None:
    looks = "tests/domain/test_unsaid.py::test_what_may_be_unknown_is_unknown"
    one = watched([SLOW, looks], "")
    one.of_all = ("tests/domain/test_unsaid.py",)
    one.lines[FILE]["2"] = [SLOW]
    assert one.tests_of(CHANGE) == [looks, SLOW]


def test_a_line_that_also_runs_at_import_is_everybodys() -> None:
    one = watched([SLOW, *ELSEWHERE[:3]], SLOW)
    one.lines[FILE]["1"] = ["", SLOW]
    assert set(one.tests_of(CHANGE)) == {SLOW, *ELSEWHERE[:3]}


def test_what_shares_of_the_tests_do_adds_up() -> None:
    one = Watched({SLOW: 9.0}, {FILE: {"1": [""], "2": [SLOW]}}, ("tests/a.py",))
    other = Watched(
        {ELSEWHERE[0]: 1.0}, {FILE: {"1": [""], "2": [ELSEWHERE[0]]}, "b.py": {}}
    )
    whole = merged([one, other])
    assert whole.took == {SLOW: 9.0, ELSEWHERE[0]: 1.0}
    assert whole.lines == {
        FILE: {"1": [""], "2": [SLOW, ELSEWHERE[0]]},
        "b.py": {},
    }
    assert whole.of_all == one.of_all


def test_of_too_many_the_slow_ones_of_the_own_room_stay() -> None:
    tried = watched([SLOW, *ELSEWHERE], "").tests_of(CHANGE)
    assert len(tried) == MOST_TESTS
    assert tried[-1] == SLOW
