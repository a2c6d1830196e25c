"""Which countable rules of Leichte Sprache (DIN SPEC 33429) a text breaks, by line.

Long words are left to whoever writes: most of them are the names of offices.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.catalogue.files import read_text
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.remarks import EASY_GERMAN, LONGEST_SENTENCE, RemarkKind, remarks
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.catalogue import Catalogue

_TWO_SENTENCES = re.compile(r"\D[.?!] (?=\S)")
_REMEDIES = {
    RemarkKind.LONG_SENTENCE: (
        sentence("A sentence has more than {most} words.", most=LONGEST_SENTENCE),
        sentence("Make two of it."),
    ),
    RemarkKind.ABBREVIATION: (
        sentence("There is an abbreviation."),
        sentence("Write the whole word."),
    ),
}


def check_easy_german(root: Path, catalogue: Catalogue, findings: Findings) -> None:
    for service in catalogue.services:
        article = service.articles.get(EASY_GERMAN)
        if article is None:
            continue
        name = f"services/{service.slug}/{EASY_GERMAN}.md"
        lines = (read_text(root, name, Findings()) or "").splitlines()
        for remark in remarks(article):
            if told := _REMEDIES.get(remark.kind):
                findings.warning(name, _line_with(lines, remark.about), *told)
        said = {line for block in article.blocks for line in block.text.split("\n")}
        for line in sorted(said):
            if _TWO_SENTENCES.search(line):
                findings.warning(
                    name,
                    _line_with(lines, line),
                    sentence("A line has two sentences."),
                    sentence("Begin each sentence on a line of its own."),
                )


def _line_with(lines: list[str], words: str) -> int | None:
    begin = words.removesuffix("…")
    found = (n for n, line in enumerate(lines, 1) if begin in line)
    return next(found, None)
