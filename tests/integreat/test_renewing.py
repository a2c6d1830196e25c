"""What has changed in a region arrives; what an editor has done to the draft stays."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.integreat import records
from kiosk.integreat.items import ItemKind
from kiosk.integreat.merging import MergeOutcome
from tests.draft_folder import (
    answers_of,
    everything,
    imported,
    one,
    outcomes,
    told_by,
    with_a_changed_course,
)
from tests.fakes.clock import NOON
from tests.fakes.integreat import FakeIntegreat, a_page, a_usual_region, linked

if TYPE_CHECKING:
    from pathlib import Path

LATER = NOON + timedelta(days=3)


def test_the_same_again_leaves_every_service_byte_for_byte(path: Path) -> None:
    first = imported(path)
    before = everything(path)
    second = imported(path, retrieved=LATER)
    after = everything(path)
    assert outcomes(first) == {MergeOutcome.NEW: 3}
    assert outcomes(second) == {MergeOutcome.UNCHANGED: 3}
    assert before.pop("draft.toml") != after.pop("draft.toml")
    assert before == after


def test_a_later_save_alone_is_no_change(path: Path) -> None:
    imported(path)
    fake = a_usual_region()
    one(fake, "de/pages", "kurse")["last_updated"] = "2026-03-01T10:00:00+01:00"
    assert outcomes(imported(path, answers_of(fake))) == {MergeOutcome.UNCHANGED: 3}


def test_a_changed_item_is_written_new_and_the_old_one_stays_in_the_draft_before(
    path: Path,
) -> None:
    imported(path)
    found = imported(path, with_a_changed_course())
    assert outcomes(found) == {MergeOutcome.CHANGED: 1, MergeOutcome.UNCHANGED: 2}
    assert "Anderes." in (path / "services/kurse/de.md").read_text()
    before = path.with_name("integreat-spree.before") / "services/kurse/de.md"
    assert "Hier steht" in before.read_text()


def test_a_translation_that_is_no_longer_delivered_goes_with_the_change(
    path: Path,
) -> None:
    imported(path)
    fake = a_usual_region()
    fake.texts["ar/pages"] = []
    assert outcomes(imported(path, answers_of(fake)))[MergeOutcome.CHANGED] == 1
    assert not (path / "services/kurse/ar.md").exists()
    assert (path / "services/kurse/en.md").exists()


def test_what_an_editor_has_changed_is_kept_and_the_new_put_beside(path: Path) -> None:
    imported(path)
    mine = path / "services/kurse/de.md"
    mine.write_text("mine")
    found = imported(path, with_a_changed_course())
    assert outcomes(found) == {MergeOutcome.KEPT: 1, MergeOutcome.UNCHANGED: 2}
    assert found.kept == ["newer/services/kurse"]
    assert mine.read_text() == "mine"
    assert "Anderes." in (path / "newer/services/kurse/de.md").read_text()


def test_it_is_told_as_long_as_the_newer_version_lies_there(path: Path) -> None:
    imported(path)
    (path / "services/kurse/de.md").write_text("mine")
    imported(path, with_a_changed_course())
    assert outcomes(imported(path, with_a_changed_course()))[MergeOutcome.KEPT] == 1
    shutil.rmtree(path / "newer")
    assert outcomes(imported(path, with_a_changed_course())) == {
        MergeOutcome.UNCHANGED: 3
    }
    assert (path / "services/kurse/de.md").read_text() == "mine"


def test_who_takes_the_newer_version_over_has_edited_nothing_any_more(
    path: Path,
) -> None:
    imported(path)
    (path / "services/kurse/de.md").write_text("mine")
    imported(path, with_a_changed_course(), retrieved=LATER)
    shutil.copytree(path / "newer", path, dirs_exist_ok=True)
    assert outcomes(imported(path, with_a_changed_course())) == {
        MergeOutcome.UNCHANGED: 3
    }
    assert everything(path / "newer") == {}
    found = imported(path, with_a_changed_course("<p>Drittes.</p>"))
    assert outcomes(found)[MergeOutcome.CHANGED] == 1


def test_a_newer_version_that_is_being_worked_on_is_not_overwritten_either(
    path: Path,
) -> None:
    imported(path)
    (path / "services/kurse/de.md").write_text("mine")
    imported(path, with_a_changed_course())
    (path / "newer/services/kurse/de.md").write_text("mine too")
    third = with_a_changed_course("<p>Drittes.</p>")
    for _time in range(2):
        assert outcomes(imported(path, third))[MergeOutcome.KEPT] == 1
        assert (path / "newer/services/kurse/de.md").read_text() == "mine too"


def test_a_translation_that_an_editor_has_added_is_not_overwritten(path: Path) -> None:
    imported(path)
    mine = path / "services/arbeit/en.md"
    mine.write_text("my own translation")
    fake = a_usual_region()
    english = "/spree/en/employment/"
    one(fake, "de/pages", "arbeit")["available_languages"] = linked(en=english)
    fake.add("en/pages", [a_page(english, "Work")])
    assert outcomes(imported(path, answers_of(fake)))[MergeOutcome.KEPT] == 1
    assert mine.read_text() == "my own translation"


def test_a_folder_that_an_editor_has_made_keeps_its_name(path: Path) -> None:
    imported(path)
    mine = path / "services/jobs/de.md"
    mine.parent.mkdir()
    mine.write_text("mine")
    fake = a_usual_region()
    fake.add("de/pages", [a_page("/spree/de/jobs/", "Jobs")])
    imported(path, answers_of(fake))
    assert mine.read_text() == "mine"
    assert len(list((path / "services").glob("jobs-*"))) == 1


def test_what_an_editor_has_moved_away_comes_back_only_when_it_changes(
    path: Path,
) -> None:
    imported(path)
    shutil.rmtree(path / "services/kurse")
    assert outcomes(imported(path)) == {MergeOutcome.UNCHANGED: 3}
    assert not (path / "services/kurse").exists()
    assert outcomes(imported(path, with_a_changed_course()))[MergeOutcome.CHANGED] == 1
    assert (path / "services/kurse/de.md").exists()


def test_what_is_no_longer_delivered_stays_and_is_told(path: Path) -> None:
    imported(path)
    fake = a_usual_region()
    fake.texts["de/pages"] = fake.texts["de/pages"][:2]
    found = imported(path, answers_of(fake))
    assert outcomes(found)[MergeOutcome.GONE] == 1
    assert (path / "services/arbeit/de.md").exists()
    shutil.rmtree(path / "services/arbeit")
    shutil.rmtree(path / "resources/arbeit", ignore_errors=True)
    assert MergeOutcome.GONE not in outcomes(imported(path, answers_of(fake)))


def test_a_kind_that_was_not_asked_for_is_not_touched(path: Path) -> None:
    imported(path)
    found = imported(path, answers_of(FakeIntegreat(), ItemKind.PLACE))
    assert outcomes(found, ItemKind.PAGE) == {}
    assert outcomes(found, ItemKind.PLACE) == {MergeOutcome.GONE: 1}
    assert len(told_by(path)["items"]) == 6


def test_another_licence_is_a_change(path: Path) -> None:
    imported(path, licence=records.UNKNOWN_LICENCE)
    assert outcomes(imported(path, licence="CC0")) == {MergeOutcome.CHANGED: 3}
    assert "Licence: CC0." in (path / "services/kurse/service.toml").read_text()
