"""What a fingerprint of a German text depends on, and what not."""

from __future__ import annotations

import pytest

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.fingerprints import is_fingerprint, of_words
from kiosk.catalogue.problems import Findings
from tests.builders import DE

TEXT = """+++
version = "1.0"
keywords = ["Arzt"]
+++

# Arzt

Hier finden Sie einen.

{two-weeks} Zwei *Wochen* Zeit.

## Danach

- Anrufen

1. Hingehen
2. Warten
"""
PINNED = "f7d5428ea2d3"


def fingerprint(text: str) -> str | None:
    article = read_article("de.md", text, DE, Findings())
    assert article
    return article.fingerprint


def test_it_is_never_reckoned_otherwise() -> None:
    """Another way would outdate every translation there is."""
    assert fingerprint(TEXT) == PINNED
    assert is_fingerprint(PINNED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"1.0"', '"2.3"'),
        ('"Arzt"', '"Arzt", "Doktor"'),
        ("*Wochen*", "**Wochen**"),
        ("Zwei *Wochen* Zeit", "Zwei   *Wochen*\nZeit"),
        ("- Anrufen", "* Anrufen"),
        ("# Arzt\n", "#  Arzt\n\n"),
    ],
)
def test_what_no_translation_changes_with_does_not_change_it(
    old: str, new: str
) -> None:
    assert old in TEXT
    assert fingerprint(TEXT.replace(old, new)) == PINNED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# Arzt", "# Ärztin"),
        ("einen.", "eine."),
        ("{two-weeks} ", ""),
        ("{two-weeks}", "{three-weeks}"),
        ("Zeit.", "Zeit!"),
        ("- Anrufen", "Anrufen"),
        ("1. Hingehen\n2. Warten", "1. Warten\n2. Hingehen"),
        ("## Danach\n\n", ""),
    ],
)
def test_what_a_reader_is_told_changes_it(old: str, new: str) -> None:
    assert old in TEXT
    assert fingerprint(TEXT.replace(old, new)) != PINNED


def test_a_translation_has_none_of_its_own() -> None:
    head = 'of = "1.0"\nmade = "human"\n'
    text = TEXT.replace('version = "1.0"\n', head)
    article = read_article("de.md", text, "pl", Findings())  # type: ignore[arg-type]
    assert article
    assert article.fingerprint is None


def test_short_words_count_wherever_they_stand() -> None:
    words = {"site": {"name": "Hub", "place": "Halle"}, "desks": {"one": "Platz 1"}}
    turned = {"desks": {"one": "Platz  1"}, "site": {"place": "Halle", "name": "Hub"}}
    assert of_words(words) == of_words(turned | {"notes": {}})


@pytest.mark.parametrize(
    "other",
    [
        {"site": {"name": "Hub", "place": "Haus"}},
        {"site": {"name": "Hub"}},
        {"desks": {"name": "Hub", "place": "Halle"}},
        {"site": {"place": "Hub", "name": "Halle"}},
    ],
)
def test_each_short_word_counts(other: dict[str, dict[str, str]]) -> None:
    assert of_words(other) != of_words({"site": {"name": "Hub", "place": "Halle"}})


@pytest.mark.parametrize(
    "text", ["", "0123456789a", "0123456789abc", "0123456789AB", "0123456789ag"]
)
def test_anything_else_is_no_fingerprint(text: str) -> None:
    assert not is_fingerprint(text)
