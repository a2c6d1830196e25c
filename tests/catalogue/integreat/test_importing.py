from __future__ import annotations

import gzip
import json
import shutil
import tomllib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.catalogue.integreat import records
from kiosk.catalogue.integreat.importing import Answers
from kiosk.catalogue.integreat.items import Kind
from kiosk.catalogue.integreat.merging import Outcome
from kiosk.errors import DataFolderUnusable, ImportFailed
from tests.draft_folder import (
    answers_of,
    errors_once_moved,
    everything,
    imported,
    one,
    usual_answers,
)
from tests.fakes.clock import NOON
from tests.fakes.integreat import (
    FakeIntegreat,
    a_day,
    a_page,
    a_place,
    a_usual_region,
    linked,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LATER = NOON + timedelta(days=3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "integreat-spree"


def _told(path: Path) -> dict[str, Any]:
    return tomllib.loads((path / "draft.toml").read_text(encoding="utf-8"))


def _counts(found: object, kind: Kind = Kind.PAGE) -> dict[Outcome, int]:
    outcomes = getattr(found, "outcomes")  # noqa: B009
    return {key: n for key, n in outcomes[kind].items() if n}


def _changed(content: str = "<p>Anderes.</p><p>Mehr.</p>") -> Answers:
    fake = a_usual_region()
    one(fake, "de/pages", "kurse")["content"] = content
    return answers_of(fake)


def test_every_kind_becomes_services_that_the_content_takes(
    path: Path, tmp_path: Path
) -> None:
    imported(path)
    names = sorted(service.name for service in (path / "services").iterdir())
    assert names == [
        *("amt", "arbeit", "kurse", "treffen-2026-03-24", "treffen-2026-03-31"),
        "willkommen",
    ]
    assert errors_once_moved(path, tmp_path / "content") == []


def test_the_draft_says_where_it_is_from_and_under_which_licence(path: Path) -> None:
    imported(path, answers_of(a_usual_region(), imprint="https://x.test/imprint/"))
    draft = _told(path)["draft"]
    assert draft["source"] == "Integreat"
    assert draft["instance"] == "https://cms.integreat.test"
    assert (draft["region"], draft["name"]) == ("spree", "Spree")
    assert draft["retrieved"] == NOON
    assert draft["licence"] == "CC BY 4.0"
    assert draft["imprint"] == "https://x.test/imprint/"
    assert "machine" in draft["translations"]


def test_each_item_says_its_source_languages_and_what_stands_in(path: Path) -> None:
    imported(path)
    items = {item["path"]: item for item in _told(path)["items"]}
    course = items["/spree/de/willkommen/kurse"]
    assert course["url"] == "https://integreat.test/spree/de/willkommen/kurse/"
    assert course["languages"] == ["de", "en", "ar"]
    assert course["under"] == ["Willkommen"]
    assert items["/spree/de/willkommen"]["fallbacks"] == ["en"]
    assert "its opening hours are not known" not in str(items)


def test_the_answers_are_kept_as_they_came(path: Path) -> None:
    answers = usual_answers()
    imported(path, answers)
    kept = gzip.decompress((path / "answers" / "de-pages.json.gz").read_bytes())
    assert kept == answers.bodies[Kind.PAGE, "de"]


def test_recurrences_keep_their_own_day_and_hour(path: Path) -> None:
    imported(path)
    for day in ("2026-03-24", "2026-03-31"):
        told = (path / "resources" / f"treffen-{day}" / "resources.toml").read_text()
        assert f"starts = {day}T13:00:00" in told


def test_the_same_again_leaves_every_service_byte_for_byte(path: Path) -> None:
    first = imported(path)
    before = everything(path)
    second = imported(path, retrieved=LATER)
    after = everything(path)
    assert _counts(first) == {Outcome.NEW: 3}
    assert _counts(second) == {Outcome.UNCHANGED: 3}
    assert before.pop("draft.toml") != after.pop("draft.toml")
    assert before == after


def test_a_later_save_alone_is_no_change(path: Path) -> None:
    imported(path)
    fake = a_usual_region()
    one(fake, "de/pages", "kurse")["last_updated"] = "2026-03-01T10:00:00+01:00"
    assert _counts(imported(path, answers_of(fake))) == {Outcome.UNCHANGED: 3}


def test_a_changed_item_is_written_new_and_the_old_one_stays_in_the_draft_before(
    path: Path,
) -> None:
    imported(path)
    found = imported(path, _changed())
    assert _counts(found) == {Outcome.CHANGED: 1, Outcome.UNCHANGED: 2}
    assert "Anderes." in (path / "services/kurse/de.md").read_text()
    before = path.with_name("integreat-spree.before") / "services/kurse/de.md"
    assert "Hier steht" in before.read_text()


def test_a_translation_that_is_no_longer_delivered_goes_with_the_change(
    path: Path,
) -> None:
    imported(path)
    fake = a_usual_region()
    fake.texts["ar/pages"] = []
    assert _counts(imported(path, answers_of(fake)))[Outcome.CHANGED] == 1
    assert not (path / "services/kurse/ar.md").exists()
    assert (path / "services/kurse/en.md").exists()


def test_what_an_editor_has_changed_is_kept_and_the_new_put_beside(path: Path) -> None:
    imported(path)
    mine = path / "services/kurse/de.md"
    mine.write_text("mine")
    found = imported(path, _changed())
    assert _counts(found) == {Outcome.KEPT: 1, Outcome.UNCHANGED: 2}
    assert found.kept == ["newer/services/kurse"]
    assert mine.read_text() == "mine"
    assert "Anderes." in (path / "newer/services/kurse/de.md").read_text()


def test_it_is_told_as_long_as_the_newer_version_lies_there(path: Path) -> None:
    imported(path)
    (path / "services/kurse/de.md").write_text("mine")
    imported(path, _changed())
    assert _counts(imported(path, _changed()))[Outcome.KEPT] == 1
    shutil.rmtree(path / "newer")
    assert _counts(imported(path, _changed())) == {Outcome.UNCHANGED: 3}
    assert (path / "services/kurse/de.md").read_text() == "mine"


def test_who_takes_the_newer_version_over_has_edited_nothing_any_more(
    path: Path,
) -> None:
    imported(path)
    (path / "services/kurse/de.md").write_text("mine")
    imported(path, _changed(), retrieved=LATER)
    shutil.copytree(path / "newer", path, dirs_exist_ok=True)
    assert _counts(imported(path, _changed())) == {Outcome.UNCHANGED: 3}
    assert everything(path / "newer") == {}
    found = imported(path, _changed("<p>Drittes.</p>"))
    assert _counts(found)[Outcome.CHANGED] == 1


def test_a_newer_version_that_is_being_worked_on_is_not_overwritten_either(
    path: Path,
) -> None:
    imported(path)
    (path / "services/kurse/de.md").write_text("mine")
    imported(path, _changed())
    (path / "newer/services/kurse/de.md").write_text("mine too")
    third = _changed("<p>Drittes.</p>")
    for _time in range(2):
        assert _counts(imported(path, third))[Outcome.KEPT] == 1
        assert (path / "newer/services/kurse/de.md").read_text() == "mine too"


def test_a_translation_that_an_editor_has_added_is_not_overwritten(path: Path) -> None:
    imported(path)
    mine = path / "services/arbeit/en.md"
    mine.write_text("my own translation")
    fake = a_usual_region()
    english = "/spree/en/work/"
    one(fake, "de/pages", "arbeit")["available_languages"] = linked(en=english)
    fake.add("en/pages", [a_page(english, "Work")])
    assert _counts(imported(path, answers_of(fake)))[Outcome.KEPT] == 1
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
    assert _counts(imported(path)) == {Outcome.UNCHANGED: 3}
    assert not (path / "services/kurse").exists()
    assert _counts(imported(path, _changed()))[Outcome.CHANGED] == 1
    assert (path / "services/kurse/de.md").exists()


def test_what_is_no_longer_delivered_stays_and_is_told(path: Path) -> None:
    imported(path)
    fake = a_usual_region()
    fake.texts["de/pages"] = fake.texts["de/pages"][:2]
    found = imported(path, answers_of(fake))
    assert _counts(found)[Outcome.GONE] == 1
    assert (path / "services/arbeit/de.md").exists()
    shutil.rmtree(path / "services/arbeit")
    shutil.rmtree(path / "resources/arbeit", ignore_errors=True)
    assert Outcome.GONE not in _counts(imported(path, answers_of(fake)))


def test_a_kind_that_was_not_asked_for_is_not_touched(path: Path) -> None:
    imported(path)
    found = imported(path, answers_of(FakeIntegreat(), Kind.PLACE))
    assert _counts(found, Kind.PAGE) == {}
    assert _counts(found, Kind.PLACE) == {Outcome.GONE: 1}
    assert len(_told(path)["items"]) == 6


def test_another_licence_is_a_change(path: Path) -> None:
    imported(path, licence=records.UNKNOWN_LICENCE)
    assert _counts(imported(path, licence="CC0")) == {Outcome.CHANGED: 3}
    assert "Licence: CC0." in (path / "services/kurse/service.toml").read_text()


def test_a_licence_cannot_break_out_of_its_line(path: Path) -> None:
    imported(path, licence='CC0\ncategory = "x"')
    told = tomllib.loads((path / "services/kurse/service.toml").read_text())
    assert told["category"] == "arrival"


def test_slugs_that_collide_stay_apart_and_stay_the_same(path: Path) -> None:
    fake = FakeIntegreat()
    fake.add("de/pages", [a_page(f"/spree/de/{n}/kurse/", n.title()) for n in "ab"])
    imported(path, answers_of(fake))
    names = {item["path"]: item["slug"] for item in _told(path)["items"]}
    assert len(set(names.values())) == 2
    fake.texts["de/pages"].reverse()
    fake.add("de/pages", [a_page("/spree/de/0/kurse/", "0", order=0)])
    imported(path, answers_of(fake))
    again = {item["path"]: item["slug"] for item in _told(path)["items"]}
    assert {key: again[key] for key in names} == names
    assert len(set(again.values())) == 3


@pytest.mark.parametrize(
    "body", [b"", b"[{", b"{}", b'[{"path": 1, "title": ""}]', b"[NaN]", b"[" * 9999]
)
@pytest.mark.parametrize("spoilt", [(Kind.PAGE, "de"), (Kind.EVENT, "ar")])
def test_a_wrong_answer_anywhere_leaves_the_draft_as_it_was(
    path: Path, spoilt: tuple[Kind, str], body: bytes
) -> None:
    imported(path)
    before = everything(path.parent)
    good = _changed()
    bad = Answers(good.instance, good.region, good.codes, {**good.bodies, spoilt: body})
    with pytest.raises(ImportFailed):
        imported(path, bad)
    assert everything(path.parent) == before


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("not = [toml", "cannot be read"),
        ("[draft]\nsource = 1", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_draft_that_cannot_be_read_is_left_alone(
    path: Path, text: str, named: str
) -> None:
    imported(path)
    (path / "draft.toml").write_text(text)
    before = everything(path)
    with pytest.raises(ImportFailed, match=named):
        imported(path, _changed())
    assert everything(path) == before


@pytest.mark.parametrize(
    "name", ["../../etc/x", "/etc/x", "draft.toml", "services/../x"]
)
def test_a_draft_that_names_files_elsewhere_is_left_alone(
    path: Path, name: str
) -> None:
    imported(path)
    told = (path / "draft.toml").read_text()
    (path / "draft.toml").write_text(told.replace("services/kurse/de.md", name))
    with pytest.raises(ImportFailed, match="no file of a draft"):
        imported(path, _changed())


def _a_file_for_its_folder(path: Path) -> None:
    shutil.rmtree(path / "services/kurse")
    (path / "services/kurse").write_text("mine")


def _a_folder_for_its_file(path: Path) -> None:
    (path / "services/kurse/de.md").unlink()
    (path / "services/kurse/de.md").mkdir()


def _a_link_to_itself(path: Path) -> None:
    (path / "services/kurse/de.md").unlink()
    (path / "services/kurse/de.md").symlink_to("de.md")


@pytest.mark.parametrize(
    "put", [_a_file_for_its_folder, _a_folder_for_its_file, _a_link_to_itself]
)
def test_a_draft_of_which_a_file_cannot_be_read_is_left_alone(
    path: Path, put: Callable[[Path], None]
) -> None:
    imported(path)
    put(path)
    before = everything(path.parent)
    with pytest.raises(DataFolderUnusable, match=r"kurse/.* cannot be read") as caught:
        imported(path, _changed())
    assert "the draft is as it was" in caught.value.remedy
    assert everything(path.parent) == before


def test_a_folder_with_something_else_in_it_is_left_alone(path: Path) -> None:
    path.mkdir()
    (path / "site.toml").write_text("the content itself")
    with pytest.raises(ImportFailed, match="something else than a draft"):
        imported(path)
    assert everything(path) == {"site.toml": b"the content itself"}


def test_a_draft_of_another_region_is_left_alone(path: Path) -> None:
    imported(path)
    told = (path / "draft.toml").read_text()
    (path / "draft.toml").write_text(told.replace('region = "spree"', 'region = "x"'))
    with pytest.raises(ImportFailed, match="is a draft of x on"):
        imported(path)


def test_a_place_with_hours_of_every_kind_is_taken_by_the_content(
    path: Path, tmp_path: Path
) -> None:
    fake = FakeIntegreat()
    week = [a_day(("09:00", "12:00"), ("13:00", "15:00")), *[a_day()] * 6]
    fake.add(
        "de/locations",
        [
            a_place("/spree/de/locations/a/", "A", opening_hours=week),
            a_place("/spree/de/locations/b/", "B", temporarily_closed=True),
            a_place("/spree/de/locations/c/", "C", location=None, content=""),
        ],
    )
    imported(path, answers_of(fake))
    assert errors_once_moved(path, tmp_path / "content") == []


_HOSTILE = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<ul><li>",
            "<table><tr><td>",
            "<script>",
            "</script>",
            "<h3>",
        ),
        *("<a href='javascript:x'>", "<a href='https://a.de/{x}'>", "</a>", "<!--"),
        *("{integreat} ", "+++", "# ", "1. ", "```", "&lt;b&gt;", "\u202e", "\u2066"),
        *(
            "Tel: 1",
            "https://b.de/",
            "data:x",
            "\\",
            '"',
            "'''",
            "\n",
            "\t",
            "Wort ",
            "\0",
        ),
    ]
)


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(_HOSTILE, min_size=1, max_size=20).map("".join),
    st.lists(_HOSTILE, min_size=1, max_size=6).map("".join),
)
def test_whatever_a_page_holds_the_content_takes_it(
    tmp_path: Path, content: str, title: str
) -> None:
    fake = FakeIntegreat()
    fake.add("de/pages", [a_page("/spree/de/a/", title, content=content)])
    fake.add("de/locations", [a_place("/spree/de/b/", title, content=content)])
    room = tmp_path / "example"
    shutil.rmtree(room, ignore_errors=True)
    imported(room / "draft", answers_of(fake))
    for folder in ("services", "resources"):
        (room / "draft" / folder).mkdir(exist_ok=True)
    assert errors_once_moved(room / "draft", room / "content") == []
    json.dumps(_told(room / "draft"), default=str)
