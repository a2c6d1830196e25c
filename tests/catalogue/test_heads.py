"""The head of a text changes; every other byte stays."""

from __future__ import annotations

import tomllib

import pytest

from kiosk.catalogue.heads import with_keys

ARTICLE = '+++\nof = "1.0"\nmade = "human"\n+++\n\n# of = "7.0"\n\nText\n'
OF = {"of": "2.0", "of_text": "0123456789ab"}


def changed(text: str) -> str:
    return with_keys("services/a/pl.md", text, OF)


def test_a_key_changes_on_its_line_and_a_new_one_stands_below_its_neighbour() -> None:
    assert changed(ARTICLE) == (
        '+++\nof = "2.0"\nof_text = "0123456789ab"\nmade = "human"\n+++\n'
        '\n# of = "7.0"\n\nText\n'
    )


def test_changing_twice_changes_nothing_more() -> None:
    assert changed(changed(ARTICLE)) == changed(ARTICLE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\ufeff+++\n", "\ufeff+++\n"),
        ("+++  \n", "+++  \n"),
    ],
)
def test_the_mark_before_a_text_and_blanks_behind_a_fence_stay(
    before: str, after: str
) -> None:
    assert changed(ARTICLE.replace("+++\n", before, 1)).startswith(after)


def test_ends_of_lines_stay_as_they_are() -> None:
    windows = ARTICLE.replace("\n", "\r\n")
    assert changed(windows) == changed(ARTICLE).replace("\n", "\r\n")


def test_a_missing_last_line_stays_missing() -> None:
    assert changed(ARTICLE.rstrip()) == changed(ARTICLE).rstrip()


def test_a_comment_behind_a_value_stays() -> None:
    text = ARTICLE.replace('of = "1.0"', '  of="1.0"   # by phone')
    assert changed(text).startswith('+++\nof = "2.0"   # by phone\nof_text')


@pytest.mark.parametrize("value", ["", "1.0", '"1.0', "'1.0'", '"a # b"', "true"])
def test_whatever_stood_there_is_replaced(value: str) -> None:
    text = with_keys("a.md", ARTICLE.replace('"1.0"', value, 1), {"of": "2.0"})
    assert tomllib.loads(text.split("+++")[1])["of"] == "2.0"


def test_a_key_is_taken_away_with_its_line() -> None:
    text = with_keys("a.md", ARTICLE, {"made": None, "read_by": None})
    assert text == ARTICLE.replace('made = "human"\n', "")


def test_a_value_may_have_any_characters() -> None:
    name = 'Anna "WITAJ" \\ Nowak\n2026-12-01'
    text = with_keys("a.md", ARTICLE, {"read_by": name})
    assert tomllib.loads(text.split("+++")[1])["read_by"] == name


def test_a_text_without_a_head_comes_back_as_it_was() -> None:
    assert changed("# Title\n\nof = 1\n") == "# Title\n\nof = 1\n"
    assert changed('+++\nof = "1.0"\n') == '+++\nof = "1.0"\n'


def test_of_words_the_head_ends_before_the_first_table() -> None:
    text = '# Words\nof = "1.0"\n\n[site]\nof = "Hub"\n'
    assert with_keys("words/pl.toml", text, OF) == (
        '# Words\nof = "2.0"\nof_text = "0123456789ab"\n\n[site]\nof = "Hub"\n'
    )


def test_words_without_a_head_get_one() -> None:
    assert with_keys("words/pl.toml", "[site]\n", {"of": "1.0"}) == (
        'of = "1.0"\n[site]\n'
    )
    assert with_keys("words/pl.toml", 'of = "1.0"', OF).splitlines() == [
        'of = "2.0"',
        'of_text = "0123456789ab"',
    ]
