"""How an item is written down in the content format: its files and what they say."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.dates import readable_span
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.services import BlockKind
from kiosk.integreat.items import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.domain.services import Block
    from kiosk.ids import LanguageCode
    from kiosk.integreat.items import Item, ItemResource, ItemWords

FACT = "integreat"
CATEGORIES = {
    ItemKind.PAGE: "arrival",
    ItemKind.PLACE: "help",
    ItemKind.EVENT: "region",
}
"""A first guess: which of ours an item belongs to only the editor knows."""

_MARKUP = re.compile(r"([\\`*_\[\]<>&|~])")
_LEADING = re.compile(r"^([#+\-]|=+|[0-9]+(?=[.)](?: |$)))")


class Attribution(NamedTuple):
    """What stays attached to every item wherever it is moved."""

    source: str
    """`Integreat, Spree-Neiße`."""
    licence: str


def files(slug: str, item: Item, attribution: Attribution) -> dict[str, str]:
    """Each file by its name below the draft."""
    folder, beside = f"services/{slug}", f"resources/{slug}"
    service = "\n".join(_service(item, attribution)) + "\n"
    found = {f"{folder}/service.toml": service}
    for language, words in item.articles.items():
        found[f"{folder}/{language}.md"] = _article(item, language, words)
    if item.resources:
        tables = [_resource(resource) for resource in item.resources]
        found[f"{beside}/resources.toml"] = "\n".join(tables)
        for language, titles in _titles(item).items():
            found[f"{beside}/words/{language}.toml"] = _words(language, titles)
    return found


def toml(value: object) -> str:
    """One value as TOML writes it."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(toml(one) for one in value)}]"
    if isinstance(value, int | float):
        return repr(value)
    raise TypeError(type(value))


def lines(pairs: Mapping[str, object]) -> Iterator[str]:
    """A line a key; what is None or empty is left out."""
    for key, value in pairs.items():
        if value is not None and value != "" and value != ():
            yield f"{key} = {toml(value)}"


def _service(item: Item, attribution: Attribution) -> Iterator[str]:
    yield f"# From {attribution.source}. Licence: {attribution.licence}."
    yield from lines(
        {
            "category": CATEGORIES[item.kind],
            "order": item.order,
            "resources": tuple(resource.id for resource in item.resources),
        }
    )
    ends = item.span and item.span.ends.date() + timedelta(days=1)
    yield from ("", "[[facts]]")
    yield from lines(
        {
            "id": FACT,
            "says": item.title,
            "source": attribution.source,
            "url": item.url,
            "as_of": item.as_of,
            "valid_until": ends,
        }
    )
    if item.lacks_hours:
        yield from ("", "[[gaps]]")
        whom = item.whom or attribution.source
        yield from lines({"kind": "hours", "ask": item.title, "whom": whom})
    if item.contact is not None:
        yield from ("", "[contact]")
        told = item.contact
        yield from lines(
            {
                "name": told.name,
                "address": told.address,
                "phone": told.phone,
                "email": told.email,
            }
        )
    yield from _hours(item)


def _hours(item: Item) -> Iterator[str]:
    if item.slots:
        yield from ("", "[hours]", "slots = [")
        for slot in item.slots:
            told = f"weekday = {toml(slot.weekday)}, opens = {toml(slot.opens)}"
            told += f", closes = {toml(slot.closes)}"
            told += ", by_appointment = true" if slot.by_appointment else ""
            yield f"    {{ {told} }},"
        yield "]"


def _article(item: Item, language: LanguageCode, words: ItemWords) -> str:
    """Integreat does not tell who translated: the careful mark is `machine`."""
    is_source = language == SOURCE_LANGUAGE
    head = {"version": "1.0"} if is_source else {"of": "1.0", "made": "machine"}
    keywords = item.keywords if is_source else ()
    text = list(_blocks(words.blocks))
    if item.span is not None:
        text.insert(0, f"{{{FACT}}} {_escaped(_when(item))}")
    summary = _escaped(words.summary)
    body = [f"# {_escaped(words.title)}", summary, *(text or [summary])]
    return "\n".join(["+++", *lines({**head, "keywords": keywords}), "+++", ""]) + (
        "\n" + "\n\n".join(body) + "\n"
    )


def _when(item: Item) -> str:
    """`14.12.2026 13:00–15:00, Bürgerhaus`."""
    assert item.span
    told = readable_span(*item.span)
    return f"{told}, {item.place}" if item.place else told


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Each list in one part; one right after another has the other sign, `1)`."""
    part: list[str] = []
    sign, last = ".", None
    for block in blocks:
        if last is not None and not _goes_on(last, block):
            yield "\n".join(part)
            part = []
            same = last.kind is block.kind is BlockKind.NUMBERED
            sign = ")" if same and sign == "." else "."
        part.append(_marked(block, sign))
        last = block
    if part:
        yield "\n".join(part)


def _goes_on(last: Block, block: Block) -> bool:
    if block.kind is not last.kind:
        return False
    if block.kind is BlockKind.NUMBERED:
        return block.number == last.number + 1
    return block.kind is BlockKind.BULLET


def _marked(block: Block, sign: str) -> str:
    text = _escaped(block.text)
    if block.kind is BlockKind.HEADING:
        return f"## {text}"
    if block.kind is BlockKind.BULLET:
        return f"- {text}"
    return f"{block.number}{sign} {text}" if block.kind is BlockKind.NUMBERED else text


def _escaped(text: str) -> str:
    """So that no sign of it is read as markup, and none as the mark of a fact."""
    plain = _MARKUP.sub(r"\\\1", text)
    plain = re.sub(r"^\{([^}]*)\}", r"(\1)", plain)
    lead = _LEADING.match(plain)
    if lead is None:
        return plain
    if lead[0].isdigit():
        return f"{lead[0]}\\{plain[lead.end() :]}"
    return f"\\{plain}"


def _resource(resource: ItemResource) -> str:
    told = [f"[{resource.id}]", f"kind = {toml(resource.kind)}"]
    return "\n".join([*told, *lines(dict(resource.keys))]) + "\n"


def _titles(item: Item) -> dict[LanguageCode, dict[str, str]]:
    """By language; an event's entry bears the title of its article."""
    found: dict[LanguageCode, dict[str, str]] = {}
    for resource in item.resources:
        own = {code: words.title for code, words in item.articles.items()}
        for language, title in (resource.titles or own).items():
            found.setdefault(language, {})[resource.id] = title
    return found


def _words(language: LanguageCode, titles: dict[str, str]) -> str:
    is_source = language == SOURCE_LANGUAGE
    head = {"version": "1.0"} if is_source else {"of": "1.0", "made": "machine"}
    return "\n".join([*lines(head), "", "[resources]", *lines(titles)]) + "\n"
