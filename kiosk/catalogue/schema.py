"""The keys of every table in the content's TOML files, and the type of each value.

What a key means is told in `kiosk.domain.catalogue` and `kiosk.domain.services`.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads it at run time
from typing import Any

import msgspec

Words = dict[str, str]
"""One text by language: `title.de = "..."`."""
Raw = dict[str, Any]
"""A table within, which is decoded by itself so that each gets its own problems."""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Any table; an unknown key is an error, so that typing mistakes show."""


class SiteFile(Table, frozen=True):
    site: Raw
    categories: list[Raw]
    emergency: list[Raw]
    partners: list[Raw] = []


class SiteTable(Table, frozen=True):
    name: Words
    place: Words
    greetings: list[str]
    time_zone: str
    languages: list[str]
    funding: Words
    privacy: Words
    controller: str | None = None


class CategoryTable(Table, frozen=True):
    id: str
    symbol: str
    title: Words


class EmergencyTable(Table, frozen=True):
    number: str
    title: Words
    note: Words | None = None


class PartnerTable(Table, frozen=True):
    name: str
    role: Words
    planned: bool = False


class TopicsFile(Table, frozen=True):
    counselling_languages: list[str]
    topics: list[Raw]
    desks: list[Raw]
    consultation: Raw | None = None


class TopicTable(Table, frozen=True):
    id: str
    title: Words
    active: bool = True


class DeskTable(Table, frozen=True):
    id: str
    title: Words


class HoursTable(Table, frozen=True):
    by_appointment: bool = False
    slots: list[Raw] = []
    special: list[Raw] = []
    closed: list[Raw] = []
    holidays: str | None = None


class SlotTable(Table, frozen=True):
    weekday: str
    opens: str
    closes: str
    by_appointment: bool = False


class DaySlotTable(Table, frozen=True):
    opens: str
    closes: str
    by_appointment: bool = False


class SpecialDayTable(Table, frozen=True):
    day: date = msgspec.field(name="date")
    slots: list[Raw] = []
    closed: bool = False
    reason: Words | None = None


class ClosedTable(Table, frozen=True):
    first: date = msgspec.field(name="from")
    until: date
    reason: Words | None = None


class ServiceFile(Table, frozen=True):
    category: str
    order: int
    as_of: date
    sources: list[str] = []
    contact: Raw | None = None
    hours: Raw | None = None
    resources: list[Raw] = []


class ContactTable(Table, frozen=True):
    name: str
    address: str | None = None
    phone: str | None = None
    email: str | None = None


class ResourceTable(Table, frozen=True):
    kind: str
    target: str
    title: Words
    address: str | None = None
    """For a phone only: the number as people read it, `03563 340 330`."""
