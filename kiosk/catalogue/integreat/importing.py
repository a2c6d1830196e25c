"""How answers become a draft: read, joined, converted, merged, swapped in.

Everything is read and converted before the first byte is written.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kiosk.catalogue.integreat import records
from kiosk.catalogue.integreat.answers import read_list
from kiosk.catalogue.integreat.converting import event_item, page_item, place_item
from kiosk.catalogue.integreat.drops import Drop
from kiosk.catalogue.integreat.items import Item, Kind
from kiosk.catalogue.integreat.joining import Delivery, joined
from kiosk.catalogue.integreat.merging import Merging
from kiosk.catalogue.integreat.plain_text import clean
from kiosk.catalogue.integreat.shapes import Event, Page, Place, Text
from kiosk.catalogue.integreat.tree import Tree
from kiosk.catalogue.integreat.writing import Attribution
from kiosk.errors import ImportFailed

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from kiosk.catalogue.drafts.folder import DraftFolder
    from kiosk.catalogue.integreat.joining import Joined
    from kiosk.catalogue.integreat.merging import Outcome
    from kiosk.catalogue.integreat.shapes import Region
    from kiosk.ids import LanguageCode

T = TypeVar("T", bound=Text)

TRANSLATIONS = "marked as machine: Integreat does not tell how a translation was made"


@dataclass(frozen=True, slots=True)
class Answers:
    """What an instance has answered, as it came."""

    instance: str
    region: Region
    codes: Mapping[str, LanguageCode]
    """The chosen languages by the region's code."""
    bodies: Mapping[tuple[Kind, str], bytes]
    """By kind and the region's code of the language."""
    imprint: str | None = None
    """Where the operator of the region is named."""
    notes: Sequence[str] = ()

    @property
    def kinds(self) -> list[Kind]:
        return [kind for kind in Kind if any(kind is there for there, _ in self.bodies)]


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import has done, for who started it."""

    outcomes: Mapping[str, Counter[Outcome]]
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
    head = records.Head(
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
    if Kind.PAGE in answers.kinds:
        tree = Tree(_joined(answers, Kind.PAGE, Page, drops))
        found += [page_item(placed, today) for placed in tree.placed(roots)]
        drops += tree.drops
    places = _in_order(_joined(answers, Kind.PLACE, Place, drops))
    found += [place_item(place, at, today) for at, place in enumerate(places, 1)]
    events = _joined(answers, Kind.EVENT, Event, drops)
    events.sort(key=lambda event: (_start(event), event.identity))
    found += [event_item(event, at, today) for at, event in enumerate(events, 1)]
    drops += [one for one in found if isinstance(one, Drop)]
    return [one for one in found if isinstance(one, Item)], drops


def _joined(
    answers: Answers, kind: Kind, shape: type[T], drops: list[Drop]
) -> list[Joined[T]]:
    texts = {
        code: read_list(f"{code}/{kind}s", answers.bodies[kind, code], shape)
        for code in answers.codes
        if (kind, code) in answers.bodies
    }
    return joined(Delivery(answers.codes, texts, drops))


def _in_order(places: list[Joined[Place]]) -> list[Joined[Place]]:
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
