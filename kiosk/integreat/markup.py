"""What of a page's HTML a terminal can show: our blocks; the rest is left out by name.

The reader takes tags as they come and keeps no tree, so that no depth can hurt it.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

from kiosk.domain.services import Block, BlockKind
from kiosk.integreat.plain_text import clean

LONGEST_HTML = 200_000
"""Characters of one page; hundreds of screens."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAKS = _HEADINGS | {
    *("p", "div", "ul", "ol", "li", "table", "tr", "td", "th", "section", "article"),
    *("blockquote", "pre", "hr", "dl", "dt", "dd", "figure", "figcaption", "address"),
    *("header", "footer", "main", "aside", "nav", "details", "summary", "caption"),
}
"""Where one block ends and the next begins; any other tag is inside a line."""
_TABLE = frozenset({"table", "tr", "td", "th"})
_SILENT = frozenset(
    {
        *("script", "style", "iframe", "object", "svg", "math", "template", "video"),
        *("audio", "canvas", "noscript", "select", "textarea", "button", "form"),
    }
)
"""Dropped with all that is inside."""
_UNCLOSED = re.compile(r"<(?![^<>]{0,2000}>)")
"""Python's reader takes time that grows with the square of such ones."""


class MarkupLink(NamedTuple):
    text: str
    target: str


class Markup(NamedTuple):
    blocks: tuple[Block, ...]
    links: tuple[MarkupLink, ...]
    dropped: Counter[str]


def read_markup(html: str) -> Markup:
    reader = _MarkupReader()
    if len(html) > LONGEST_HTML:
        reader.dropped[f"text after {LONGEST_HTML} characters of HTML"] += 1
    reader.feed(_UNCLOSED.sub("&lt;", _without_comments(html[:LONGEST_HTML])))
    reader.close()
    reader.end_block()
    reader.end_table()
    while reader.blocks and reader.blocks[-1].kind is BlockKind.HEADING:
        reader.dropped["heading without text"] += 1
        reader.blocks.pop()
    return Markup(tuple(reader.blocks), tuple(reader.links), reader.dropped)


def _without_comments(html: str) -> str:
    """An unclosed one hides the rest, as in a browser."""
    parts, start = [], 0
    while (begin := html.find("<!--", start)) >= 0:
        parts.append(html[start:begin])
        end = html.find("-->", begin + 4)
        if end < 0:
            return "".join(parts)
        start = end + 3
    return "".join(parts) + html[start:]


class _MarkupReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.links: list[MarkupLink] = []
        self.dropped: Counter[str] = Counter()
        self._words: list[str] = []
        self._heading = False
        self._lists: list[int] = []
        """Of each open list the number of its last item; -1: it has bullets."""
        self._item = False
        self._silent = ""
        self._silent_depth = 0
        self._target: str | None = None
        self._target_from = 0
        self._table = _Table()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            self._silent_depth += tag == self._silent
        elif tag in _SILENT:
            self.dropped[tag] += 1
            self._silent, self._silent_depth = tag, 1
        elif tag in _BREAKS:
            self._break_before(tag)
        else:
            self._inside(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>`: as in a browser, the slash of other tags means nothing."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent_depth -= tag == self._silent
            if self._silent_depth == 0:
                self._silent = ""
        elif tag == "a":
            self._end_link()
        elif tag in _BREAKS:
            self._break_after(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def end_block(self) -> None:
        """Make a block of the words since the last one."""
        self._end_link()
        text = clean("".join(self._words))
        self._words.clear()
        if not text:
            return
        if self._table.takes(text):
            return
        if self._heading:
            self.blocks.append(Block(BlockKind.HEADING, text))
        else:
            self.blocks.append(self._paragraph_or_item(text))

    def end_table(self) -> None:
        """Make blocks of the rows since the last table began or ended."""
        for text in self._table.lines():
            self.blocks.append(Block(BlockKind.BULLET, text))

    def _break_before(self, tag: str) -> None:
        joins = tag in {"p", "div"} and self._item
        if not joins:
            self.end_block()
        elif self._words:
            self._words.append(" ")
        self._heading = tag in _HEADINGS and not self._lists
        if tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else -1)
            self._item = False
        elif tag == "li":
            self._begin_item()
        elif tag in _TABLE:
            self._begin_in_table(tag)

    def _break_after(self, tag: str) -> None:
        if tag in {"p", "div"} and self._item:
            self._words.append(" ")
            return
        self.end_block()
        self._heading = False
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag in {"ul", "ol", "li"}:
            self._item = False
        if tag == "table":
            self.end_table()
            self._table.end()
        elif tag == "tr":
            self._table.end_row()

    def _begin_in_table(self, tag: str) -> None:
        if tag == "table":
            self.end_table()
            self._table.begin()
        elif tag == "tr":
            self._table.end_row()
        else:
            self._table.begin_cell(is_head=tag == "th")

    def _begin_item(self) -> None:
        if not self._lists:
            self._lists.append(-1)
        if self._lists[-1] >= 0:
            self._lists[-1] += 1
        self._item = True

    def _paragraph_or_item(self, text: str) -> Block:
        if not self._lists:
            return Block(BlockKind.PARAGRAPH, text)
        if self._lists[-1] > 0:
            return Block(BlockKind.NUMBERED, text, self._lists[-1])
        return Block(BlockKind.BULLET, text)

    def _inside(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "br":
            self._words.append(" ")
        elif tag == "img":
            self.dropped["picture"] += 1
            self._words.append(f" {attrs.get('alt', '')} ")
        elif tag == "a":
            self._end_link()
            self._target = attrs.get("href", "").strip()
            self._target_from = len(self._words)

    def _end_link(self) -> None:
        if self._target:
            text = clean("".join(self._words[self._target_from :]))
            self.links.append(MarkupLink(text, self._target))
        self._target = None


class _Table:
    """Turns rows into lines: `Head: value; Head: value`, or the cells one by one.

    A table within a cell ends the row around it. Outside a table rows and cells are
    none; words beside all cells are not taken.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._cells: list[list[str]] = []
        self._is_head = True
        self._heads: list[str] = []
        self._rows: list[list[str]] = []

    def begin(self) -> None:
        self._depth += 1

    def end(self) -> None:
        self._depth = max(0, self._depth - 1)

    def begin_cell(self, *, is_head: bool) -> None:
        if self._depth:
            self._cells.append([])
            self._is_head = self._is_head and is_head

    def end_row(self) -> None:
        """The first one of heads alone is said with each row that it fits."""
        row = [" ".join(cell) for cell in self._cells]
        is_head = self._is_head and len(row) > 1
        self._cells, self._is_head = [], True
        if not any(row):
            return
        if is_head and not self._heads:
            self._heads = row
        else:
            self._rows.append(row)

    def takes(self, text: str) -> bool:
        if self._cells:
            self._cells[-1].append(text)
        return bool(self._cells)

    def lines(self) -> list[str]:
        """Of all rows so far, the open one too; first the heads that no row says."""
        self.end_row()
        heads, rows = self._heads, self._rows
        self._heads, self._rows = [], []
        fitting = [row for row in rows if len(row) == len(heads)]
        columns = zip(heads, *fitting, strict=True)
        unsaid = [head for head, *values in columns if head and not any(values)]
        found = [_line(heads, row) for row in rows]
        return [_line([], unsaid), *found] if unsaid else found


def _line(heads: list[str], row: list[str]) -> str:
    if len(heads) == len(row):
        pairs = zip(heads, row, strict=True)
        return "; ".join(f"{h}: {v}" if h else v for h, v in pairs if v)
    filled = [cell for cell in row if cell]
    return ": ".join(filled) if len(filled) == 2 else "; ".join(filled)
