"""By which twelve digits a translation names the very German text it was made from.

They stand for what a reader is told: title, summary, and each block with its kind, its
number and the mark of its fact. Blanks, emphasis and the ends of lines do not count,
since no translation changes with them. Neither does the version, which the fingerprint
is there to check, nor do keywords: each language has its own.

The short words have one fingerprint a file. A `[of_texts]` table would let one changed
word outdate one word alone, at the price of a hundred lines of digits in each of
fourteen files that people edit. Which words changed since is seen without it: the
history of the German file has the text with the fingerprint that the translation names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kiosk.domain.services import Block

LENGTH = 12
"""Hexadecimal digits: enough for texts that nobody forges."""
_FINGERPRINT = re.compile(rf"[0-9a-f]{{{LENGTH}}}")


def is_fingerprint(text: str) -> bool:
    return _FINGERPRINT.fullmatch(text) is not None


def of_article(title: str, summary: str, blocks: Sequence[Block]) -> str:
    """Never to be reckoned otherwise: all translations have it in their heads."""
    return _digest([title, summary, *(_said(block) for block in blocks)])


def of_words(sections: Mapping[str, Mapping[str, str]]) -> str:
    """Of all words by section and key, in whatever order they were written."""
    return _digest(_words(sections))


def _said(block: Block) -> str:
    return f"{block.kind}\t{block.number}\t{block.fact or ''}\t{block.text}"


def _words(sections: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for section in sorted(sections):
        for key, text in sorted(sections[section].items()):
            yield f"{section}\t{key}\t{' '.join(text.split())}"


def _digest(lines: Iterable[str]) -> str:
    from hashlib import sha256  # after the first paint

    return sha256("\n".join(lines).encode()).hexdigest()[:LENGTH]
