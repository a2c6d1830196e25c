"""A region becomes a draft that the content takes."""

from __future__ import annotations

import gzip
import json
import shutil
import tomllib
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.integreat.items import ItemKind
from tests.draft_folder import (
    answers_of,
    errors_once_moved,
    imported,
    told_by,
    usual_answers,
)
from tests.fakes.clock import NOON
from tests.fakes.integreat import (
    FakeIntegreat,
    a_day,
    a_page,
    a_place,
    a_usual_region,
)

if TYPE_CHECKING:
    from pathlib import Path


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
    draft = told_by(path)["draft"]
    assert draft["source"] == "Integreat"
    assert draft["instance"] == "https://cms.integreat.test"
    assert (draft["region"], draft["name"]) == ("spree", "Spree")
    assert draft["retrieved"] == NOON
    assert draft["licence"] == "CC BY 4.0"
    assert draft["imprint"] == "https://x.test/imprint/"
    assert "machine" in draft["translations"]


def test_each_item_says_its_source_languages_and_what_stands_in(path: Path) -> None:
    imported(path)
    items = {item["path"]: item for item in told_by(path)["items"]}
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
    assert kept == answers.bodies[ItemKind.PAGE, "de"]


def test_recurrences_keep_their_own_day_and_hour(path: Path) -> None:
    imported(path)
    for day in ("2026-03-24", "2026-03-31"):
        told = (path / "resources" / f"treffen-{day}" / "resources.toml").read_text()
        assert f"starts = {day}T13:00:00" in told


def test_a_licence_cannot_break_out_of_its_line(path: Path) -> None:
    imported(path, licence='CC0\ncategory = "x"')
    told = tomllib.loads((path / "services/kurse/service.toml").read_text())
    assert told["category"] == "arrival"


def test_slugs_that_collide_stay_apart_and_stay_the_same(path: Path) -> None:
    fake = FakeIntegreat()
    fake.add("de/pages", [a_page(f"/spree/de/{n}/kurse/", n.title()) for n in "ab"])
    imported(path, answers_of(fake))
    names = {item["path"]: item["slug"] for item in told_by(path)["items"]}
    assert len(set(names.values())) == 2
    fake.texts["de/pages"].reverse()
    fake.add("de/pages", [a_page("/spree/de/0/kurse/", "0", order=0)])
    imported(path, answers_of(fake))
    again = {item["path"]: item["slug"] for item in told_by(path)["items"]}
    assert {key: again[key] for key in names} == names
    assert len(set(again.values())) == 3


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
    json.dumps(told_by(room / "draft"), default=str)
