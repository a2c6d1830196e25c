"""Which groups of rows `python -m tests.bench` runs."""

from __future__ import annotations

import pytest

from tests.bench.__main__ import GROUPS, NoSuchGroupError, main, named


def test_all_run_when_none_is_named() -> None:
    assert named([]) == list(GROUPS)


def test_those_that_are_named_run_in_their_usual_order() -> None:
    assert [group.name for group in named(["search", "paint"])] == ["paint", "search"]


def test_a_name_that_no_group_has_is_refused_by_name_before_anything_starts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["search", "serach"]) == 2

    told = capsys.readouterr().err
    assert "No group is named serach." in told
    assert all(group.name in told for group in GROUPS)


def test_one_name_of_two_is_enough_to_be_refused() -> None:
    with pytest.raises(NoSuchGroupError, match="named visits, all"):
        named(["visits", "touch", "all"])


def test_each_group_has_a_name_of_its_own() -> None:
    assert len({group.name for group in GROUPS}) == len(GROUPS)
