"""Each service leads to a topic of counselling that there is, or the check says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.ids import Slug
from kiosk.paths import shipped
from tests import content_folder
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

SERVICE = "services/doctor/service.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_content_folder(tmp_path)


def of_service(folder: Path) -> None:
    content_folder.change(folder / SERVICE, "order = 2", 'order = 2\ntopic = "house"')


def of_category(folder: Path) -> None:
    site = folder / "site.toml"
    content_folder.change(site, 'symbol = "✚"', 'symbol = "✚"\ntopic = "house"')


def of_the_rest(folder: Path) -> None:
    topics = folder / "topics.toml"
    content_folder.change(topics, 'general = "residence"', 'general = "house"')


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (of_service, SERVICE),
        (of_category, "site.toml"),
        (of_the_rest, "topics.toml"),
    ],
    ids=["service", "category", "general"],
)
def test_a_topic_that_does_not_exist_is_named_by_file_and_line(
    folder: Path, write: object, name: str
) -> None:
    assert callable(write)
    write(folder)
    (error,) = [problem for problem in problems(folder) if problem.is_error]
    lines = (folder / name).read_text("utf-8").splitlines()
    assert error.file == name
    assert error.line is not None
    assert "house" in lines[error.line - 1]
    assert "Allowed: residence, tax." in error.remedy


def test_a_service_that_leads_to_no_topic_is_named(folder: Path) -> None:
    content_folder.change(folder / "topics.toml", 'general = "residence"\n', "")
    content_folder.change(folder / SERVICE, "order = 2", 'order = 2\ntopic = "tax"')
    found = [(problem.file, problem.is_error) for problem in problems(folder)]
    assert found == [
        (SERVICE, False),  # its topic is not offered now
        ("services/registration/service.toml", False),
    ]


def test_a_terminal_goes_on_with_the_next_topic_that_there_is(folder: Path) -> None:
    of_service(folder)
    catalogue = load(folder)
    assert catalogue.topic_about(Slug("doctor")) == "residence"


def test_the_shipped_services_all_lead_to_a_topic() -> None:
    catalogue = load(shipped("content"))
    led = {s.slug: catalogue.topic_about(s.slug) for s in catalogue.services}
    assert None not in led.values()
    assert led[Slug("blue-card")] == "residence"
    assert led[Slug("child-benefit")] == "family"
    assert led[Slug("waste")] == "everyday"
