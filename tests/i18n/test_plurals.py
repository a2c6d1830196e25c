"""Which form each number takes, against CLDR's own examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.i18n import plurals
from kiosk.i18n.languages import LANGUAGES, language

if TYPE_CHECKING:
    from kiosk.ids import LanguageCode


@pytest.mark.parametrize(
    ("code", "forms"), [("de", 2), ("en", 2), ("pl", 3), ("uk", 3), ("ar", 6)]
)
def test_a_language_needs_so_many_forms(code: str, forms: int) -> None:
    assert plurals.count(language(code)) == forms


@pytest.mark.parametrize(
    ("code", "examples"),
    [
        ("de", {0: 1, 1: 0, 2: 1, 101: 1}),
        ("en", {0: 1, 1: 0, 2: 1, 101: 1}),
        ("pl", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 12: 2, 14: 2, 21: 2, 22: 1, 112: 2}),
        ("uk", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 14: 2, 21: 0, 22: 1, 111: 2}),
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3}),
    ],
)
def test_a_number_takes_its_form(code: str, examples: dict[int, int]) -> None:
    row = language(code)
    assert {n: plurals.form_of(n, row) for n in examples} == examples


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_number_has_a_form(code: LanguageCode) -> None:
    row = LANGUAGES[code]
    forms = {plurals.form_of(n, row) for n in range(2000)}
    assert forms == set(range(plurals.count(row)))
