"""Translations that were made from another German text are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.confirming import confirm_translation, tell_change
from kiosk.catalogue.loader import load
from kiosk.catalogue.status import WORDS, matrix
from kiosk.domain.translations import SourceChange, TranslationState, Version
from kiosk.errors import BadContent, NotFound
from tests import content_folder
from tests.builders import DE, PL, UK, a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

TRANSLATED = ("en", "pl", "uk", "ar")
GERMAN = "services/doctor/de.md"
POLISH = "services/doctor/pl.md"


@pytest.fixture(params=["doctor", "words"])
def slug(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Every translation names the text it was made from."""
    written = a_content_folder(tmp_path)
    for slug in ("doctor", "registration", "words"):
        for code in TRANSLATED:
            confirm_translation(written, slug, code, None)
    assert problems(written) == []
    return written


def german(folder: Path, slug: str) -> Path:
    return folder / ("words/de.toml" if slug == "words" else GERMAN)


def sharpen(folder: Path, slug: str = "doctor") -> None:
    """Change what the German text says, and leave its version."""
    before = 'name = "' if slug == "words" else "\n# "
    content_folder.change(german(folder, slug), before, f"{before}Sehr ")


def told(folder: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.message) for problem in problems(folder)]


def states(folder: Path, slug: str) -> dict[str, TranslationState]:
    row = WORDS if slug == "words" else slug
    (found,) = [r for r in matrix(load(folder)) if r.name == row]
    return {str(code): state for code, state in found.states.items()}


def test_a_german_text_that_changed_under_its_version_is_named_once(
    folder: Path, slug: str
) -> None:
    sharpen(folder, slug)
    (problem,) = problems(folder)
    assert problem.file == str(german(folder, slug).relative_to(folder))
    assert "version 1.0 was not: 4 translations" in problem.message
    assert f"`kiosk content changed {slug}`" in problem.remedy
    assert not problem.is_error


def test_its_translations_are_outdated(folder: Path, slug: str) -> None:
    sharpen(folder, slug)
    assert states(folder, slug) == {
        "de": TranslationState.CURRENT,
        **dict.fromkeys(TRANSLATED, TranslationState.OUTDATED),
    }


def test_one_that_was_brought_up_to_date_is_current_and_the_others_are_named(
    folder: Path, slug: str
) -> None:
    sharpen(folder, slug)
    confirm_translation(folder, slug, "pl", None)
    assert states(folder, slug)["pl"] is TranslationState.UNREAD
    assert len(told(folder)) == 3
    assert all("another German text" in message for _, message in told(folder))


def test_only_the_wording_changed_so_that_all_translations_hold(
    folder: Path, slug: str
) -> None:
    sharpen(folder, slug)
    assert tell_change(folder, slug, SourceChange.WORDING) == Version(1, 1)
    assert problems(folder) == []
    assert set(states(folder, slug).values()) == {
        TranslationState.CURRENT,
        TranslationState.UNREAD,
    }
    sharpen(folder, slug)
    assert len(told(folder)) == 1, "they name the text as it was then"


def test_the_meaning_changed_so_that_all_translations_are_outdated(
    folder: Path, slug: str
) -> None:
    sharpen(folder, slug)
    assert tell_change(folder, slug, SourceChange.MEANING) == Version(2, 0)
    assert {m for _, m in told(folder)} == {"The German text is at 2.0, this says 1.0."}
    confirm_translation(folder, slug, "pl", "Anna, 2026-12-01")
    assert states(folder, slug)["pl"] is TranslationState.CURRENT


def test_one_that_is_outdated_stays_so_when_only_the_wording_changes(
    folder: Path,
) -> None:
    tell_change(folder, "doctor", SourceChange.MEANING)
    confirm_translation(folder, "doctor", "pl", None)
    tell_change(folder, "doctor", SourceChange.WORDING)
    assert states(folder, "doctor")["pl"] is TranslationState.UNREAD
    assert states(folder, "doctor")["uk"] is TranslationState.OUTDATED


def test_telling_a_change_leaves_every_other_byte(folder: Path) -> None:
    path = folder / GERMAN
    windows = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").rstrip()
    path.write_bytes(windows)
    tell_change(folder, "doctor", SourceChange.MEANING)
    assert path.read_bytes() == windows.replace(b'"1.0"', b'"2.0"')


def test_a_version_that_is_still_to_come_is_an_error(folder: Path) -> None:
    content_folder.change(folder / POLISH, 'of = "1.0"', 'of = "91.0"')
    (problem,) = problems(folder)
    assert problem.is_error
    assert problem.file == POLISH
    assert "version 91.0; the German text is only at 1.0" in problem.message


def test_one_that_does_not_say_its_text_among_others_that_do_is_named(
    folder: Path,
) -> None:
    content_folder.put(folder / POLISH, content_folder.article("pl"))
    assert [file for file, _ in told(folder)] == [POLISH]
    assert "`of_text`" in told(folder)[0][1]


def test_a_malformed_fingerprint_is_an_error(folder: Path) -> None:
    text = (folder / POLISH).read_text()
    line = next(line for line in text.splitlines() if line.startswith("of_text"))
    content_folder.change(folder / POLISH, line, 'of_text = "of the text"')
    found = [problem for problem in problems(folder) if problem.is_error]
    assert [problem.line for problem in found] == [3]
    assert "no fingerprint of 12 digits" in found[0].message


def test_the_german_text_has_no_fingerprint_in_its_head(folder: Path) -> None:
    content_folder.change(
        folder / GERMAN, "keywords", 'of_text = "0123456789ab"\nkeywords'
    )
    assert [p.message for p in problems(folder) if p.is_error] == [
        "Only a translation has `of_text`."
    ]


def test_a_change_of_what_cannot_be_read_writes_nothing(folder: Path) -> None:
    content_folder.change(folder / POLISH, "# Witamy", "Witamy")
    before = (folder / GERMAN).read_bytes()
    with pytest.raises(BadContent, match="title is missing"):
        tell_change(folder, "doctor", SourceChange.WORDING)
    assert (folder / GERMAN).read_bytes() == before


def test_there_is_nothing_to_say_of_a_service_that_is_not_there(folder: Path) -> None:
    with pytest.raises(NotFound):
        tell_change(folder, "dentist", SourceChange.WORDING)


def test_languages_of_the_folder_are_those_of_its_states(folder: Path) -> None:
    assert {DE, PL, UK} < set(load(folder).words)
