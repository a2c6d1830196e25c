"""How something is said so that another language can say it later: by which sentence,
and what stands in its gaps."""

from __future__ import annotations

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

    def said(self, gettext: Callable[[str], str]) -> str:
        """In the language of `gettext`."""
        parts = {name: said(part, gettext) for name, part in self.parts.items()}
        return gettext(self.kind).format_map(parts)


def sentence(kind: str, /, **parts: object) -> Sentence:
    """`make words` collects each `kind` where this is called; `{{` is a brace."""
    made = Sentence(kind.format_map(parts))
    made.kind, made.parts = kind, parts
    return made


def said(value: object, gettext: Callable[[str], str]) -> object:
    """What is no sentence is the same in every language: a name, a number."""
    return value.said(gettext) if isinstance(value, Sentence) else value
