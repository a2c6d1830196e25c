"""How far a translation can be relied on."""

from __future__ import annotations

import pytest

from kiosk.domain.translations import (
    Made,
    Origin,
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
    assert state_of(origin, source) is state
