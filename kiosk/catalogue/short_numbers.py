"""Whether the short numbers that people dial in need are written one way everywhere.

As on the keys of a telephone, without blanks: so that each is one word that is found,
read aloud and never broken over two lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.catalogue.files import read_text
from kiosk.catalogue.words import SHELVES
from kiosk.domain.resources import ResourceKind
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kiosk.catalogue.problems import Findings
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Service
    from kiosk.ids import LanguageCode
    from kiosk.sentences import Sentence

LONGEST = 6
"""Digits; a longer number is grouped, so that it can be remembered."""
_BLANKS = " \u00a0\u202f"
_OF_A_DAY = 3
"""Digits; with dots or hyphens between them they are a day, such as 1.12."""
_NOT_DIGITS = re.compile(r"\D+")
_PHONE = "tel:"


class ShortNumbers:
    """What is looked for in the texts: each number of the centre, written in pieces."""

    def __init__(self, root: Path, numbers: Iterable[str]) -> None:
        self._root = root
        self.numbers = frozenset(
            digits
            for number in numbers
            if 1 < len(digits := _NOT_DIGITS.sub("", number)) <= LONGEST
        )
        pieces = "|".join(map(_in_pieces, sorted(self.numbers)))
        self._pattern = re.compile(rf"(?<![\d.-])(?:{pieces})(?![\d.]*\d)")

    def check_words(self, codes: Iterable[LanguageCode], findings: Findings) -> None:
        for name in (shelf.file(code) for code in codes for shelf in SHELVES):
            if (self._root / name).exists():
                self._check(name, findings)

    def check_service(self, service: Service, findings: Findings) -> None:
        for code in service.articles:
            self._check(f"services/{service.slug}/{code}.md", findings)

    def _check(self, name: str, findings: Findings) -> None:
        if not self.numbers:
            return
        text = read_text(self._root, name, findings) or ""
        for match in self._pattern.finditer(text):
            digits = _NOT_DIGITS.sub("", match[0])
            if match[0] != digits:
                line = text.count("\n", 0, match.start()) + 1
                findings.warning(name, line, *in_pieces(digits))


def in_pieces(digits: str) -> tuple[Sentence, Sentence]:
    """What is said of it, and the remedy."""
    return (
        sentence("The number {digits} is written in pieces here.", digits=digits),
        sentence("Write {digits}, as it is dialled.", digits=digits),
    )


def short_numbers(root: Path, catalogue: Catalogue | None) -> ShortNumbers:
    """Those below "emergency", and of the telephones that a service can name."""
    if catalogue is None:
        return ShortNumbers(root, ())
    phones = (
        resource.pointer.target.removeprefix(_PHONE)
        for resource in catalogue.resources
        if resource.kind is ResourceKind.PHONE
    )
    return ShortNumbers(root, (*(one.number for one in catalogue.emergency), *phones))


def _in_pieces(number: str) -> str:
    marks = _BLANKS if len(number) <= _OF_A_DAY else f"{_BLANKS}.-"
    return f"[{marks}]?".join(number)
