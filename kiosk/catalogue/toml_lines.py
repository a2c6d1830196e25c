"""On which line of a TOML text a key stands, found by a light look at the text.

`tomllib` forgets lines. A key inside a multi-line value gets the line where the value
begins, which is near enough for a person with an editor.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""`("resources", 1, "title", "pl")`: the second [[resources]], its `title.pl`."""

TEXTS_KEPT = 8
"""A file with a thousand problems is read once."""
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*([\w."' -]+?)\s*=""")
_NAME = re.compile(r"""["']([^"']*)["']|([\w-]+)""")


def line_of(text: str, path: KeyPath) -> int | None:
    """The first line that leads deepest towards the key; None when nothing does."""
    lines = _lines(text)
    depths = range(len(path), 0, -1)
    return next((lines[path[:n]] for n in depths if path[:n] in lines), None)


@lru_cache(maxsize=TEXTS_KEPT)
def _lines(text: str) -> Mapping[KeyPath, int]:
    """The first line of each key, and of each beginning of one."""
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, content in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(content):
            here = table = _table(header[1], _names(header[2]), counts)
        elif key := _KEY.match(content):
            here = table + _names(key[1])
        else:
            continue
        for depth in range(1, len(here) + 1):
            found.setdefault(here[:depth], number)
    return found


def _table(bracket: str, names: KeyPath, counts: dict[KeyPath, int]) -> KeyPath:
    """The path of a header, with the place of each repeated table in it."""
    here: KeyPath = ()
    for depth, name in enumerate(names, start=1):
        here += (name,)
        if bracket == "[[" and depth == len(names):
            counts[here] = counts.get(here, -1) + 1
        if here in counts:
            here += (counts[here],)
    return here


def _names(dotted: str) -> KeyPath:
    return tuple(quoted or bare for quoted, bare in _NAME.findall(dotted))
