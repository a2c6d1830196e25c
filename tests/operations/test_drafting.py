"""The working draft: each save a version, none lost, bytes as they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.drafts import DraftStep
from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.operations import drafting
from kiosk.store import drafts
from kiosk.store.database import Duplicate
from tests.working_draft import (
    ENGLISH,
    GERMAN,
    POLISH,
    SHIPPED,
    SITE,
    begun,
    changed,
    text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context

ANNA, OLENA = "anna", "olena"
NEW = "services/dentist/de.md"


@pytest.fixture
def draft(ctx: Context, tmp_path: Path) -> Context:
    return begun(ctx)


def test_before_it_is_begun_there_is_nothing(ctx: Context) -> None:
    assert drafting.revision(ctx) == 0
    assert drafting.files(ctx) == []
    with pytest.raises(NotFound):
        drafting.file(ctx, SITE)


def test_it_begins_with_the_first_version_of_every_file(draft: Context) -> None:
    entries = drafting.files(draft)
    assert [entry.path for entry in entries] == sorted(e.path for e in entries)
    assert {(e.version, e.author, e.step) for e in entries} == {
        (1, SHIPPED, DraftStep.BEGUN)
    }
    assert len(entries) == 3 + 5 + 2 * 6


def test_each_save_is_a_version_with_author_and_time(draft: Context) -> None:
    before = drafting.revision(draft)
    saved = drafting.save(draft, ANNA, SITE, "# new\n", 1)
    assert (saved.version, saved.author, saved.step) == (2, ANNA, DraftStep.SAVED)
    assert saved.at == draft.clock.now()
    assert saved.revision == drafting.revision(draft) > before
    assert [e.version for e in drafting.history(draft, SITE)] == [2, 1]
    assert drafting.version(draft, SITE, 2).text == text(draft, SITE) == "# new\n"
    old = drafting.version(draft, SITE, 1).text
    assert old is not None
    assert "Herzlich" in old


def test_the_same_text_is_no_new_version(draft: Context) -> None:
    before = drafting.revision(draft)
    saved = drafting.save(draft, ANNA, SITE, text(draft, SITE), 1)
    assert (saved.version, saved.author) == (1, SHIPPED)
    assert drafting.revision(draft) == before


def test_who_comes_second_is_shown_both_and_nothing_is_lost(draft: Context) -> None:
    base = text(draft, POLISH)
    drafting.save(draft, ANNA, POLISH, "Anna's\n", 1)
    with pytest.raises(DraftConflict, match="anna has changed") as refused:
        drafting.save(draft, OLENA, POLISH, "Olena's\n", 1)
    told = refused.value
    assert (told.theirs, told.base, told.version) == ("Anna's\n", base, 2)
    assert (told.author, told.at) == (ANNA, draft.clock.now())
    assert text(draft, POLISH) == "Anna's\n"
    assert drafting.save(draft, OLENA, POLISH, "joined\n", 2).version == 3


def test_of_many_who_save_at_once_one_is_first(draft: Context) -> None:
    def save(number: int) -> bool:
        try:
            drafting.save(draft, ANNA, POLISH, f"{number}\n", 1)
        except DraftConflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(save, range(8))) == 1
    assert [e.version for e in drafting.history(draft, POLISH)] == [2, 1]


def test_of_two_who_begin_the_same_file_one_is_first(draft: Context) -> None:
    drafting.save(draft, ANNA, NEW, "Anna's\n", 0)
    with pytest.raises(DraftConflict) as refused:
        drafting.save(draft, OLENA, NEW, "Olena's\n", 0)
    assert refused.value.theirs == "Anna's\n"
    assert refused.value.base is None


def test_a_version_that_never_was_is_a_conflict(draft: Context) -> None:
    with pytest.raises(DraftConflict) as refused:
        drafting.save(draft, ANNA, NEW, "text\n", 7)
    assert (refused.value.version, refused.value.theirs) == (0, None)
    with pytest.raises(DraftConflict):
        drafting.save(draft, ANNA, SITE, "text\n", 7)


def test_what_is_removed_keeps_its_versions_and_can_begin_anew(draft: Context) -> None:
    old = text(draft, ENGLISH)
    assert drafting.remove(draft, ANNA, ENGLISH, 1).version == 2
    assert ENGLISH not in {entry.path for entry in drafting.files(draft)}
    with pytest.raises(NotFound):
        drafting.file(draft, ENGLISH)
    assert drafting.version(draft, ENGLISH, 1).text == old
    assert drafting.version(draft, ENGLISH, 2).text is None
    assert drafting.save(draft, OLENA, ENGLISH, "again\n", 0).version == 3
    steps = [entry.step for entry in drafting.history(draft, ENGLISH)]
    assert steps == [DraftStep.SAVED, DraftStep.REMOVED, DraftStep.BEGUN]


def test_a_removal_and_a_save_meet_as_any_two(draft: Context) -> None:
    drafting.save(draft, ANNA, ENGLISH, "Anna's\n", 1)
    with pytest.raises(DraftConflict):
        drafting.remove(draft, OLENA, ENGLISH, 1)
    drafting.remove(draft, OLENA, ENGLISH, 2)
    with pytest.raises(DraftConflict) as refused:
        drafting.save(draft, ANNA, ENGLISH, "Anna's second\n", 2)
    assert refused.value.theirs is None
    assert drafting.remove(draft, ANNA, ENGLISH, 2).version == 3, "it is gone already"


def test_nobody_removes_what_never_was(draft: Context) -> None:
    with pytest.raises(NotFound):
        drafting.remove(draft, ANNA, NEW, 0)
    with pytest.raises(NotFound):
        drafting.history(draft, NEW)
    with pytest.raises(NotFound):
        drafting.version(draft, SITE, 2)


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "no last line",
        "windows\r\nends\r\n",
        "old mac\rends\r",
        "mixed\r\nends\nof lines",
        "\ufeff+++\nmark\n",
        "  \t blanks \n\n\n",
        "e\u0301 and é, ﬁ, \u200f\u202b, \U0001f600, \x85\u2028\x0b\x0c\x1f",
        "%s %(name)s ? :name \\ ' \" ;--",
    ],
)
def test_every_text_comes_back_byte_for_byte(draft: Context, odd: str) -> None:
    drafting.save(draft, ANNA, SITE, odd, 1)
    assert text(draft, SITE).encode() == odd.encode()


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "site", "Site.toml", "site.toml/", "/site.toml", "./site.toml"),
        *("../site.toml", "services/../site.toml", "services/a/b/de.md"),
        *("services/a/de.md\n", "services/a\\de.md", "services/a/x.html", ".git/x.md"),
        *("words/de.md", "services/A/de.md", "services//de.md", "release.json"),
        f"services/{'a' * 200}/de.md",
    ],
)
def test_a_path_outside_of_the_content_is_refused(draft: Context, path: str) -> None:
    with pytest.raises(BadContent, match="is no file of the content"):
        drafting.save(draft, ANNA, path, "text\n", 0)


@pytest.mark.parametrize(
    ("odd", "message"),
    [
        ("x" * (1024 * 1024 + 1), "larger than 1 MiB"),
        ("ж" * (512 * 1024 + 1), "larger than 1 MiB"),
        ("a\0b", "U\\+0000"),
        ("a\ud800b", "Half a character"),
    ],
)
def test_a_text_that_no_file_can_hold_is_refused(
    draft: Context, odd: str, message: str
) -> None:
    with pytest.raises(BadContent, match=message):
        drafting.save(draft, ANNA, SITE, odd, 1)
    assert drafting.file(draft, SITE).version == 1


def test_a_text_of_exactly_a_mebibyte_is_kept(draft: Context) -> None:
    drafting.save(draft, ANNA, SITE, "x" * (1024 * 1024), 1)
    assert len(text(draft, SITE)) == 1024 * 1024


def test_a_version_never_changes_and_never_vanishes(draft: Context) -> None:
    for statement in (
        "UPDATE draft_versions SET text = ''",
        "DELETE FROM draft_versions",
    ):
        with pytest.raises(Duplicate), draft.database.begin() as connection:
            connection.exec_driver_sql(statement)
    assert "Herzlich" in text(draft, SITE)


def test_only_what_changed_since_is_asked_for(draft: Context) -> None:
    before = drafting.revision(draft)
    drafting.save(draft, ANNA, SITE, "1\n", 1)
    drafting.save(draft, ANNA, SITE, "2\n", 2)
    drafting.remove(draft, ANNA, ENGLISH, 1)
    with draft.database.read() as connection:
        found = {f.path: f.text for f in drafts.since(connection, before)}
        assert drafts.since(connection, drafting.revision(draft)) == []
    assert found == {SITE: "2\n", ENGLISH: None}


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ("a\nb\n", "a\r\nc\r\n", "a\nc\n"),
        ("a\r\nb\r\n", "a\r\nc", "a\r\nc"),
        ("\ufeffa\n", "a\r\nb\r\n", "\ufeffa\nb\n"),
        ("", "a\r\n", "a\n"),
    ],
)
def test_what_comes_from_a_form_is_written_as_the_file_was(
    before: str, typed: str, after: str
) -> None:
    assert drafting.written_like(typed, before) == after


def test_a_change_of_one_file_leaves_the_others(draft: Context) -> None:
    german = text(draft, GERMAN)
    drafting.save(draft, ANNA, POLISH, changed(draft, POLISH, "Witamy", "Cześć"), 1)
    assert text(draft, GERMAN) == german
