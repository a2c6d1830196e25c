"""What becomes of translations when a source or one of them is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.problems import Findings
from kiosk.catalogue.text_origins import TextOrigin, text_origin
from kiosk.domain.drafts import DraftStep
from kiosk.domain.translations import (
    Made,
    SourceChange,
    TranslationState,
    Version,
    state_of,
)
from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.operations import drafting, translating
from kiosk.operations.translating import TranslationWork
from tests.working_draft import ENGLISH, GERMAN, POLISH, SITE, begun, changed, text

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context

ANNA, OLENA = "anna", "olena"
WORDS = ("words/de.toml", "words/pl.toml")
ARTICLE = (GERMAN, POLISH)
MEANING, WORDING = SourceChange.MEANING, SourceChange.WORDING
READ = "WITAJ, 2026-12-01"
BY_HAND = TranslationWork(1, 1, Made.HUMAN)


@pytest.fixture
def draft(ctx: Context, tmp_path: Path) -> Context:
    return begun(ctx)


def told(ctx: Context, path: str) -> TextOrigin:
    found = text_origin(path, text(ctx, path), Findings())
    assert found
    return found


def state(ctx: Context, path: str, german: str = GERMAN) -> TranslationState:
    return state_of(told(ctx, path).origin, told(ctx, german).source)


def sharpened(ctx: Context, path: str = GERMAN, more: str = "Sehr ") -> str:
    before = "\n# " if path == GERMAN else 'name = "'
    return changed(ctx, path, before, f"{before}{more}")


@pytest.mark.parametrize(("german", "polish"), [ARTICLE, WORDS])
def test_another_meaning_outdates_the_translations(
    draft: Context, german: str, polish: str
) -> None:
    new = sharpened(draft, german)
    translating.save_source(draft, ANNA, german, new, 1, MEANING)
    assert text(draft, german) == new.replace('"1.0"', '"2.0"', 1)
    assert state(draft, polish, german) is TranslationState.OUTDATED
    assert drafting.file(draft, polish).version == 1


@pytest.mark.parametrize(("german", "polish"), [ARTICLE, WORDS])
def test_another_wording_renews_the_translations(
    draft: Context, german: str, polish: str
) -> None:
    before = text(draft, polish)
    old = told(draft, german).source
    translating.save_source(draft, ANNA, german, sharpened(draft, german), 1, WORDING)
    new = told(draft, german).source
    assert (new.version, new.fingerprint == old.fingerprint) == (Version(1, 1), False)
    assert state(draft, polish, german) is TranslationState.UNREAD
    (renewed, _) = drafting.history(draft, polish)
    assert (renewed.step, renewed.author) == (DraftStep.RENEWED, ANNA)
    assert new.fingerprint
    assert old.fingerprint
    assert text(draft, polish) == before.replace('"1.0"', '"1.1"', 1).replace(
        old.fingerprint, new.fingerprint
    )


def test_what_was_outdated_stays_outdated_by_another_wording(draft: Context) -> None:
    translating.save_source(draft, ANNA, GERMAN, sharpened(draft), 1, MEANING)
    work = replace(BY_HAND, source_version=2)
    translating.save_translation(draft, ANNA, POLISH, text(draft, POLISH), work)
    again = sharpened(draft, more="Ganz ")
    translating.save_source(draft, ANNA, GERMAN, again, 2, WORDING)
    assert told(draft, GERMAN).source.version == Version(2, 1)
    assert state(draft, POLISH) is TranslationState.UNREAD
    assert state(draft, ENGLISH) is TranslationState.OUTDATED


def test_translations_of_a_text_that_changed_silently_are_not_renewed(
    draft: Context,
) -> None:
    drafting.save(draft, ANNA, GERMAN, sharpened(draft), 1)
    again = sharpened(draft, more="Ganz ")
    translating.save_source(draft, ANNA, GERMAN, again, 2, WORDING)
    assert drafting.file(draft, POLISH).version == 1


@pytest.mark.parametrize("change", SourceChange)
def test_new_keywords_are_neither(draft: Context, change: SourceChange) -> None:
    new = changed(draft, GERMAN, '["Willkommen"]', '["Willkommen", "Arzt"]')
    translating.save_source(draft, ANNA, GERMAN, new, 1, change)
    assert text(draft, GERMAN) == new
    assert told(draft, GERMAN).source.version == Version(1, 0)
    assert drafting.file(draft, POLISH).version == 1


def test_a_version_that_somebody_typed_does_not_count(draft: Context) -> None:
    new = sharpened(draft).replace('"1.0"', '"91.0"', 1)
    translating.save_source(draft, ANNA, GERMAN, new, 1, WORDING)
    assert told(draft, GERMAN).source.version == Version(1, 1)


def test_a_new_text_begins_at_its_first_version(draft: Context) -> None:
    path = "services/dentist/de.md"
    new = text(draft, GERMAN).replace('version = "1.0"\n', "", 1)
    translating.save_source(draft, ANNA, path, new, 0, MEANING)
    assert told(draft, path).source.version == Version(1, 0)


def test_a_source_keeps_its_ends_of_lines_and_its_mark(draft: Context) -> None:
    windows = "\ufeff" + text(draft, GERMAN).replace("\n", "\r\n").rstrip()
    drafting.save(draft, ANNA, GERMAN, windows, 1)
    new = windows.replace("# W", "# Sehr W")
    translating.save_source(draft, ANNA, GERMAN, new, 2, MEANING)
    assert text(draft, GERMAN) == new.replace('"1.0"', '"2.0"')


def test_a_broken_source_is_saved_too_and_its_version_rises(draft: Context) -> None:
    broken = changed(draft, GERMAN, "# Willkommen", "Willkommen")
    translating.save_source(draft, ANNA, GERMAN, broken, 1, WORDING)
    assert 'version = "1.1"' in text(draft, GERMAN)
    assert drafting.file(draft, POLISH).version == 1


def test_a_conflict_of_a_source_renews_nothing(draft: Context) -> None:
    drafting.save(draft, OLENA, GERMAN, sharpened(draft, more="Ganz "), 1)
    with pytest.raises(DraftConflict):
        translating.save_source(draft, ANNA, GERMAN, sharpened(draft), 1, WORDING)
    assert drafting.file(draft, GERMAN).version == 2
    assert drafting.file(draft, POLISH).version == 1


def test_a_translation_names_the_text_its_translator_had(draft: Context) -> None:
    new = changed(draft, POLISH, "# Witamy", "# Lekarz")
    saved = translating.save_translation(draft, OLENA, POLISH, new, BY_HAND)
    assert (saved.version, saved.author) == (2, OLENA)
    origin = told(draft, POLISH).origin
    assert origin
    assert origin.made is Made.HUMAN
    assert origin.of_text == told(draft, GERMAN).source.fingerprint
    assert text(draft, POLISH) == new.replace('"machine"', '"human"', 1)


def test_it_is_outdated_at_once_if_the_german_text_got_another_meaning_meanwhile(
    draft: Context,
) -> None:
    new = changed(draft, POLISH, "# Witamy", "# Lekarz")
    translating.save_source(draft, ANNA, GERMAN, sharpened(draft), 1, MEANING)
    translating.save_translation(draft, OLENA, POLISH, new, BY_HAND)
    assert state(draft, POLISH) is TranslationState.OUTDATED
    assert "Lekarz" in text(draft, POLISH)


def test_a_head_renewed_meanwhile_is_no_conflict(draft: Context) -> None:
    new = changed(draft, POLISH, "# Witamy", "# Lekarz")
    translating.save_source(draft, ANNA, GERMAN, sharpened(draft), 1, WORDING)
    saved = translating.save_translation(draft, OLENA, POLISH, new, BY_HAND)
    assert saved.version == 3
    assert state(draft, POLISH) is TranslationState.UNREAD


def test_another_text_of_it_meanwhile_is_one(draft: Context) -> None:
    new = changed(draft, POLISH, "# Witamy", "# Lekarz")
    drafting.save(draft, ANNA, POLISH, changed(draft, POLISH, "# W", "# Nie w"), 1)
    translating.save_source(draft, ANNA, GERMAN, sharpened(draft), 1, WORDING)
    with pytest.raises(DraftConflict):
        translating.save_translation(draft, OLENA, POLISH, new, BY_HAND)


def test_who_has_read_it_is_said_and_forgotten_with_the_next_change(
    draft: Context,
) -> None:
    same = text(draft, POLISH)
    read = replace(BY_HAND, read_by=READ)
    translating.save_translation(draft, OLENA, POLISH, same, read)
    assert state(draft, POLISH) is TranslationState.CURRENT
    still = replace(BY_HAND, based_on=2)
    translating.save_translation(draft, OLENA, POLISH, text(draft, POLISH), still)
    origin = told(draft, POLISH).origin
    assert origin
    assert origin.read_by == READ, "its text is the same"
    new = changed(draft, POLISH, "# Witamy", "# Lekarz")
    translating.save_translation(draft, OLENA, POLISH, new, still)
    assert state(draft, POLISH) is TranslationState.UNREAD
    assert "read_by" not in text(draft, POLISH)


def test_a_translation_of_a_text_that_never_was_is_refused(draft: Context) -> None:
    for version in (0, 2):
        work = replace(BY_HAND, source_version=version)
        with pytest.raises(NotFound, match=f"version {version}"):
            translating.save_translation(draft, OLENA, POLISH, "text", work)
    assert drafting.file(draft, POLISH).version == 1


def test_a_file_has_its_own_way_to_be_saved(draft: Context) -> None:
    for path in (GERMAN, SITE):
        with pytest.raises(BadContent, match="is no translation"):
            translating.save_translation(draft, ANNA, path, "text", BY_HAND)
    for path in (POLISH, SITE):
        with pytest.raises(BadContent, match="is no German text"):
            translating.save_source(draft, ANNA, path, "text", 1, MEANING)


def test_the_text_a_translation_was_made_from_is_found_again(draft: Context) -> None:
    old = text(draft, GERMAN)
    translating.save_source(draft, ANNA, GERMAN, sharpened(draft), 1, MEANING)
    found = translating.made_from(draft, POLISH)
    assert found
    assert (found.version, found.text) == (1, old)
    assert translating.made_from(draft, GERMAN) is None
    drafting.save(draft, ANNA, POLISH, "broken", 1)
    assert translating.made_from(draft, POLISH) is None
