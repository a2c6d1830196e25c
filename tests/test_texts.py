from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk import texts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("für".encode(), "für"),
        (b"\xef\xbb\xbf" + "für".encode(), "für"),
        (b"a\r\nb", "a\r\nb"),
    ],
)
def test_a_mark_before_the_text_is_no_part_of_it(
    tmp_path: Path, data: bytes, text: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)
    assert texts.read(file) == text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("für".encode("utf-16"), "Windows Notepad calls Unicode"),
        ("a".encode("utf-16-be"), "UTF-16"),
        (b"\xff\xfe", "UTF-16"),
        ("ok\nfür".encode("latin-1"), "line 2 has letters that are not UTF-8"),
        (b"x" * (texts.LARGEST + 1), "larger than a megabyte"),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_another_encoding_is_named(tmp_path: Path, data: bytes, why: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)
    with pytest.raises(texts.NotUtf8, match=why):
        texts.read(file)


def test_what_cannot_be_opened_is_the_systems_error(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        texts.read(tmp_path)
    with pytest.raises(FileNotFoundError):
        texts.read(tmp_path / "nothing")
