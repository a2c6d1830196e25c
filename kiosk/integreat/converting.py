"""How pages, places and events become items: words, links, contact, hours, moments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.catalogue.articles import LONGEST_SUMMARY, LONGEST_TITLE
from kiosk.catalogue.front_matter import MOST_KEYWORDS
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.resources import ResourceKind
from kiosk.domain.services import Block, BlockKind
from kiosk.integreat.contacts import (
    contact_of,
    contact_targets,
    place_resource,
)
from kiosk.integreat.drops import Drop
from kiosk.integreat.items import Item, ItemKind, ItemWords
from kiosk.integreat.linking import Links, calendar_entry
from kiosk.integreat.markup import read_markup
from kiosk.integreat.moments import day_of, span
from kiosk.integreat.plain_text import clean, opening, shortened
from kiosk.integreat.targets import Target, target
from kiosk.integreat.week import week

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kiosk.ids import LanguageCode
    from kiosk.integreat.joining import Joined
    from kiosk.integreat.markup import Markup
    from kiosk.integreat.shapes import Event, Location, Page, PlaceShape, Text
    from kiosk.integreat.tree import Placed

    _Told = Joined[Page] | Joined[PlaceShape] | Joined[Event]

LONGEST_NAME = 200


@dataclass(slots=True)
class _Making:
    """What is gathered of one item over its languages."""

    articles: dict[LanguageCode, ItemWords]
    links: Links
    notes: list[str]


def page_item(placed: Placed, today: date) -> Item | Drop:
    page = placed.page
    made = _made(page)
    if made is None:
        return Drop(page.identity.path, "it has no text of its own")
    return replace(
        _item(ItemKind.PAGE, page, made, today),
        under=placed.under,
        order=placed.order,
        keywords=_keywords(made, *placed.under),
    )


def place_item(place: Joined[PlaceShape], order: int, today: date) -> Item | Drop:
    source = place.source
    made = _made(place, needs_text=False)
    if made is None:
        return Drop(place.identity.path, "it has no title")
    for found in contact_targets(source):
        made.links.take(found, SOURCE_LANGUAGE, "")
    open_when = week(source)
    item = _item(ItemKind.PLACE, place, made, today)
    where = place_resource(source.location, item.title)
    category = source.category.name if source.category else None
    return replace(
        item,
        order=order,
        keywords=_keywords(made, clean(category)),
        resources=(*item.resources, where) if where else item.resources,
        contact=contact_of(source, item.title),
        slots=open_when.slots,
        lacks_hours=not open_when.slots,
        notes=(*item.notes, *open_when.notes),
    )


def event_item(event: Joined[Event], order: int, today: date) -> Item | Drop:
    source = event.source
    made = _made(event, needs_text=False)
    when = span(source.event)
    if made is None:
        return Drop(event.identity.path, "it has no title")
    if when is None:
        return Drop(event.identity.path, "it does not say when it begins and ends")
    if when.ends.date() < today:
        return Drop(event.identity.path, f"it was over on {when.ends.date()}")
    place = _where(source.location)
    if not place:
        made.notes.append("where it is is not known")
    item = _item(ItemKind.EVENT, event, made, today)
    entry = (calendar_entry(when, place),) if place else ()
    return replace(
        item,
        order=order,
        resources=(*entry, *item.resources),
        span=when,
        place=place,
    )


def _item(kind: ItemKind, told: _Told, made: _Making, today: date) -> Item:
    """What pages, places and events have in common."""
    return Item(
        kind,
        told.identity,
        made.articles,
        title=_name(told.source),
        as_of=day_of(told.source.last_updated, today),
        url=_address(told.source),
        fallbacks=told.fallbacks,
        resources=made.links.resources(),
        whom=_owner(told.source),
        notes=tuple(made.notes + made.links.notes),
    )


def _made(item: _Told, *, needs_text: bool = True) -> _Making | None:
    """None when the German text says nothing."""
    made = _Making({}, Links(), [])
    for language, text in item.texts.items():
        markup = read_markup(text.content or "")
        title = clean(text.title)
        if not title or (needs_text and not markup.blocks):
            if language == SOURCE_LANGUAGE:
                return None
            made.notes.append(f"{language}: it has no text of its own")
            continue
        made.articles[language] = _words(made, language, title, text, markup)
        for link in markup.links:
            made.links.link(link, language, text.url)
        made.notes += [
            f"{language}: {n} x {what}" for what, n in markup.dropped.items()
        ]
        if len(title) > LONGEST_TITLE:
            made.notes.append(f"{language}: the title was shortened: {title}")
    return made


def _words(
    made: _Making, language: LanguageCode, title: str, text: Text, markup: Markup
) -> ItemWords:
    told = clean(getattr(text, "meta_description", None))
    short = shortened(title, LONGEST_TITLE)
    if told and len(told) <= LONGEST_SUMMARY:
        return ItemWords(short, told, markup.blocks)
    summary, blocks = _summary(markup.blocks)
    if summary.endswith("…"):
        made.notes.append(f"{language}: the summary is a cut-off beginning")
    return ItemWords(short, summary or short, blocks)


def _summary(blocks: Sequence[Block]) -> tuple[str, tuple[Block, ...]]:
    """The first sentences of the text, which then stand there no more."""
    first = next((b for b in blocks if b.kind is BlockKind.PARAGRAPH), None)
    if first is None or blocks[0] is not first:
        return shortened(" ".join(b.text for b in blocks[:3]), LONGEST_SUMMARY), tuple(
            blocks
        )
    if len(first.text) <= LONGEST_SUMMARY:
        return first.text, tuple(blocks[1:])
    summary, rest = opening(first.text, LONGEST_SUMMARY)
    if not summary:
        return shortened(first.text, LONGEST_SUMMARY), tuple(blocks)
    return summary, (Block(BlockKind.PARAGRAPH, rest), *blocks[1:])


def _keywords(made: _Making, *words: str) -> tuple[str, ...]:
    """What the title does not say already."""
    title = made.articles[SOURCE_LANGUAGE].title.casefold()
    found = [shortened(clean(word), LONGEST_TITLE) for word in words]
    new = [word for word in found if word and word.casefold() not in title]
    return tuple(dict.fromkeys(new))[:MOST_KEYWORDS]


def _name(text: Text) -> str:
    return shortened(clean(text.title), LONGEST_NAME)


def _address(text: Text) -> str | None:
    found = target(text.url or "")
    if isinstance(found, Target) and found.kind == ResourceKind.WEB:
        return found.target
    return None


def _owner(text: Text) -> str:
    name = text.organization.name if text.organization else None
    return shortened(clean(name), LONGEST_NAME)


def _where(location: Location | None) -> str:
    """`Bürgerhaus, Am Markt 1, 03130 Spremberg`, as far as it is told."""
    if location is None:
        return ""
    town = " ".join(filter(None, (location.postcode, location.town)))
    parts = (location.name, location.address, town)
    return shortened(clean(", ".join(filter(None, parts))), LONGEST_NAME)
