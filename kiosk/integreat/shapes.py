"""The keys of Integreat's answers that are read; others may come and go.

What is nullable is null, what is deprecated may be absent; ids are only looked at for
being null, because an item's own id counts translations and its parent's counts pages.
"""

from __future__ import annotations

from typing import Any

import msgspec


class Shape(msgspec.Struct, frozen=True):
    """Any object of an answer; an unknown key is none of our business."""


class RegionLanguage(Shape, frozen=True):
    code: str
    dir: str | None = None


class Region(Shape, frozen=True):
    name: str
    path: str
    languages: list[RegionLanguage] = []
    live: bool | None = None
    events: bool | None = None
    pois: bool | None = None


class Linked(Shape, frozen=True):
    """Another page, or the same one in another language."""

    id: int | None = None
    """None in `available_languages`: that language shows a text of another one."""
    path: str | None = None


class Organization(Shape, frozen=True):
    name: str | None = None


class Text(Shape, frozen=True):
    """What a page, a place and an event have in common, in one language."""

    path: str
    title: str
    url: str | None = None
    last_updated: str | None = None
    content: str | None = None
    available_languages: dict[str, Linked] | list[Any] | None = None
    organization: Organization | None = None

    @property
    def languages(self) -> dict[str, Linked]:
        """An empty one has been seen as `[]` as well."""
        told = self.available_languages
        return told if isinstance(told, dict) else {}


class Page(Text, frozen=True):
    parent: Linked | None = None
    order: float | None = None


class Location(Shape, frozen=True):
    name: str | None = None
    address: str | None = None
    postcode: str | None = None
    town: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Slot(Shape, frozen=True):
    start: str | None = None
    end: str | None = None
    timezone: str | None = None


class Day(Shape, frozen=True):
    allDay: bool | None = None  # noqa: N815 - as it is delivered
    closed: bool | None = None
    appointmentOnly: bool | None = None  # noqa: N815
    timeSlots: list[Slot] | None = None  # noqa: N815


class Person(Shape, frozen=True):
    """One entry of `contacts`."""

    email: str | None = None
    phone_number: str | None = None
    mobile_number: str | None = None
    website: str | None = None
    appointment_url: str | None = None


class PlaceCategory(Shape, frozen=True):
    name: str | None = None


class PlaceShape(Text, frozen=True):
    meta_description: str | None = None
    contacts: list[Person] | None = None
    appointment_url: str | None = None
    website: str | None = None
    email: str | None = None
    phone_number: str | None = None
    category: PlaceCategory | None = None
    temporarily_closed: bool | None = None
    opening_hours: list[Day] | None = None
    location: Location | None = None


class Occurrence(Shape, frozen=True):
    """When an event is: only the moments with their offset can be trusted."""

    start: str | None = None
    end: str | None = None


class Event(Text, frozen=True):
    event: Occurrence | None = None
    location: Location | None = None
