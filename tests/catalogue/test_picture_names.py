"""Pictures that the content names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.domain.pictures import PICTURES
from tests import content_folder
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.catalogue import Catalogue

TODAY = date(2026, 11, 25)
PLACES = {
    "a life area": ("site.toml", 'symbol = "✚"'),
    "an emergency number": ("site.toml", 'number = "112"'),
    "a topic": ("topics.toml", "active = true"),
}


def named(tmp_path: Path, place: str, picture: str) -> Path:
    name, beside = PLACES[place]
    folder = a_content_folder(tmp_path)
    said = f'{beside}\npicture = "{picture}"'
    content_folder.change(folder / name, beside, said)
    return folder


def pictures(catalogue: Catalogue) -> list[str | None]:
    return [
        *(category.picture for category in catalogue.categories),
        *(topic.picture for topic in catalogue.topics),
        *(number.picture for number in catalogue.emergency),
    ]


def test_old_content_names_no_pictures_and_loads(tmp_path: Path) -> None:
    catalogue = load(a_content_folder(tmp_path))
    assert set(pictures(catalogue)) == {None}


@pytest.mark.parametrize("place", PLACES)
def test_a_picture_is_read(place: str, tmp_path: Path) -> None:
    folder = named(tmp_path, place, "health")
    assert problems(folder, TODAY) == []
    catalogue = load(folder)
    assert pictures(catalogue).count("health") == 1


@pytest.mark.parametrize("place", PLACES)
def test_an_unknown_picture_is_told_with_its_line_and_none_is_shown(
    place: str, tmp_path: Path
) -> None:
    folder = named(tmp_path, place, "healt")
    [problem] = problems(folder, TODAY)
    name, _ = PLACES[place]
    lines = (folder / name).read_text("utf-8").splitlines()
    assert (problem.file, problem.is_error) == (name, False)
    assert problem.line == lines.index('picture = "healt"') + 1
    assert "'healt'" in problem.message
    assert problem.remedy.startswith("Did you mean health?")
    catalogue = load(folder)
    assert set(pictures(catalogue)) == {None}


@pytest.mark.parametrize("picture", ["", "x" * 5000, "../health", "health M"])
def test_what_is_no_name_is_told_in_a_line(picture: str, tmp_path: Path) -> None:
    [problem] = problems(named(tmp_path, "a life area", picture), TODAY)
    assert len(problem.message) < 100


def test_no_name_is_there_twice() -> None:
    assert len(set(PICTURES)) == len(PICTURES)
