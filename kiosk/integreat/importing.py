"""How answers become a draft: read, joined, converted, merged, swapped in.

Everything is read and converted before the first byte is written.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kiosk.errors import ImportFailed
from kiosk.integreat import records
from kiosk.integreat.answers import read_list
from kiosk.integreat.converting import event_item, page_item, place_item
from kiosk.integreat.drops import Drop
from kiosk.integreat.items import Item, ItemKind
from kiosk.integreat.joining import DeliveredPages, joined
from kiosk.integreat.merging import Merging
from kiosk.integreat.plain_text import clean
from kiosk.integreat.shapes import Event, Page, PlaceShape, Text
from kiosk.integreat.tree import Tree
from kiosk.integreat.writing import Attribution

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from kiosk.catalogue.drafts.folder import DraftFolder
    from kiosk.ids import LanguageCode
    from kiosk.integreat.joining import Joined
    from kiosk.integreat.merging import MergeOutcome
    from kiosk.integreat.shapes import Region

T = TypeVar("T", bound=Text)

TRANSLATIONS = "marked as machine: Integreat does not tell how a translation was made"


@dataclass(frozen=True, slots=True)
class Answers:
    """What an instance has answered, as it came."""

    instance: str
    region: Region
    codes: Mapping[str, LanguageCode]
    """The chosen languages by the region's code."""
    bodies: Mapping[tuple[ItemKind, str], bytes]
    """By kind and the region's code of the language."""
    imprint: str | None = None
    """Where the operator of the region is named."""
    notes: Sequence[str] = ()

    @property
    def kinds(self) -> list[ItemKind]:
        return [
            kind for kind in ItemKind if any(kind is there for there, _ in self.bodies)
        ]


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import has done, for who started it."""

    outcomes: Mapping[str, Counter[MergeOutcome]]
    kept: Sequence[str] = ()
    drops: Sequence[Drop] = field(default=())


def bring_in(
    answers: Answers,
    folder: DraftFolder,
    *,
    licence: str,
    retrieved: datetime,
    roots: Sequence[str] = (),
) -> Summary:
    """Make or renew the draft. Raises `ImportFailed` or `DataFolderUnusable`.

    The caller holds the folder.
    """
    old = records.read(folder.path)
    _check_same(answers, old, folder)
    items, drops = items_of(answers, retrieved, roots)
    region = clean(answers.region.name) or answers.region.path
    attribution = Attribution(f"Integreat, {region}", clean(licence))
    with folder.reading():
        merging = Merging(folder.path, old.items if old else (), attribution)
        merged = merging.merged(items, answers.kinds)
    head = records.RecordHead(
        source="Integreat",
        instance=answers.instance,
        region=answers.region.path,
        name=region,
        retrieved=retrieved,
        licence=attribution.licence,
        translations=TRANSLATIONS,
        imprint=answers.imprint,
        dropped=[*answers.notes, *map(str, drops)],
    )
    draft = records.DraftFile(head, sorted(merged.records, key=lambda one: one.key))
    files = {**merged.files, **_raw(answers)}
    files[records.NAME] = records.written(draft).encode()
    folder.replace(files, frozenset(merged.removed))
    return Summary(merged.outcomes, merged.kept, drops)


def items_of(
    answers: Answers, retrieved: datetime, roots: Sequence[str] = ()
) -> tuple[list[Item], list[Drop]]:
    """Everything that can become a service, and why the rest cannot."""
    today = retrieved.date()
    drops: list[Drop] = []
    found: list[Item | Drop] = []
    if ItemKind.PAGE in answers.kinds:
        tree = Tree(_joined(answers, ItemKind.PAGE, Page, drops))
        found += [page_item(placed, today) for placed in tree.placed(roots)]
        drops += tree.drops
    places = _in_order(_joined(answers, ItemKind.PLACE, PlaceShape, drops))
    found += [place_item(place, at, today) for at, place in enumerate(places, 1)]
    events = _joined(answers, ItemKind.EVENT, Event, drops)
    events.sort(key=lambda event: (_start(event), event.identity))
    found += [event_item(event, at, today) for at, event in enumerate(events, 1)]
    drops += [one for one in found if isinstance(one, Drop)]
    return [one for one in found if isinstance(one, Item)], drops


def _joined(
    answers: Answers, kind: ItemKind, shape: type[T], drops: list[Drop]
) -> list[Joined[T]]:
    texts = {
        code: read_list(f"{code}/{kind}s", answers.bodies[kind, code], shape)
        for code in answers.codes
        if (kind, code) in answers.bodies
    }
    return joined(DeliveredPages(answers.codes, texts, drops))


def _in_order(places: list[Joined[PlaceShape]]) -> list[Joined[PlaceShape]]:
    return sorted(places, key=lambda place: (place.source.title, place.identity))


def _start(event: Joined[Event]) -> str:
    told = event.source.event
    return (told.start if told else None) or ""


def _check_same(
    answers: Answers, old: records.DraftFile | None, folder: DraftFolder
) -> None:
    here = answers.instance, answers.region.path
    if old is not None and (old.draft.instance, old.draft.region) != here:
        raise ImportFailed(
            f"{folder.path} is a draft of {old.draft.region} on {old.draft.instance}.",
            remedy="Choose another folder with --into for each region.",
        )


def _raw(answers: Answers) -> dict[str, bytes]:
    """The answers as they came, packed, for who doubts what was made of them."""
    return {
        f"answers/{code}-{kind}s.json.gz": gzip.compress(body, mtime=0)
        for (kind, code), body in answers.bodies.items()
    }
