"""Title and summary of an article without reading the rest: enough for a list.

Lists show many services of which a visitor opens one. What is written with more than
plain words is left to the whole article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.catalogue.front_matter import divided
from kiosk.domain.services import Headline

if TYPE_CHECKING:
    from kiosk.ids import LanguageCode

_BEGINNING = re.compile(
    r"\s*# (?P<title>[^\n]+)\n\s*\n(?P<summary>\w[^\n]*(?:\n[^\n]+)*)\n\s*\n"
)
_MARKED = re.compile(r"[*_`\\&<>\[\]!|]")
_BLANKS = re.compile(r"\s+")


def headline_of(text: str, language: LanguageCode) -> Headline | None:
    """None where the beginning is not as plain as that."""
    parts = divided(text)
    found = parts and _BEGINNING.match(parts[1])
    if not found or _MARKED.search(found[0]):
        return None
    title, summary = (_BLANKS.sub(" ", part).strip() for part in found.groups())
    return Headline(language, title, summary)
