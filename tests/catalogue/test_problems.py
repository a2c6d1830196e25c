"""Each problem is told once, however often its text is read."""

from __future__ import annotations

import pytest

from kiosk.catalogue.problems import Findings, Problem
from kiosk.errors import BadContent


def test_a_problem_found_again_much_later_is_told_once() -> None:
    findings = Findings()
    for _ in range(2):
        for line in range(50):
            findings.error("site.toml", line, "The text is empty.", "Write it.")
    assert [problem.line for problem in findings.problems] == list(range(50))


def test_problems_taken_over_are_known_too() -> None:
    known = Problem("site.toml", 1, "The text is empty.", "Write it.")
    findings = Findings([known, known])
    findings.error("site.toml", 1, "The text is empty.", "Write it.")
    assert findings.problems == [known]


def test_what_differs_in_anything_is_another_problem() -> None:
    findings = Findings()
    findings.error("site.toml", 1, "The text is empty.", "Write it.")
    findings.error("site.toml", 2, "The text is empty.", "Write it.")
    findings.error("topics.toml", 1, "The text is empty.", "Write it.")
    findings.warning("site.toml", 1, "The text is empty.", "Write it.")
    assert len(findings.problems) == 4
    assert len(findings.errors()) == 3


def test_the_first_error_is_raised_and_says_how_many_follow() -> None:
    findings = Findings()
    findings.warning("a.md", 1, "Long.", "Shorten it.")
    findings.raise_first()
    findings.error("b.md", 2, "No title.", "Write it.")
    findings.error("b.md", 3, "No text.", "Write it.")
    with pytest.raises(BadContent, match=r"b\.md:2: No title\.") as raised:
        findings.raise_first()
    assert raised.value.remedy.startswith("Write it. 1 more")
