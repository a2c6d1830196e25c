from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.loader import load
from kiosk.cli.late_contents import LateContents
from kiosk.errors import BadContent
from tests.builders import AR, a_content_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_the_site_is_there_before_the_rest_is_read(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    contents = LateContents(folder)
    (folder / "topics.toml").write_text("unknown = 1\n", encoding="utf-8")

    assert contents.site().time_zone == "Europe/Berlin"
    with pytest.raises(BadContent, match=r"topics\.toml"):
        contents.current()


def test_the_rest_is_read_once(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    contents = LateContents(folder)
    first = contents.current()
    (folder / "topics.toml").unlink()

    assert contents.current() is first
    assert contents.site() is first.site


def test_a_broken_site_is_told_at_once(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    (folder / "site.toml").write_text("[site]\n", encoding="utf-8")

    with pytest.raises(BadContent, match=r"site\.toml"):
        LateContents(folder)


@pytest.mark.parametrize("name", ["site.toml", "topics.toml", "words/de.toml"])
def test_a_terminal_that_nobody_attends_shows_the_shipped_content_instead(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = a_content_folder(tmp_path)
    (broken / name).write_bytes(b"\xff")
    shipped = a_content_folder(tmp_path / "shipped")
    contents = LateContents(broken, instead=shipped)

    assert contents.current() == load(shipped)
    assert contents.site() == contents.current().site
    assert name in caplog.text
    assert "came with the program" in caplog.text


def test_when_the_shipped_content_is_broken_too_it_is_told(tmp_path: Path) -> None:
    broken = a_content_folder(tmp_path)
    (broken / "site.toml").write_bytes(b"\xff")
    with pytest.raises(BadContent, match=r"site\.toml"):
        LateContents(broken, instead=broken)


def test_the_site_speaks_every_language_once_all_is_read(tmp_path: Path) -> None:
    contents = LateContents(a_content_folder(tmp_path))
    assert contents.site().name[AR] == "Willkommen"
    contents.current()
    assert contents.site().name[AR] == "مرحبًا"


def test_why_it_fell_back_is_known_and_that_it_did_not(tmp_path: Path) -> None:
    good, broken = a_content_folder(tmp_path), a_content_folder(tmp_path / "broken")
    (broken / "topics.toml").write_bytes(b"\xff")
    assert LateContents(good, instead=good).fell_back is None
    contents = LateContents(broken, instead=good)
    contents.current()
    assert "topics.toml" in str(contents.fell_back)


def test_another_content_is_shown_whole_and_at_once(tmp_path: Path) -> None:
    broken, good = a_content_folder(tmp_path / "broken"), a_content_folder(tmp_path)
    (broken / "topics.toml").write_bytes(b"\xff")
    contents = LateContents(broken, instead=good)
    contents.current()
    assert contents.fell_back is not None
    fresh = load(a_content_folder(tmp_path / "fresh"))

    contents.show(fresh)

    assert contents.current() is fresh
    assert contents.site() is fresh.site
    assert contents.fell_back is None
