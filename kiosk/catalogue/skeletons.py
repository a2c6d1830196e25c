"""How the files of what is new begin: what is known stands in them, the rest is a gap
that has a name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import tomlkit

from kiosk.catalogue.article_parts import ArticleParts, with_parts
from kiosk.catalogue.heads import with_keys
from kiosk.catalogue.texts import is_id
from kiosk.catalogue.toml_text import dumped, parsed
from kiosk.errors import BadContent
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

_PARSING = (tomlkit.exceptions.TOMLKitError, ValueError, RecursionError)
_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ł": "l", "ø": "o"}
_LONGEST_SLUG = 36
"""Letters; room for a number behind it."""
SYMBOLS = tuple("★▣⚒◆✎✚⌂☀€♥☎✿⚙§✈♫⚖☂✉⚑☕♣")
"""Of a life area: one cell each, in every font of a terminal."""


@dataclass(frozen=True, slots=True)
class FirstFact:
    """What is certain from the first day on, and who says so."""

    says: str
    source: str
    url: str = ""


def proposed_slug(title: str, taken: Collection[str]) -> str:
    """Letters of an address, made of a title; one that is not taken."""
    spelled = "".join(_SPELLED.get(letter, letter) for letter in title.lower())
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = "-".join(words)[:_LONGEST_SLUG].strip("-")
    slug = slug if is_id(slug) else f"s-{slug}".strip("-")
    if slug not in taken:
        return slug
    return next(
        s for n in range(2, len(taken) + 3) if (s := f"{slug}-{n}") not in taken
    )


def service_file(
    category: str,
    order: int,
    organisation: str,
    fact: FirstFact,
    asked: Sequence[tuple[str, str]],
    today: date,
) -> str:
    """`asked`: of each gap its kind and the question to the organisation."""
    document = tomlkit.document()
    document["category"] = category
    document["order"] = order
    facts, gaps = tomlkit.aot(), tomlkit.aot()
    known = {"id": "offer", "says": fact.says, "source": fact.source, "url": fact.url}
    facts.append(_table({k: v for k, v in known.items() if v} | {"as_of": today}))
    for kind, ask in asked:
        gaps.append(_table({"kind": kind, "ask": ask, "whom": organisation}))
    document["facts"] = facts
    document["gaps"] = gaps
    document["contact"] = _table({"name": organisation})
    return tomlkit.dumps(document)


def german_article(path: str, parts: ArticleParts) -> str:
    """A gap `[? ...]` in it is an error: nobody publishes it before it is filled."""
    text = with_parts("", parts)
    return with_keys(path, text, {"version": "1.0"})


def with_category(
    name: str, text: str, category: str, symbol: str, picture: str = ""
) -> str:
    """The site's file with one life area more, behind the others."""
    document = _parsed(name, text)
    areas = document.get("categories")
    if not isinstance(areas, tomlkit.items.AoT):
        raise _unread(name, "[[categories]]")
    values: dict[str, object] = {"id": category, "symbol": symbol}
    areas.append(_table(values | ({"picture": picture} if picture else {})))
    return tomlkit.dumps(document)


def with_language(name: str, text: str, language: str) -> str:
    """The site's file with one language more, of which only some texts are there."""
    document = _parsed(name, text)
    site = document.get("site")
    if not isinstance(site, dict):
        raise _unread(name, "[site]")
    for key in ("languages", "partly"):
        listed = site.setdefault(key, tomlkit.array())
        if language not in listed:
            listed.append(language)
    return tomlkit.dumps(document)


def without_language(name: str, text: str, language: str) -> str:
    """The site's file with one language less."""
    document = parsed(name, text)
    site = document.get("site")
    if not isinstance(site, dict):
        raise _unread(name, "[site]")
    for key in ("languages", "partly"):
        listed = site.get(key)
        if isinstance(listed, list) and language in listed:
            listed.remove(language)
    if not site.get("partly", [""]):
        del site["partly"]
    return dumped(document, text)


def with_added_language(
    name: str, text: str, language: str, said: Mapping[str, str]
) -> str:
    """The file of added languages with one more; "" for a file that is new."""
    document = _parsed(name, text)
    document[language] = _table(dict(said))
    return tomlkit.dumps(document)


def with_word(name: str, text: str, section: str, key: str, word: str) -> str:
    """A file of words with this one; "" for a file that is new."""
    document = _parsed(name, text)
    words = document.setdefault(section, tomlkit.table())
    words[key] = word
    return tomlkit.dumps(document)


def _table(values: dict[str, object]) -> tomlkit.items.Table:
    table = tomlkit.table()
    for key, value in values.items():
        table[key] = value
    return table


def _parsed(name: str, text: str) -> tomlkit.TOMLDocument:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        return tomlkit.parse(plain)
    except _PARSING as error:
        raise _unread(name, str(error)) from error


def _unread(name: str, why: str) -> BadContent:
    return BadContent(
        sentence("{name}: {error}", name=name, error=why),
        remedy=sentence("Mend the file first."),
    )
