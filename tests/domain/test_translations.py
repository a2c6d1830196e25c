"""How far a translation can be relied on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.translations import (
    Made,
    Origin,
    SourceChange,
    SourceText,
    TranslationState,
    Version,
    state_of,
)

READ = Origin(Version(1, 0), Made.HUMAN, "WITAJ, 2026-12-01")
UNREAD = Origin(Version(1, 0), Made.MACHINE)


@pytest.mark.parametrize(
    ("text", "version"),
    [("1.0", Version(1, 0)), ("12.34", Version(12, 34))],
)
def test_a_version_is_written_as_it_is_read(text: str, version: Version) -> None:
    assert Version.parsed(text) == version
    assert str(version) == text


@pytest.mark.parametrize("text", ["", "1", "0.1", "1.0.0", "1,0", "v1.0", " 1.0"])
def test_anything_else_is_no_version(text: str) -> None:
    assert Version.parsed(text) is None


ONE = SourceText(Version(1, 0), "0123456789ab")


@pytest.mark.parametrize(
    ("origin", "source", "state"),
    [
        (None, Version(3, 2), TranslationState.CURRENT),
        (READ, Version(1, 0), TranslationState.CURRENT),
        (READ, Version(1, 7), TranslationState.CURRENT),
        (READ, Version(2, 0), TranslationState.OUTDATED),
        (UNREAD, Version(1, 7), TranslationState.UNREAD),
        (UNREAD, Version(2, 0), TranslationState.OUTDATED),
    ],
)
def test_only_a_newer_major_version_outdates_a_translation(
    origin: Origin | None, source: Version, state: TranslationState
) -> None:
    assert state_of(origin, SourceText(source)) is state


@pytest.mark.parametrize("of", [Version(91, 0), Version(2, 0), Version(1, 1)])
def test_what_names_a_version_still_to_come_says_nothing(of: Version) -> None:
    origin = Origin(of, Made.HUMAN, "WITAJ", ONE.fingerprint)
    assert state_of(origin, ONE) is TranslationState.OUTDATED


def test_a_source_that_changed_under_its_version_outdates_a_translation() -> None:
    made = replace(READ, of_text=ONE.fingerprint)
    assert state_of(made, ONE) is TranslationState.CURRENT
    changed = replace(ONE, fingerprint="ba9876543210")
    assert state_of(made, changed) is TranslationState.OUTDATED
    assert state_of(READ, changed) is TranslationState.CURRENT, "it does not say"


def test_a_newer_minor_version_is_the_word_of_the_editor_that_it_holds() -> None:
    reworded = SourceText(Version(1, 1), "ba9876543210")
    made = replace(READ, of_text=ONE.fingerprint)
    assert state_of(made, reworded) is TranslationState.CURRENT


@pytest.mark.parametrize(
    ("change", "version"),
    [
        (SourceChange.MEANING, Version(2, 0)),
        (SourceChange.WORDING, Version(1, 5)),
    ],
)
def test_a_version_rises_by_what_changed(
    change: SourceChange, version: Version
) -> None:
    assert Version(1, 4).raised(change) == version
