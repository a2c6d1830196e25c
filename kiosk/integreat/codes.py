"""Which of our languages a language code of Integreat means, and how it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiosk.domain.localized import SOURCE_LANGUAGE, Direction
from kiosk.errors import ImportFailed
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.integreat.shapes import Region

ALIASES = {
    "ku": "kmr",
    "fa": "pes",
    "fa-af": "prs",
    "fa_pr": "pes",
    "de-si": "de-simple",
    "sr": "sr-Cyrl",
    "pt-br": "pt",
    "zh": "zh-CN",
    "zh-hans": "zh-CN",
    "zh-cn": "zh-CN",
}
"""As Integreat's own app reads older codes; only Easy German stays itself here, for
there German and Easy German would become one."""
OURS = {"pes": "fa"}
"""Where our table of languages has the broader code."""
_DIRECTIONS = {
    "ltr": Direction.LEFT_TO_RIGHT,
    "left_to_right": Direction.LEFT_TO_RIGHT,
    "rtl": Direction.RIGHT_TO_LEFT,
    "right_to_left": Direction.RIGHT_TO_LEFT,
}
"""Documented and delivered spelling."""


class Spoken(NamedTuple):
    """The chosen languages by the code that stands in addresses, and what was not."""

    codes: dict[str, LanguageCode]
    notes: tuple[str, ...]


def our_code(code: str) -> LanguageCode | None:
    """None where the terminal does not speak that language."""
    name = ALIASES.get(code.lower(), code)
    ours = LanguageCode(OURS.get(name, name))
    return ours if ours in LANGUAGES else None


def spoken(region: Region, wanted: Sequence[str]) -> Spoken:
    """German and those of `wanted` (all, when empty) that region and terminal speak.

    Raises `ImportFailed` when the region lacks one that was asked for.
    """
    offered: dict[LanguageCode, str] = {}
    notes = []
    for told in sorted(region.languages, key=lambda there: there.code in ALIASES):
        ours = our_code(told.code)
        if ours is None:
            notes.append(f"{told.code}: the terminal does not speak this language")
        elif ours in offered:
            notes.append(f"{told.code}: read as {ours}, which {offered[ours]} is too")
        else:
            offered[ours] = told.code
            notes += _odd_direction(told.code, told.dir, ours)
    chosen = _chosen(region, offered, wanted)
    return Spoken({offered[code]: code for code in chosen}, tuple(notes))


def _chosen(
    region: Region, offered: dict[LanguageCode, str], wanted: Sequence[str]
) -> list[LanguageCode]:
    if not wanted:
        wanted = list(offered)
    chosen = dict.fromkeys(
        [SOURCE_LANGUAGE, *(our_code(code) or code for code in wanted)]
    )
    for code in chosen:
        if code not in offered:
            raise ImportFailed(
                f"The region {region.path!r} has no texts in {code!r} for us.",
                remedy=f"Choose from: {', '.join(offered) or 'none'}.",
            )
    return [LanguageCode(code) for code in chosen]


def _odd_direction(code: str, told: str | None, ours: LanguageCode) -> list[str]:
    """Our own table decides; a region that says otherwise has mixed something up."""
    if told is None:
        return []
    direction = _DIRECTIONS.get(told.lower())
    if direction is LANGUAGES[ours].direction:
        return []
    return [f"{code}: delivered as {told!r}, shown as {LANGUAGES[ours].direction}"]
