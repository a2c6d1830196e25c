from __future__ import annotations

import io
import os
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.releases import ReleaseAbout, UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.paths import shipped
from kiosk.releases.limits import ReleaseLimits
from kiosk.releases.packing import ABOUT, about_file, pack, read_about, read_folder
from tests.archives import TEN_O_CLOCK, an_about
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return a_content_folder(tmp_path)


def _names(packed: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(packed)).namelist()


def test_the_same_content_gives_the_same_bytes(content: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    for path in sorted(content.rglob("*"), reverse=True):
        if path.is_file():
            copy = other / path.relative_to(content)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
            copy.chmod(0o600)
            os.utime(copy, (1, 1))

    assert pack(other, an_about()) == pack(content, an_about())


def test_what_a_release_says_of_itself_stands_first_and_names_are_sorted(
    content: Path,
) -> None:
    first, *others = _names(pack(content, an_about()))

    assert first == ABOUT
    assert others == sorted(others)
    assert "services/office/de.md" in others or len(others) > 5


def test_only_what_the_catalogue_reads_is_packed(content: Path) -> None:
    before = _names(pack(content, an_about()))
    for name in ("notes.txt", "draft.toml", ".git/config", "words/de.toml~", "a.md"):
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text("mine")

    assert _names(pack(content, an_about())) == before


def test_all_of_the_shipped_content_is_packed() -> None:
    there = {
        path.relative_to(shipped("content")).as_posix()
        for path in shipped("content").rglob("*")
        if path.is_file()
    }

    assert set(read_folder(shipped("content"))) == there


def test_a_link_is_not_followed(content: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine")
    (content / "words" / "fr.toml").symlink_to(secret)

    assert _refusal(content) is UpdateRefusal.BAD_PATH


def test_a_folder_without_content_is_no_release(tmp_path: Path) -> None:
    assert _refusal(tmp_path) is UpdateRefusal.BROKEN_CONTENT
    assert _refusal(tmp_path / "nowhere") is UpdateRefusal.DISK_FAILED


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (ReleaseLimits(files=3), UpdateRefusal.TOO_MANY_FILES),
        (ReleaseLimits(file=20), UpdateRefusal.TOO_LARGE),
        (ReleaseLimits(total=500), UpdateRefusal.TOO_LARGE),
    ],
)
def test_what_no_terminal_would_take_is_not_packed(
    content: Path, limits: ReleaseLimits, reason: UpdateRefusal
) -> None:
    assert _refusal(content, limits) is reason


def test_a_release_tells_what_it_was_told() -> None:
    about = ReleaseAbout(7, TEN_O_CLOCK, "Łucja", "Zurück „wegen“ <b>", 5)

    assert read_about(about_file(about)) == about


def test_a_newer_hub_may_say_more_of_a_release() -> None:
    said = about_file(an_about()).replace(b"{", b'{"colour": "red",', 1)

    assert read_about(said) == an_about()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"version": 1}',
        b'{"version": 0, "published_at": "2026-11-30T09:00:00Z", "by": "x"}',
        b'{"version": 1, "published_at": "2026-11-30T09:00:00", "by": "x"}',
        b'{"version": "1", "published_at": "2026-11-30T09:00:00Z", "by": "x"}',
    ],
)
def test_nonsense_about_a_release_is_refused(said: bytes) -> None:
    with pytest.raises(UpdateRefused, match=r"release\.json") as caught:
        read_about(said)
    assert caught.value.reason is UpdateRefusal.NOT_AN_ARCHIVE


def test_a_long_comment_is_cut_so_that_every_terminal_reads_it() -> None:
    about = replace(an_about(), comment="x" * 1000, by="y" * 1000)

    assert len(read_about(about_file(about)).comment) == 280


def _refusal(folder: Path, limits: ReleaseLimits | None = None) -> str:
    with pytest.raises(UpdateRefused) as caught:
        read_folder(folder, limits or ReleaseLimits())
    assert caught.value.remedy
    return caught.value.reason
