from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import BadContent, UpdateRefused
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations.hub_content import HubContent
from kiosk.releases.installed import InstalledReleases
from kiosk.releases.packing import read_folder
from tests import content_folder
from tests.archives import an_archive
from tests.builders import DE, a_content_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return a_content_folder(tmp_path)


@pytest.fixture
def content(tmp_path: Path, source: Path) -> HubContent:
    return HubContent(InstalledReleases(tmp_path / "releases", source))


def _archive(tmp_path: Path, source: Path, version: int = 1) -> Path:
    return an_archive(tmp_path, version, read_folder(source))


def test_without_a_release_it_is_what_came_with_the_program(
    content: HubContent,
) -> None:
    assert content.release().is_shipped
    assert content.catalogue().site.name[DE] == "Willkommen"


def test_it_is_read_once(content: HubContent) -> None:
    assert content.catalogue() is content.catalogue()


def test_a_shown_release_is_swapped_whole_and_shown_after_a_restart(
    content: HubContent, tmp_path: Path, source: Path
) -> None:
    before = content.catalogue()
    content.show(_archive(tmp_path, source))

    assert content.release().version == 1
    assert content.catalogue() is not before
    assert HubContent(content.installed).release().version == 1


def test_a_release_that_cannot_be_read_is_not_shown(
    content: HubContent, tmp_path: Path
) -> None:
    with pytest.raises(UpdateRefused) as caught:
        content.show(an_archive(tmp_path, 1))
    assert caught.value.reason is UpdateRefusal.BROKEN_CONTENT
    assert content.release().is_shipped
    assert content.installed.current().is_shipped


@pytest.mark.usefixtures("no_added_languages")
def test_a_language_is_of_the_release_that_is_shown_and_of_no_refused_one(
    content: HubContent, tmp_path: Path, source: Path
) -> None:
    topics = (source / "topics.toml").read_text("utf-8")
    content_folder.add_hungarian(source)
    (source / "topics.toml").write_text("broken")
    with pytest.raises(UpdateRefused):
        content.show(_archive(tmp_path, source, 1))
    assert "hu" not in LANGUAGES

    (source / "topics.toml").write_text(topics, "utf-8")
    with LANGUAGES.read_aside():
        content.show(_archive(tmp_path, source, 2))
        assert "hu" not in LANGUAGES
    assert "hu" in LANGUAGES


def test_an_installed_release_that_broke_leads_to_the_one_before(
    content: HubContent, tmp_path: Path, source: Path
) -> None:
    content.show(_archive(tmp_path, source, 1))
    shown = content.show(_archive(tmp_path, source, 2))
    (shown.folder / "topics.toml").write_text("broken")

    again = HubContent(content.installed)
    assert again.release().version == 1
    assert [each.reason for each in content.installed.refused()] == ["broken-content"]


def test_broken_content_without_any_release_is_told(
    content: HubContent, source: Path
) -> None:
    (source / "topics.toml").write_text("broken")

    with pytest.raises(BadContent, match=r"topics\.toml"):
        content.catalogue()
