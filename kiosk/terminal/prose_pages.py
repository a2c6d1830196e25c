"""Where a text is cut into pages: between blocks, else between sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.services import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.services import Block

_END = re.compile(r"(?<=[.!?:؟۔])\s+(?=\S)")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:[a-z]|dr|nr|no|st|abs|art|ust|ca|max|min|tel|bzw|ul|ул|г|т|д)\.$",
    re.IGNORECASE,
)
"""What ends in a point and ends no sentence: `z. B.`, `Nr. 5`, `Abs. 1`."""

_ORDINAL = re.compile(
    r"(?:\b(?:am|ab|bis|das|dem|den|der|des|die|im|seit|vom|zum|zur)|,) \d{1,2}\.$",
    re.IGNORECASE,
)
"""What German counts with: `am 1. Tag`, `Dienstag, 1. September`."""
_ASKS = ("?", "؟", ":")
"""Ends of what is not yet said before the next sentence."""

BLANK = ""
HEADING_ROWS = 2
"""That a heading takes in most languages."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """In visual order; a blank one parts two thoughts."""

    text: str
    kind: BlockKind
    is_lead: bool = False


class Wrap(Protocol):
    """The lines of a block; `marked` where its mark stands before the first."""

    def __call__(self, block: Block, marked: bool) -> list[str]: ...


def sentences(text: str) -> list[str]:
    """Of one paragraph, without the blanks between them."""
    found: list[str] = []
    for part in _END.split(text):
        if found and (part[:1].islower() or _is_unfinished(found[-1])):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _is_unfinished(said: str) -> bool:
    return bool(_SHORT.search(said) or _ORDINAL.search(said))


def thoughts(text: str) -> list[str]:
    """Of one paragraph: sentences, each question with what is said to it."""
    found: list[str] = []
    for sentence in sentences(text):
        if found and found[-1].endswith(_ASKS):
            found[-1] += f" {sentence}"
        else:
            found.append(sentence)
    return found


class TextPages:
    """Fills one page after the other; each begins with something to read."""

    def __init__(self, wrap: Wrap, height: int, *, has_lead: bool) -> None:
        """`height` in lines; with a lead, the first paragraph is one."""
        self._wrap, self._height, self._has_lead = wrap, max(1, height), has_lead
        self._pages: list[list[TextLine]] = [[]]
        self._before: BlockKind | None = None

    def of(self, blocks: Sequence[Block]) -> list[list[TextLine]]:
        lead = next((b for b in blocks if b.kind is BlockKind.PARAGRAPH), None)
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            self._add(block, following, is_lead=self._has_lead and block is lead)
        return self._pages

    @property
    def _page(self) -> list[TextLine]:
        return self._pages[-1]

    def _add(self, block: Block, following: Block | None, *, is_lead: bool) -> None:
        self._part(block.kind)
        together = self._kept_together(block, following)
        if self._page and together > self._left():
            self._turn()
        rest, marked = block, True
        while True:
            lines = self._wrap(rest, marked)
            if len(lines) <= self._left():
                self._put(lines, block.kind, is_lead=is_lead)
                break
            rest = self._put_some(rest, lines, marked, is_lead=is_lead)
            marked = False
            if not rest.text:
                break
        self._before = block.kind

    def _put_some(
        self, block: Block, lines: list[str], marked: bool, *, is_lead: bool
    ) -> Block:
        """As many whole thoughts as fit, then another page; what is left."""
        parts = self._parts(block, marked)
        for count in range(len(parts) - 1, 0, -1):
            some = replace(block, text=" ".join(parts[:count]))
            wrapped = self._wrap(some, marked)
            if len(wrapped) <= self._left():
                self._put(wrapped, block.kind, is_lead=is_lead)
                self._turn()
                return replace(block, text=" ".join(parts[count:]))
        first = self._wrap(replace(block, text=parts[0]), marked)
        if self._page and len(first) <= self._height - HEADING_ROWS:
            self._turn()
            return block
        while lines:  # one sentence that is longer than a page
            if self._left() < 1:
                self._turn()
            left = self._left()
            self._put(lines[:left], block.kind, is_lead=is_lead)
            lines = lines[left:]
        return replace(block, text="")

    def _parts(self, block: Block, marked: bool) -> list[str]:
        """What a page may end with: a thought, or a sentence of one that is as long as
        a page."""
        whole = thoughts(block.text)
        first = self._wrap(replace(block, text=whole[0]), marked)
        if len(first) <= self._height - HEADING_ROWS:
            return whole
        return sentences(block.text)

    def _kept_together(self, block: Block, following: Block | None) -> int:
        """Lines that must not be parted: a heading, or a few words that end in a colon,
        and what they announce."""
        is_heading = block.kind is BlockKind.HEADING
        if following is None or not (is_heading or block.text.endswith(":")):
            return 1
        own = len(self._wrap(block, True))
        if not is_heading and own > HEADING_ROWS:
            return 1
        first = replace(following, text=self._parts(following, True)[0])
        below = len(self._wrap(first, True)) + (not is_heading)
        return own + min(below, self._height - HEADING_ROWS)

    def _part(self, kind: BlockKind) -> None:
        if self._joined(kind):
            return
        if self._page and _parted(self._before, kind) and self._left() > 1:
            self._page.append(TextLine(BLANK, BlockKind.PARAGRAPH))

    def _joined(self, kind: BlockKind) -> bool:
        """In a short text, a mark of how far to rely on it stands close to it."""
        marks = BlockKind.NOTE
        marked = kind is marks or (
            self._before is marks and kind is BlockKind.PARAGRAPH
        )
        return marked and not self._has_lead

    def _put(self, lines: list[str], kind: BlockKind, *, is_lead: bool) -> None:
        self._page.extend(TextLine(line, kind, is_lead) for line in lines)

    def _left(self) -> int:
        return self._height - len(self._page)

    def _turn(self) -> None:
        while self._page and self._page[-1].text == BLANK:
            self._page.pop()
        self._pages.append([])


def _parted(before: BlockKind | None, kind: BlockKind) -> bool:
    """Whether a blank line comes between: not in lists, not below headings."""
    if before is None or before is BlockKind.HEADING:
        return False
    return before is not kind or kind is BlockKind.PARAGRAPH
