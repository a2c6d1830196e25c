"""One word in all texts is found, shown and replaced; nothing beside it changes."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.problems import Findings
from kiosk.catalogue.text_origins import text_origin
from kiosk.domain.drafts import DraftStep
from kiosk.domain.translations import SourceChange, TranslationState, state_of
from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.operations import drafting
from kiosk.operations.draft_replacing import (
    MOST_PLACES,
    WantedReplacement,
    find,
    replace_in,
)
from tests.builders import DE, PL
from tests.working_draft import ENGLISH, GERMAN, POLISH, begun, changed, text

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context

ANNA = "anna"
MEANING, WORDING = SourceChange.MEANING, SourceChange.WORDING
WORDS = "words/pl.toml"
OTHER = WantedReplacement("Witamy", "Dzień dobry")
TOWN = WantedReplacement("Spremberg/Grodk", "Forst")


@pytest.fixture
def draft(ctx: Context, tmp_path: Path) -> Context:
    return begun(ctx)


def versions(ctx: Context, wanted: WantedReplacement) -> dict[str, int]:
    return {place.path: place.version for place in find(ctx, wanted).places}


def state(ctx: Context, path: str) -> TranslationState:
    translation = text_origin(path, text(ctx, path), Findings())
    german = text_origin(GERMAN, text(ctx, GERMAN), Findings())
    assert translation
    assert german
    return state_of(translation.origin, german.source)


def test_every_line_is_shown_before_and_after(draft: Context) -> None:
    found = find(draft, TOWN)
    assert len(found.places) == 10
    assert not found.more
    place = next(place for place in found.places if place.path == POLISH)
    assert text(draft, POLISH).splitlines()[place.line - 1] == place.before
    assert place.before == "Witamy **Spremberg/Grodk**."
    assert place.after == "Witamy **Forst**."


def test_heads_ids_and_keys_are_no_texts(draft: Context) -> None:
    for word in ("machine", "1.0", "office", "desk-1", "two-weeks", "Bürgerbüro"):
        assert find(draft, WantedReplacement(word, "x")).places == (), word


def test_one_language_can_be_meant_alone(draft: Context) -> None:
    german = replace(TOWN, languages=frozenset({DE}))
    assert set(versions(draft, german)) == {
        "services/doctor/de.md",
        "services/registration/de.md",
    }


@pytest.mark.parametrize(
    ("search", "match_case", "whole_words", "found"),
    [
        ("witamy", True, False, 0),
        ("witamy", False, False, 1),
        ("itamy", True, False, 1),
        ("itamy", True, True, 0),
        ("Witamy", True, True, 1),
        ("w.tamy", False, False, 0),
        ("WITAMY Witamy", False, True, 1),
    ],
)
def test_how_a_word_is_found(
    draft: Context, search: str, match_case: bool, whole_words: bool, found: int
) -> None:
    wanted = WantedReplacement(
        search, "x", frozenset({PL}), match_case=match_case, whole_words=whole_words
    )
    assert bool(versions(draft, wanted)) == bool(found)


def test_it_is_replaced_where_somebody_looked_and_nowhere_else(draft: Context) -> None:
    before = text(draft, WORDS)
    entries = replace_in(draft, ANNA, OTHER, {POLISH: 1}, WORDING)
    assert [(e.path, e.version, e.step) for e in entries] == [
        (POLISH, 2, DraftStep.REPLACED)
    ]
    assert "Dzień dobry **Spremberg/Grodk**." in text(draft, POLISH)
    assert text(draft, WORDS) == before
    keywords = next(x for x in text(draft, POLISH).splitlines() if "keywords" in x)
    assert "Witamy" in keywords, "the head stays"


def test_short_words_stay_toml_whatever_comes_in(draft: Context) -> None:
    wanted = WantedReplacement("Witamy", 'Dzień "dobry" \\ # = [x]')
    replace_in(draft, ANNA, wanted, {WORDS: 1}, WORDING)
    assert tomllib.loads(text(draft, WORDS))["site"]["name"] == wanted.replacement
    back = WantedReplacement(wanted.replacement, "Witamy")
    replace_in(draft, ANNA, back, {WORDS: 2}, WORDING)
    assert text(draft, WORDS) == drafting.version(draft, WORDS, 1).text


def test_in_all_languages_with_the_same_meaning_translations_go_on(
    draft: Context,
) -> None:
    replace_in(draft, ANNA, TOWN, versions(draft, TOWN), WORDING)
    assert find(draft, TOWN).places == ()
    assert 'version = "1.1"' in text(draft, GERMAN)
    assert state(draft, POLISH) is TranslationState.UNREAD
    assert state(draft, ENGLISH) is TranslationState.UNREAD


def test_with_another_meaning_they_are_outdated(draft: Context) -> None:
    replace_in(draft, ANNA, TOWN, {GERMAN: 1}, MEANING)
    assert 'version = "2.0"' in text(draft, GERMAN)
    assert state(draft, POLISH) is TranslationState.OUTDATED


def test_nobody_has_read_what_was_replaced(draft: Context) -> None:
    read = changed(draft, POLISH, "made =", 'read_by = "WITAJ"\nmade =')
    drafting.save(draft, ANNA, POLISH, read, 1)
    replace_in(draft, ANNA, WantedReplacement("nothing", "x"), {POLISH: 2}, WORDING)
    assert state(draft, POLISH) is TranslationState.CURRENT
    replace_in(draft, ANNA, OTHER, {POLISH: 2}, WORDING)
    assert state(draft, POLISH) is TranslationState.UNREAD


def test_a_text_that_changed_after_the_look_is_a_conflict(draft: Context) -> None:
    looked = versions(draft, TOWN)
    drafting.save(draft, ANNA, ENGLISH, changed(draft, ENGLISH, "# W", "# Well w"), 1)
    with pytest.raises(DraftConflict):
        replace_in(draft, ANNA, TOWN, looked, WORDING)
    assert drafting.file(draft, GERMAN).version == 1, "all or nothing"


@pytest.mark.parametrize("odd", ["", "  ", "x" * 201, "a\nb", "a\0b"])
def test_what_cannot_be_searched_is_refused(draft: Context, odd: str) -> None:
    with pytest.raises(BadContent):
        find(draft, WantedReplacement(odd, "x"))
    if odd.strip():
        with pytest.raises(BadContent):
            find(draft, WantedReplacement("x", odd))


def test_what_is_no_text_is_left_alone(draft: Context) -> None:
    for path in ("site.toml", "services/doctor/service.toml"):
        with pytest.raises(BadContent, match="no text in which to replace"):
            replace_in(draft, ANNA, TOWN, {path: 1}, WORDING)
    with pytest.raises(NotFound):
        replace_in(draft, ANNA, TOWN, {"services/dentist/pl.md": 1}, WORDING)


def test_more_places_than_anybody_looks_at_are_not_listed(draft: Context) -> None:
    many = text(draft, POLISH) + "Witamy\n" * (MOST_PLACES + 1)
    drafting.save(draft, ANNA, POLISH, many, 1)
    found = find(draft, OTHER)
    assert (len(found.places), found.more) == (MOST_PLACES, True)


def test_a_file_of_other_ends_of_lines_keeps_them(draft: Context) -> None:
    windows = "\ufeff" + text(draft, POLISH).replace("\n", "\r\n").rstrip()
    drafting.save(draft, ANNA, POLISH, windows, 1)
    place = next(p for p in find(draft, TOWN).places if p.path == POLISH)
    assert not place.before.endswith("\r")
    replace_in(draft, ANNA, TOWN, {POLISH: 2}, WORDING)
    assert text(draft, POLISH) == windows.replace(TOWN.search, TOWN.replacement)
