"""How something is said so that another language can say it later: by which sentence,
and what stands in its gaps."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Sentence(str):
    """Reads as its English text wherever a text is wanted, and knows how it was made.

    The words in another language are made at the edge, where the reader is known.
    """

    kind: str
    """The English sentence with its gaps, such as `{key}`: what catalogs know it by."""
    parts: Mapping[str, object]
    """What stands in the gaps; a part may be a sentence itself."""

    __slots__ = ("kind", "parts")

    def said(
        self, gettext: Callable[[str], str], day: Callable[[date], str] = str
    ) -> str:
        """In the language of `gettext`; `day`: how a day is written there."""
        parts = {name: said(part, gettext, day) for name, part in self.parts.items()}
        return gettext(self.kind).format_map(parts)


def sentence(kind: str, /, **parts: object) -> Sentence:
    """`make words` collects each `kind` where this is called; `{{` is a brace."""
    made = Sentence(kind.format_map(parts))
    made.kind, made.parts = kind, parts
    return made


def said(
    value: object, gettext: Callable[[str], str], day: Callable[[date], str] = str
) -> object:
    """What is neither sentence nor day is the same in every language."""
    if isinstance(value, Sentence):
        return value.said(gettext, day)
    if isinstance(value, date) and not isinstance(value, datetime):
        return day(value)
    return value
