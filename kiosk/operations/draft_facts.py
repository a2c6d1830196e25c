"""The facts of the draft by how soon somebody must look at them, and "still valid"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.catalogue.confirming import facts_confirmed
from kiosk.catalogue.facts import NOTICE, STALE_AFTER
from kiosk.operations import drafting
from kiosk.operations.service_names import name_of

if TYPE_CHECKING:
    from datetime import date

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.drafts import DraftEntry
    from kiosk.domain.facts import Fact
    from kiosk.operations.context import Context


class FactAge(StrEnum):
    """The most urgent first."""

    ENDED = "ended"
    ENDS_SOON = "ends-soon"
    OLD = "old"
    """Nobody has looked it up for half a year."""
    TO_COME = "to-come"
    FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class FactRow:
    slug: str
    title: str
    fact: Fact
    age: FactAge


def facts(catalogue: Catalogue, today: date) -> list[FactRow]:
    """The most urgent first, then by the day of the last check."""
    rows = []
    for service in catalogue.services:
        title = name_of(service)
        rows += [
            FactRow(service.slug, title, fact, _age(fact, today))
            for fact in service.facts
        ]
    order = list(FactAge)
    return sorted(rows, key=lambda r: (order.index(r.age), r.fact.as_of, r.title))


def confirm(ctx: Context, by: str, slug: str, based_on: int) -> DraftEntry:
    """Every fact of the service was looked up today.

    Raises `BadContent` where one has ended or its date stands elsewhere, `NotFound`,
    and `DraftConflict`; the file stays as it was then.
    """
    path = f"services/{slug}/service.toml"
    there = drafting.version(ctx, path, based_on)
    text, _count = facts_confirmed(path, there.text or "", ctx.today())
    return drafting.save(ctx, by, path, text, based_on)


def _age(fact: Fact, today: date) -> FactAge:
    if fact.has_ended(today):
        return FactAge.ENDED
    if fact.valid_until is not None and fact.valid_until - today <= NOTICE:
        return FactAge.ENDS_SOON
    if today - fact.as_of > STALE_AFTER:
        return FactAge.OLD
    return FactAge.TO_COME if fact.is_to_come(today) else FactAge.FRESH
