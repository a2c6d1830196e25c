from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.display_findings import display_findings
from kiosk.domain.displays import PairedDisplay
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import DisplayId
from kiosk.speech.espeak import Espeak
from tests.builders import OPENING

if TYPE_CHECKING:
    from kiosk.cli.findings import Finding

HALL = PairedDisplay(DisplayId("1"), "Hall", last_seen_at=OPENING)
ALL = frozenset(row.voice for row in LANGUAGES.values() if row.voice)


def found(voice: Espeak | None, *displays: PairedDisplay) -> str:
    findings: list[Finding] = list(display_findings(displays, voice))
    return "\n".join(str(each) for each in findings)


def test_without_a_display_nothing_is_said() -> None:
    assert found(None) == ""


def test_a_display_is_named_with_its_last_sign_of_life() -> None:
    said = found(Espeak("espeak-ng", ALL), HALL)
    assert "Hall, last seen 2026-03-02 08:00 UTC" in said
    assert "spoken by espeak-ng" in said
    never = PairedDisplay(DisplayId("2"), "Stairs")
    assert "Stairs, never seen" in found(None, never)


def test_where_calls_are_not_spoken_it_says_what_to_install() -> None:
    assert "apt-get install espeak-ng" in found(None, HALL)


def test_a_language_without_a_voice_is_named() -> None:
    assert "no voice for fa, vi" in found(Espeak("espeak-ng", ALL - {"fa", "vi"}), HALL)
