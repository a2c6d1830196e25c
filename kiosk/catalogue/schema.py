"""The keys of every table in the content's TOML files, and the type of each value.

What a key means is told in `kiosk.domain.catalogue` and `kiosk.domain.services`.
"""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - msgspec reads it at run time
from typing import Any

import msgspec

Words = dict[str, str]
"""Texts by the id of what they name, or by language."""
WordLists = dict[str, list[str]]
"""By language, or by question."""
Raw = dict[str, Any]
"""A table within, which is decoded by itself so that each gets its own problems."""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Any table; an unknown key is an error, so that typing mistakes show."""


class SiteFile(Table, frozen=True):
    site: Raw
    categories: list[Raw]
    emergency: list[Raw]
    partners: list[Raw] = []
    gaps: list[Raw] = []


class AddedLanguageTable(Table, frozen=True):
    name: str
    """In itself; a flag never stands for it."""
    german: str
    english: str
    greeting: str
    script: str
    """ISO 15924."""
    formats: str | None = None
    """Of CLDR, for dates and numbers; the code itself where nothing is said."""
    keyboard: str | None = None
    voice: str | None = None


class SiteTable(Table, frozen=True):
    greetings: list[str]
    time_zone: str
    languages: list[str]
    partly: list[str] = []
    controller: str | None = None
    street: str | None = None
    gate: str | None = None


class CategoryTable(Table, frozen=True):
    id: str
    symbol: str
    picture: str | None = None
    topic: str | None = None
    """What its services are talked about under, unless they say otherwise."""


class EmergencyTable(Table, frozen=True):
    id: str
    number: str
    picture: str | None = None


class PartnerTable(Table, frozen=True):
    id: str
    name: str
    planned: bool = False


class TopicsFile(Table, frozen=True):
    counselling_languages: list[str]
    topics: list[Raw]
    desks: list[Raw]
    consultation: Raw | None = None
    general: str | None = None
    """The topic of what belongs to no other."""


class TopicTable(Table, frozen=True):
    id: str
    active: bool = True
    picture: str | None = None


class DeskTable(Table, frozen=True):
    id: str


class GlossaryFile(Table, frozen=True):
    terms: list[Raw]


class TermTable(Table, frozen=True):
    german: str
    use: WordLists = {}
    avoid: WordLists = {}


class Head(Table, frozen=True):
    """What is known of a text: of a source its version, of a translation its origin."""

    version: str | None = None
    of: str | None = None
    made: str | None = None
    read_by: str | None = None
    of_text: str | None = None


class ArticleHead(Head, frozen=True):
    keywords: list[str] = []


class WordsFile(Head, frozen=True):
    """The short words of one language; each section by the ids of its things."""

    site: Words = {}
    categories: Words = {}
    topics: Words = {}
    desks: Words = {}
    emergency: Words = {}
    notes: Words = {}
    """Below emergency numbers, by their ids."""
    partners: Words = {}
    resources: Words = {}
    reasons: Words = {}
    """Why a day is not as usual."""


class PathwayFile(Table, frozen=True):
    questions: list[Raw]
    steps: list[Raw]


class QuestionTable(Table, frozen=True):
    id: str
    answers: list[Raw]
    picture: str | None = None
    when: WordLists = {}


class AnswerTable(Table, frozen=True):
    id: str
    code: str


class StepTable(Table, frozen=True):
    id: str
    stage: str
    service: str
    facts: list[str] = []
    when: WordLists = {}


class PathwayWordsFile(Head, frozen=True):
    """The words of the personal path in one language."""

    pathway: Words = {}
    questions: Words = {}
    answers: Words = {}
    """By question and answer, such as `home-saxony`; so are the notes."""
    notes: Words = {}
    steps: Words = {}
    details: Words = {}


class LexiconFile(Table, frozen=True):
    concepts: dict[str, list[str]]


class LexiconWordsFile(Table, frozen=True):
    """What visitors call things in one language; not a translation of another."""

    words: dict[str, list[str]]
    fillers: list[str] = []


class HoursTable(Table, frozen=True):
    by_appointment: bool = False
    slots: list[Raw] = []
    special: list[Raw] = []
    closed: list[Raw] = []
    holidays: str | None = None


class ConsultationTable(HoursTable, frozen=True):
    rules: list[Raw] = []


class RuleTable(Table, frozen=True):
    rule: str
    first: date
    opens: str
    closes: str
    languages: list[str] = []
    breaks: list[Raw] = []
    excepted: list[date] = msgspec.field(default_factory=list, name="except")
    added: list[date] = msgspec.field(default_factory=list, name="also")
    by_appointment: bool = False
    topics: list[str] = []
    partner: str | None = None
    capacity: int | None = None


class BreakTable(Table, frozen=True):
    begins: str = msgspec.field(name="from")
    until: str


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
    reason: str | None = None


class ClosedTable(Table, frozen=True):
    first: date = msgspec.field(name="from")
    until: date
    reason: str | None = None


class ServiceFile(Table, frozen=True):
    category: str
    order: int
    topic: str | None = None
    funded: bool = False
    facts: list[Raw] = []
    gaps: list[Raw] = []
    contact: Raw | None = None
    hours: Raw | None = None
    resources: list[str] = []


class FactTable(Table, frozen=True):
    id: str
    says: str
    source: str
    as_of: date
    url: str | None = None
    dated: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    follows: str | None = None


class GapTable(Table, frozen=True):
    kind: str
    ask: str
    whom: str


class ContactTable(Table, frozen=True):
    name: str
    address: str | None = None
    phone: str | None = None
    email: str | None = None


class ResourceTable(Table, frozen=True):
    """What a key means depends on the kind; `kiosk.catalogue.pointers` says which."""

    kind: str
    target: str | None = None
    address: str | None = None
    languages: list[str] = []
    pages: Words = {}
    latitude: float | None = None
    longitude: float | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    place: str | None = None
    network: str | None = None
    password: str | None = None
