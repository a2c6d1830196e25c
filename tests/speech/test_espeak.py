from __future__ import annotations

import io
import os
import wave
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import SpeechFailed
from kiosk.i18n.languages import LANGUAGES
from kiosk.speech.espeak import LONGEST_TEXT, Espeak, installed
from tests.fakes.espeak import FakeEspeak
from tests.system.programs import need

if TYPE_CHECKING:
    from pathlib import Path


def the_one_in(folder: Path) -> Espeak:
    found = installed(f"{folder}{os.pathsep}{os.environ['PATH']}")
    assert found is not None
    return found


def test_where_it_is_not_installed_there_is_none(tmp_path: Path) -> None:
    assert installed(str(tmp_path)) is None


def test_a_sentence_becomes_a_wave_file(tmp_path: Path) -> None:
    fake = FakeEspeak(tmp_path)
    sound = the_one_in(tmp_path).render("Nummer: A, 1.", "de")
    with wave.open(io.BytesIO(sound)) as read:
        assert read.getnframes() > 0
    assert fake.said == ["de: Nummer: A, 1."]


def test_a_voice_is_known_by_its_name_and_without_its_country(tmp_path: Path) -> None:
    FakeEspeak(tmp_path)
    speaks = the_one_in(tmp_path)
    assert speaks.has("en")
    assert speaks.has("en-gb")
    assert not speaks.has("vi")
    with pytest.raises(SpeechFailed, match="no voice"):
        speaks.render("Số", "vi")


def test_a_text_has_a_bound(tmp_path: Path) -> None:
    fake = FakeEspeak(tmp_path)
    the_one_in(tmp_path).render("x" * 9999, "de")
    assert fake.said == ["de: " + "x" * LONGEST_TEXT]


@pytest.mark.parametrize("does", ["exit 1", "echo nothing", "kill $$"])
def test_a_program_that_fails_is_said_to_have_failed(tmp_path: Path, does: str) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    with pytest.raises(SpeechFailed):
        Espeak(str(program), frozenset({"de"})).render("Nummer", "de")


def test_a_program_that_lists_no_voices_is_none(tmp_path: Path) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    assert installed(str(tmp_path)) is None


@pytest.mark.real
def test_the_real_one_has_every_voice_that_languages_name() -> None:
    need("espeak-ng")
    real = installed()
    assert real is not None
    named = {row.voice for row in LANGUAGES.values() if row.voice}
    assert {voice for voice in named if not real.has(voice)} == set()
    assert real.render("Номер: A, 0, 1, 7.", "uk")[:4] == b"RIFF"
