from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.cli.late_contents import LateContents
from kiosk.errors import BadContent
from tests.builders import a_content_folder

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
    assert first.site == contents.site()


def test_a_broken_site_is_told_at_once(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    (folder / "site.toml").write_text("[site]\n", encoding="utf-8")

    with pytest.raises(BadContent, match=r"site\.toml"):
        LateContents(folder)
