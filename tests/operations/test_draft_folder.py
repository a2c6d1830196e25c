"""The draft on the hub's disk follows its revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.errors import DataFolderUnusable
from kiosk.ids import Slug
from kiosk.operations import drafting
from kiosk.operations.draft_folder import DraftOnDisk
from tests.builders import PL
from tests.hub_context import statements
from tests.working_draft import ENGLISH, POLISH, SITE, begun, changed

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

ANNA = "anna"


@pytest.fixture
def draft(ctx: Context, tmp_path: Path) -> Context:
    return begun(ctx)


@pytest.fixture
def on_disk(tmp_path: Path) -> DraftOnDisk:
    return DraftOnDisk(tmp_path / "hub" / "draft")


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def drafted(ctx: Context) -> dict[str, bytes]:
    return {
        entry.path: (drafting.file(ctx, entry.path).text or "").encode()
        for entry in drafting.files(ctx)
    }


def test_it_is_the_draft_byte_for_byte_with_its_catalogue_and_findings(
    draft: Context, on_disk: DraftOnDisk
) -> None:
    windows = changed(draft, ENGLISH, "\n", "\n").replace("\n", "\r\n").rstrip()
    drafting.save(draft, ANNA, ENGLISH, f"\ufeff{windows}", 1)
    found = on_disk.checked(draft)
    assert files(found.folder) == drafted(draft)
    assert found.revision == drafting.revision(draft)
    assert found.content.catalogue
    assert len(found.content.catalogue.services) == 2
    assert list(found.content.problems) == problems(found.folder, draft.today()) == []


def test_each_save_is_there_at_the_next_look(
    draft: Context, on_disk: DraftOnDisk
) -> None:
    on_disk.checked(draft)
    drafting.save(draft, ANNA, POLISH, changed(draft, POLISH, "# W", "# Nie w"), 1)
    drafting.remove(draft, ANNA, ENGLISH, 1)
    found = on_disk.checked(draft)
    assert files(found.folder) == drafted(draft)
    assert found.content.catalogue
    doctor = found.content.catalogue.service(Slug("doctor"))
    assert doctor.articles[PL].title == "Nie witamy"
    assert [p.file for p in found.content.problems] == [ENGLISH]
    assert found.content.of(POLISH) == []


def test_without_a_change_it_costs_one_question(
    draft: Context, on_disk: DraftOnDisk
) -> None:
    found = on_disk.checked(draft)
    with statements(draft.database) as asked:
        assert on_disk.checked(draft) is found
    assert len([sql for sql in asked if "draft_versions" in sql]) == 1


def test_only_files_that_changed_are_written(
    draft: Context, on_disk: DraftOnDisk
) -> None:
    on_disk.checked(draft)
    before = {p: p.stat().st_ino for p in on_disk.folder.rglob("*.*")}
    drafting.save(draft, ANNA, POLISH, changed(draft, POLISH, "# W", "# Nie w"), 1)
    on_disk.checked(draft)
    after = {p: p.stat().st_ino for p in on_disk.folder.rglob("*.*")}
    assert [p for p in before if before[p] != after[p]] == [on_disk.folder / POLISH]


def test_a_new_process_mends_what_it_finds(
    draft: Context, on_disk: DraftOnDisk
) -> None:
    on_disk.checked(draft)
    (on_disk.folder / SITE).write_text("half")
    (on_disk.folder / "services" / "old").mkdir()
    (on_disk.folder / "services" / "old" / "de.md").write_text("gone long since")
    again = DraftOnDisk(on_disk.folder).checked(draft)
    assert files(again.folder) == drafted(draft)
    assert not (on_disk.folder / "services" / "old").exists()
    assert again.content.problems == ()


def test_a_service_that_is_removed_leaves_no_folder(
    draft: Context, on_disk: DraftOnDisk
) -> None:
    on_disk.checked(draft)
    for entry in drafting.files(draft):
        if entry.path.startswith("services/doctor/"):
            drafting.remove(draft, ANNA, entry.path, 1)
    found = on_disk.checked(draft)
    assert not (found.folder / "services" / "doctor").exists()
    assert found.content.problems == ()


def test_two_processes_with_one_folder_end_with_the_newest(
    draft: Context, on_disk: DraftOnDisk
) -> None:
    other = DraftOnDisk(on_disk.folder)
    on_disk.checked(draft)
    other.checked(draft)
    drafting.save(draft, ANNA, POLISH, changed(draft, POLISH, "# W", "# Nie w"), 1)
    on_disk.checked(draft)
    drafting.save(draft, ANNA, POLISH, changed(draft, POLISH, "# Nie", "# Doch"), 2)
    assert other.checked(draft).content == on_disk.checked(draft).content
    assert files(on_disk.folder) == drafted(draft)


def test_another_day_asks_the_facts_again(
    draft: Context, on_disk: DraftOnDisk, clock: FixedClock
) -> None:
    assert on_disk.checked(draft).content.problems == ()
    clock.advance(days=1000)
    assert {p.message for p in on_disk.checked(draft).content.problems}


def test_a_folder_that_cannot_be_made_is_told(draft: Context, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataFolderUnusable, match="cannot be written"):
        DraftOnDisk(tmp_path / "file" / "draft").checked(draft)
