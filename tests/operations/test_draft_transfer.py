"""The draft as files and back: byte for byte, and nobody's work is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.changes import ChangeKind
from kiosk.domain.drafts import DraftStep
from kiosk.errors import BadContent, Conflict, DraftConflict, UpdateRefused
from kiosk.operations import draft_transfer, drafting
from kiosk.operations.export_list import LIST
from kiosk.operations.hub_content import HubContent
from kiosk.releases.installed import InstalledReleases
from tests import content_folder
from tests.working_draft import (
    ENGLISH,
    GERMAN,
    POLISH,
    SITE,
    a_marked_folder,
    begun,
    changed,
    text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context
    from kiosk.operations.draft_transfer import ImportPlan

ANNA, FILES = "anna", "files"
ODD = "\ufeff+++\r\nof = broken\r\n+++\n\nno last line"


@pytest.fixture
def draft(ctx: Context, tmp_path: Path) -> Context:
    return begun(ctx)


@pytest.fixture
def folder(draft: Context, tmp_path: Path) -> Path:
    """To which the draft was exported."""
    draft_transfer.export_folder(draft, tmp_path / "out")
    return tmp_path / "out"


def plan(ctx: Context, folder: Path, *, over_newer: bool = False) -> ImportPlan:
    return draft_transfer.import_plan(ctx, folder, over_newer=over_newer)


def imported(ctx: Context, folder: Path, *, over_newer: bool = False) -> list[str]:
    wanted = plan(ctx, folder, over_newer=over_newer)
    done = draft_transfer.import_folder(ctx, FILES, folder, wanted)
    return [entry.path for entry in done]


def written(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != LIST
    }


def test_an_export_is_the_draft_byte_for_byte(draft: Context, tmp_path: Path) -> None:
    drafting.save(draft, ANNA, POLISH, ODD, 1)
    count = draft_transfer.export_folder(draft, tmp_path / "out")
    files = written(tmp_path / "out")
    assert count == len(files) == len(drafting.files(draft))
    assert files[POLISH] == ODD.encode()
    assert all(text(draft, path).encode() == data for path, data in files.items())


def test_a_round_trip_changes_nothing(draft: Context, folder: Path) -> None:
    before, revision = written(folder), drafting.revision(draft)
    assert plan(draft, folder).texts == {}
    assert imported(draft, folder) == []
    draft_transfer.export_folder(draft, folder)
    assert written(folder) == before
    assert drafting.revision(draft) == revision


def test_what_was_changed_in_files_comes_into_the_draft(
    draft: Context, folder: Path
) -> None:
    (folder / POLISH).write_bytes(ODD.encode())
    content_folder.put(folder / "services/doctor/hsb.md", "new\n")
    (folder / ENGLISH).unlink()
    kinds = {change.path: change.kind for change in plan(draft, folder).changes}
    assert kinds == {
        POLISH: ChangeKind.CHANGED,
        "services/doctor/hsb.md": ChangeKind.ADDED,
        ENGLISH: ChangeKind.REMOVED,
    }
    assert sorted(imported(draft, folder)) == sorted(kinds)
    assert text(draft, POLISH) == ODD
    entry = drafting.file(draft, POLISH).entry
    assert (entry.author, entry.step) == (FILES, DraftStep.IMPORTED)
    assert ENGLISH not in {entry.path for entry in drafting.files(draft)}
    assert imported(draft, folder) == [], "the second time there is nothing to do"


def test_files_that_are_changed_again_are_imported_again(
    draft: Context, folder: Path
) -> None:
    for number in range(3):
        (folder / POLISH).write_text(f"{number}\n")
        assert imported(draft, folder) == [POLISH]
    assert drafting.file(draft, POLISH).version == 4


def test_what_only_the_draft_has_changed_since_stays(
    draft: Context, folder: Path
) -> None:
    drafting.save(draft, ANNA, POLISH, "Anna's\n", 1)
    (folder / ENGLISH).write_text("files'\n")
    found = plan(draft, folder)
    assert (found.newer, found.conflicts) == ((POLISH,), ())
    assert imported(draft, folder) == [ENGLISH]
    assert text(draft, POLISH) == "Anna's\n"


def test_what_both_have_changed_is_refused_as_a_whole(
    draft: Context, folder: Path
) -> None:
    drafting.save(draft, ANNA, POLISH, "Anna's\n", 1)
    (folder / POLISH).write_text("files'\n")
    (folder / ENGLISH).write_text("files'\n")
    assert plan(draft, folder).conflicts == (POLISH,)
    with pytest.raises(Conflict, match=f"1 files .* too: {POLISH}"):
        imported(draft, folder)
    assert drafting.file(draft, ENGLISH).version == 1
    assert sorted(imported(draft, folder, over_newer=True)) == [ENGLISH, POLISH]
    assert text(draft, POLISH) == "files'\n"
    assert drafting.version(draft, POLISH, 2).text == "Anna's\n", "nothing is lost"


@pytest.mark.parametrize("removed", ["in the draft", "in the files"])
def test_a_file_that_one_removed_and_the_other_changed_is_a_conflict(
    draft: Context, folder: Path, removed: str
) -> None:
    if removed == "in the draft":
        drafting.remove(draft, ANNA, POLISH, 1)
        (folder / POLISH).write_text("files'\n")
    else:
        drafting.save(draft, ANNA, POLISH, "Anna's\n", 1)
        (folder / POLISH).unlink()
    assert plan(draft, folder).conflicts == (POLISH,)


def test_what_was_removed_from_the_draft_does_not_come_back(
    draft: Context, folder: Path
) -> None:
    drafting.remove(draft, ANNA, POLISH, 1)
    assert plan(draft, folder).newer == (POLISH,)
    assert imported(draft, folder) == []


def test_a_draft_that_changed_after_the_look_is_a_conflict(
    draft: Context, folder: Path
) -> None:
    (folder / POLISH).write_text("files'\n")
    (folder / ENGLISH).write_text("files'\n")
    wanted = plan(draft, folder)
    drafting.save(draft, ANNA, POLISH, "Anna's\n", 1)
    with pytest.raises(DraftConflict):
        draft_transfer.import_folder(draft, FILES, folder, wanted)
    assert drafting.file(draft, ENGLISH).version == 1


def test_a_folder_without_a_list_replaces_nothing_that_somebody_typed(
    draft: Context, tmp_path: Path
) -> None:
    other = a_marked_folder(tmp_path / "clone")
    drafting.save(draft, ANNA, POLISH, "Anna's\n", 1)
    (other / POLISH).write_text("files'\n")
    (other / GERMAN).write_text("files'\n")
    found = plan(draft, other)
    assert found.conflicts == (POLISH,)
    assert set(found.texts) == {GERMAN}
    assert not (other / LIST).exists()


def test_a_folder_without_a_list_removes_nothing(
    draft: Context, tmp_path: Path
) -> None:
    other = a_marked_folder(tmp_path / "clone")
    (other / POLISH).unlink()
    drafting.save(draft, ANNA, ENGLISH, "Anna's\n", 1)
    found = plan(draft, other)
    assert found.texts == {}
    assert found.newer == (ENGLISH,), "the clone has an older version"


def test_an_export_never_writes_over_what_was_changed_there(
    draft: Context, folder: Path
) -> None:
    (folder / POLISH).write_text("files'\n")
    drafting.save(draft, ANNA, ENGLISH, "Anna's\n", 1)
    with pytest.raises(Conflict, match=f"1 files .*: {POLISH}"):
        draft_transfer.export_folder(draft, folder)
    assert (folder / ENGLISH).read_text() != "Anna's\n"
    draft_transfer.export_folder(draft, folder, over=True)
    assert (folder / ENGLISH).read_text() == "Anna's\n"
    assert (folder / POLISH).read_text() == text(draft, POLISH)


def test_a_second_export_takes_away_what_the_draft_has_left(
    draft: Context, folder: Path
) -> None:
    drafting.remove(draft, ANNA, ENGLISH, 1)
    (folder / "README").write_text("of the folder")
    draft_transfer.export_folder(draft, folder)
    assert not (folder / ENGLISH).exists()
    assert (folder / "README").exists()


def test_an_export_into_a_folder_of_other_things_leaves_them(
    draft: Context, tmp_path: Path
) -> None:
    (tmp_path / "README").write_text("of the folder")
    draft_transfer.export_folder(draft, tmp_path)
    assert (tmp_path / "README").exists()
    assert (tmp_path / SITE).read_text() == text(draft, SITE)


def test_a_file_that_is_no_text_is_named(draft: Context, folder: Path) -> None:
    (folder / POLISH).write_bytes(b"+++\n\xff\xfe")
    with pytest.raises(BadContent, match=f"{POLISH}:2: The text is not UTF-8"):
        plan(draft, folder)


def test_a_folder_without_content_is_none(draft: Context, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UpdateRefused):
        plan(draft, tmp_path / "empty")


def test_a_link_out_of_the_folder_is_refused(draft: Context, folder: Path) -> None:
    (folder / POLISH).unlink()
    (folder / POLISH).symlink_to("/etc/hostname")
    with pytest.raises(UpdateRefused):
        plan(draft, folder)


@pytest.mark.parametrize("broken", ["", "{}", '{"revision": 1, "files": {"a": "b"}}'])
def test_a_broken_list_is_told(draft: Context, folder: Path, broken: str) -> None:
    (folder / LIST).write_text(broken)
    with pytest.raises(BadContent, match="cannot be read"):
        plan(draft, folder)


def test_a_list_that_lies_costs_no_text(draft: Context, folder: Path) -> None:
    drafting.save(draft, ANNA, POLISH, "Anna's\n", 1)
    (folder / LIST).write_text(f'{{"revision": 9, "files": {{"{POLISH}": 77}}}}')
    assert plan(draft, folder).conflicts == (POLISH,)


def test_a_draft_begins_with_what_the_hub_shows(ctx: Context, tmp_path: Path) -> None:
    source = a_marked_folder(tmp_path)
    (source / POLISH).write_bytes(ODD.encode())
    content = HubContent(InstalledReleases(tmp_path / "releases", source))
    hub = replace(ctx, content=content)
    draft_transfer.ensure_begun(hub)
    assert {e.path: text(hub, e.path).encode() for e in drafting.files(hub)} == written(
        source
    )
    assert drafting.file(hub, POLISH).entry.step is DraftStep.BEGUN
    draft_transfer.ensure_begun(hub)
    assert drafting.file(hub, POLISH).version == 1


def test_a_hub_without_content_begins_no_draft(ctx: Context) -> None:
    draft_transfer.ensure_begun(ctx)
    assert drafting.revision(ctx) == 0


def test_what_is_there_already_is_never_begun_anew(draft: Context) -> None:
    before = drafting.revision(draft)
    draft_transfer.ensure_begun(draft)
    assert drafting.revision(draft) == before
    assert changed(draft, SITE, "[site]", "[site]") == text(draft, SITE)
