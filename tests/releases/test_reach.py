"""Which screens a change of some files can be seen on."""

from __future__ import annotations

import pytest

from kiosk.ids import LanguageCode, Slug
from kiosk.releases.reach import EVERYTHING, Reach, reach

DE, EN, PL, HSB = (LanguageCode(code) for code in ("de", "en", "pl", "hsb"))
OFFERED = (DE, EN, PL, HSB)
FALLBACKS = {PL: (EN,), HSB: (DE,), EN: ()}
BANK, KITA = Slug("bank-account"), Slug("kita")
OLD = {
    "site.toml": b"name",
    "words/de.toml": b"Arbeit",
    "words/pl.toml": b"Praca",
    **{
        f"services/{slug}/{name}": b"old"
        for slug in (BANK, KITA)
        for name in ("service.toml", "de.md", "en.md", "pl.md")
    },
}


def reach_of(*changed: str, **files: bytes) -> Reach:
    new = OLD | dict.fromkeys(changed, b"new") | files
    return reach(OLD, new, OFFERED, FALLBACKS)


def test_the_same_reaches_nothing() -> None:
    assert reach_of() == Reach(frozenset(), frozenset())


@pytest.mark.parametrize(
    ("changed", "reached"),
    [
        (["services/kita/pl.md"], Reach(frozenset({PL}), frozenset({KITA}))),
        (["services/kita/en.md"], Reach(frozenset({EN, PL}), frozenset({KITA}))),
        (["services/kita/de.md"], Reach(frozenset(OFFERED), frozenset({KITA}))),
        (["services/kita/service.toml"], Reach(None, frozenset({KITA}))),
        (["words/pl.toml"], Reach(frozenset({PL}), None)),
        (["words/de.toml"], Reach(frozenset(OFFERED), None)),
        (["site.toml"], EVERYTHING),
        (["a file of a newer program"], EVERYTHING),
        (
            ["services/kita/pl.md", "services/bank-account/pl.md"],
            Reach(frozenset({PL}), frozenset({KITA, BANK})),
        ),
        (["services/kita/pl.md", "words/pl.toml"], Reach(frozenset({PL}), None)),
        (["services/kita/pl.md", "site.toml"], EVERYTHING),
    ],
)
def test_a_change_reaches_who_reads_the_file(
    changed: list[str], reached: Reach
) -> None:
    assert reach_of(*changed) == reached


@pytest.mark.parametrize("name", ["services/kita/pl.md", "services/new/service.toml"])
def test_what_comes_and_what_goes_reaches_as_far_as_a_change(name: str) -> None:
    less = {other: data for other, data in OLD.items() if other != name}
    more = less | {name: b"there"}
    there_and_back = [
        reach(less, more, OFFERED, FALLBACKS),
        reach(more, less, OFFERED, FALLBACKS),
    ]
    assert there_and_back[0] == there_and_back[1] != Reach(frozenset(), frozenset())


def test_of_languages_keeps_their_order() -> None:
    assert Reach(frozenset({PL, DE}), None).of_languages(OFFERED) == (DE, PL)
    assert EVERYTHING.of_languages(OFFERED) == OFFERED
    assert not Reach(None, frozenset({KITA})).touches(BANK)
    assert EVERYTHING.touches(BANK)
