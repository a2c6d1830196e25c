from __future__ import annotations

import msgspec
import pytest

from kiosk.errors import ImportFailed
from kiosk.integreat.codes import our_code, spoken
from kiosk.integreat.shapes import Region
from tests.fakes.integreat import Json, a_region


def _region(*languages: Json) -> Region:
    return msgspec.convert(a_region(languages=list(languages)), Region)


def _speaking(*codes: str) -> Region:
    return _region(*({"code": code, "dir": None} for code in codes))


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        *(("de", "de"), ("ar", "ar"), ("fa", "fa"), ("pes", "fa")),
        *(("fa_pr", "fa"), ("de-si", "de-simple")),
        *(
            ("ku", None),
            ("kmr", None),
            ("fa-AF", None),
            ("zh-hans", None),
            ("xx", None),
        ),
    ],
)
def test_older_and_broader_codes_mean_our_languages(
    code: str, ours: str | None
) -> None:
    assert our_code(code) == ours


def test_german_is_always_among_the_chosen_and_first() -> None:
    chosen = spoken(_speaking("en", "de", "ar"), ["ar"])
    assert list(chosen.codes.items()) == [("de", "de"), ("ar", "ar")]


def test_without_a_choice_all_that_both_speak_are_chosen_and_the_rest_is_told() -> None:
    chosen = spoken(_speaking("en", "ku", "de"), [])
    assert set(chosen.codes) == {"de", "en"}
    assert any("ku" in note for note in chosen.notes)


def test_a_language_can_be_asked_for_by_either_code() -> None:
    region = _speaking("de", "fa")
    assert spoken(region, ["pes"]).codes == spoken(region, ["fa"]).codes
    assert spoken(region, ["fa"]).codes == {"de": "de", "fa": "fa"}


def test_two_codes_of_one_language_are_not_mixed() -> None:
    chosen = spoken(_speaking("de", "fa", "pes"), [])
    assert chosen.codes == {"de": "de", "pes": "fa"}
    assert any("fa: read as fa" in note for note in chosen.notes)


@pytest.mark.parametrize("wanted", [["pl"], ["klingon"]])
def test_a_language_that_is_not_there_is_refused_with_those_that_are(
    wanted: list[str],
) -> None:
    with pytest.raises(ImportFailed) as caught:
        spoken(_speaking("de", "en"), wanted)
    assert wanted[0] in str(caught.value)
    assert caught.value.remedy == "Choose from: de, en."


def test_a_region_without_german_is_refused() -> None:
    with pytest.raises(ImportFailed, match="'de'"):
        spoken(_speaking("en"), [])


@pytest.mark.parametrize(
    ("code", "direction"),
    [
        *(("ar", "rtl"), ("ar", "RIGHT_TO_LEFT"), ("en", "LEFT_TO_RIGHT")),
        *(("en", "ltr"), ("en", None)),
    ],
)
def test_both_spellings_of_a_direction_are_known(
    code: str, direction: str | None
) -> None:
    region = _region({"code": "de"}, {"code": code, "dir": direction})
    assert spoken(region, []).notes == ()


@pytest.mark.parametrize("direction", ["LEFT_TO_RIGHT", "sideways", ""])
def test_a_direction_that_cannot_be_is_told(direction: str) -> None:
    region = _region({"code": "de"}, {"code": "ar", "dir": direction})
    assert spoken(region, []).notes == (
        f"ar: delivered as {direction!r}, shown as rtl",
    )
