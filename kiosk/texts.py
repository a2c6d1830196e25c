"""Reads the text of a small file that somebody has written with whatever editor."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SAVE_AS_UTF_8 = "Save it as UTF-8: in Windows Notepad, File, Save as, Encoding."
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LARGEST = 1024 * 1024


class NotUtf8(ValueError):  # noqa: N818
    """The message says why, without the name of the file."""


def read(file: Path) -> str:
    """Its text, without the mark that some editors put before it.

    Raises `NotUtf8` or `OSError`.
    """
    with file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise NotUtf8("it is larger than a megabyte")
    if data.startswith(UTF_16) or b"\0" in data:
        raise NotUtf8("it is written in UTF-16, which Windows Notepad calls Unicode")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotUtf8(f"line {line} has letters that are not UTF-8") from error
