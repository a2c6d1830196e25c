"""The centre's own files as fields of a form: the site and the topics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.problems import Problem
from kiosk.catalogue.service_rows import named, with_named
from kiosk.catalogue.site import NAME as SITE
from kiosk.catalogue.skeletons import SYMBOLS
from kiosk.catalogue.tables import of_no_kind
from kiosk.catalogue.toml_edits import values
from kiosk.catalogue.topics import NAME as TOPICS
from kiosk.domain.pictures import PICTURES
from kiosk.domain.resources import ResourceKind
from kiosk.domain.typed_times import day_typed, moment_typed
from kiosk.operations import draft_forms, drafting
from kiosk.operations.draft_forms import CheckedForm
from kiosk.operations.placed_findings import PlacedFinding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.domain.drafts import DraftEntry
    from kiosk.operations.context import Context

    Raw = dict[str, Any]
LONGEST_FIELD = 2_000
"""Characters."""
NONE = ("",)


class FieldKind(StrEnum):
    """How a value is typed, and what it becomes in the file."""

    LINE = "line"
    LINES = "lines"
    """A list of texts, one a line."""
    PARAGRAPH = "paragraph"
    """One text of several lines."""
    YES = "yes"
    """Written only where it is so, or was said before."""
    CHOICE = "choice"
    NUMBER = "number"
    WHOLE = "whole"
    """A number without a fraction."""
    DAY = "day"
    MOMENT = "moment"


_READ_AS: Mapping[FieldKind, str] = {
    FieldKind.NUMBER: "float",
    FieldKind.WHOLE: "int",
    FieldKind.DAY: "date",
    FieldKind.MOMENT: "datetime",
}
"""Kinds whose values are no text, as the files call them."""


@dataclass(frozen=True, slots=True)
class TableField:
    path: KeyPath
    kind: FieldKind = FieldKind.LINE
    choices: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The table in which it stands: `site`, or the id of one of its like."""
        return ".".join(str(step) for step in self.path[:-1])

    @property
    def name(self) -> str:
        return str(self.path[-1])

    @property
    def key(self) -> str:
        return ".".join(str(step) for step in self.path)


@dataclass(frozen=True, slots=True)
class TableInDraft:
    path: str
    version: int
    fields: tuple[TableField, ...]
    typed: Mapping[KeyPath, str]
    """As the draft has them."""
    ids: Mapping[str, str]
    """Of each table among its like, by its group."""

    @property
    def groups(self) -> list[tuple[str, list[TableField]]]:
        """The fields of each table, in the order of the file."""
        return [(k, list(of)) for k, of in groupby(self.fields, lambda f: f.group)]


def site(ctx: Context, based_on: int = 0) -> TableInDraft:
    """As it is now, or was in that version, if there is such a one. Raises `NotFound`,
    and `BadContent` for a file that is broken."""
    version, said = _said(ctx, SITE, based_on)
    topics = tuple(_ids(_said(ctx, TOPICS)[1], "topics").values())
    return _table(SITE, version, said, tuple(_of_site(said, topics)))


def topics(ctx: Context, based_on: int = 0) -> TableInDraft:
    """As `site`."""
    version, said = _said(ctx, TOPICS, based_on)
    return _table(TOPICS, version, said, tuple(_of_topics(said)))


def resource_fields(name: str) -> tuple[TableField, ...]:
    """What a resource may say; which of it must be said its kind decides."""
    kinds = tuple(kind.value for kind in ResourceKind)
    return (
        TableField((name, "kind"), FieldKind.CHOICE, kinds),
        *(TableField((name, key)) for key in ("target", "address")),
        TableField((name, "languages"), FieldKind.LINES),
        *(
            TableField((name, key), FieldKind.NUMBER)
            for key in ("latitude", "longitude")
        ),
        *(TableField((name, key), FieldKind.MOMENT) for key in ("starts", "ends")),
        *(TableField((name, key)) for key in ("place", "network", "password")),
    )


def table_of(
    path: str,
    version: int,
    said: Raw,
    fields: tuple[TableField, ...],
    ids: Mapping[str, str] | None = None,
) -> TableInDraft:
    typed = {field.path: written(field.kind, _known(field, said)) for field in fields}
    return TableInDraft(path, version, fields, typed, ids or {})


def tried(
    ctx: Context, table: TableInDraft, typed: Mapping[KeyPath, str], based_on: int
) -> CheckedForm:
    """As it would be; nothing is saved. Raises `BadContent`."""
    before = draft_forms.base(ctx, table.path, based_on)
    changes = _changes(table, before, typed)
    text = with_named(table.path, before, changes)
    checked = draft_forms.check(ctx, table.path, text, typed)
    said = ((field, typed.get(field.path, "")) for field in table.fields)
    return with_unread(checked, table.path, said)


def with_unread(
    checked: CheckedForm, file: str, said: Iterable[tuple[TableField, str]]
) -> CheckedForm:
    """Also with each value that cannot be read: of a table with one the check of the
    file names the first, and nothing below it."""
    fields = dict(checked.fields)
    for field, text in said:
        expected = _READ_AS.get(field.kind)
        if expected and text.strip() and isinstance(read(field.kind, text), str):
            told = of_no_kind(field.name, expected, expected, text.strip())
            fields[field.path] = (PlacedFinding(Problem(file, None, *told)),)
    return CheckedForm(checked.text, fields, checked.others)


def save(
    ctx: Context,
    by: str,
    table: TableInDraft,
    typed: Mapping[KeyPath, str],
    based_on: int,
) -> DraftEntry:
    """Raises what `draft_forms.save` does."""

    def put(text: str, version: int) -> DraftEntry:
        return drafting.save(ctx, by, table.path, text, version)

    before = draft_forms.base(ctx, table.path, based_on)
    changes = _changes(table, before, typed)
    return draft_forms.save(table.path, before, changes, based_on, put)


def read(kind: FieldKind, text: str) -> object:
    """As the file has it; what is no number or moment stays a text, which the check
    then names."""
    text = text.replace("\r\n", "\n").strip()
    if kind is FieldKind.LINES:
        return [line.strip() for line in text.split("\n") if line.strip()] or None
    if kind is FieldKind.YES:
        return True if text else None
    try:
        if kind is FieldKind.NUMBER and text:
            return float(text.replace(",", "."))
        if kind is FieldKind.WHOLE and text:
            return int(text)
        if kind is FieldKind.DAY and text:
            return day_typed(text) or text
        if kind is FieldKind.MOMENT and text:
            return moment_typed(text) or text
    except ValueError:
        return text
    return text or None


def written(kind: FieldKind, value: object) -> str:
    """As it stands in the form."""
    if value is None or value is False:
        return ""
    if kind is FieldKind.LINES and isinstance(value, list):
        return "\n".join(str(one) for one in value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return "yes" if value is True else str(value)


def _changes(
    table: TableInDraft, before: str, typed: Mapping[KeyPath, str]
) -> dict[KeyPath, object]:
    """Of values that were written otherwise and mean the same nothing changes."""
    said = named(values(table.path, before))
    found: dict[KeyPath, object] = {}
    for field in table.fields:
        if field.path not in typed:
            continue
        value, known = (
            read(field.kind, typed[field.path]),
            draft_forms.at(said, field.path),
        )
        if written(field.kind, value) == written(field.kind, known):
            continue
        off = field.kind is FieldKind.YES and value is None and known is not None
        found[field.path] = False if off else value
    return found


def _of_site(said: Raw, topics: tuple[str, ...]) -> Iterator[TableField]:
    yield TableField(("site", "greetings"), FieldKind.LINES)
    yield TableField(("site", "controller"), FieldKind.PARAGRAPH)
    yield TableField(("site", "time_zone"))
    for at in range(_count(said, "categories")):
        yield TableField(("categories", at, "symbol"), FieldKind.CHOICE, SYMBOLS)
        pictures = (*NONE, *PICTURES)
        yield TableField(("categories", at, "picture"), FieldKind.CHOICE, pictures)
        yield TableField(
            ("categories", at, "topic"), FieldKind.CHOICE, (*NONE, *topics)
        )
    for at in range(_count(said, "emergency")):
        yield TableField(("emergency", at, "number"))
    for at in range(_count(said, "partners")):
        yield TableField(("partners", at, "name"))
        yield TableField(("partners", at, "planned"), FieldKind.YES)


def _of_topics(said: Raw) -> Iterator[TableField]:
    known = tuple(_ids(said, "topics").values())
    yield TableField(("general",), FieldKind.CHOICE, (*NONE, *known))
    yield TableField(("counselling_languages",), FieldKind.LINES)
    for at in range(_count(said, "topics")):
        yield TableField(("topics", at, "active"), FieldKind.YES)


def _table(
    path: str, version: int, said: Raw, fields: tuple[TableField, ...]
) -> TableInDraft:
    ids: dict[str, str] = {}
    for name in ("categories", "emergency", "partners", "topics"):
        ids |= _ids(said, name)
    return table_of(path, version, said, fields, ids)


def _known(field: TableField, said: Raw) -> object:
    """A topic is offered unless it is said that it is not."""
    value = draft_forms.at(said, field.path)
    return True if field.name == "active" and value is None else value


def _said(ctx: Context, path: str, based_on: int = 0) -> tuple[int, Raw]:
    there = drafting.file(ctx, path)
    if text := draft_forms.base(ctx, path, based_on):
        return based_on, values(path, text)
    return there.version, values(path, there.text or "")


def _ids(said: Raw, name: str) -> dict[str, str]:
    tables = said.get(name)
    return {
        f"{name}.{at}": str(table.get("id", at))
        for at, table in enumerate(tables if isinstance(tables, list) else [])
        if isinstance(table, dict)
    }


def _count(said: Raw, name: str) -> int:
    tables = said.get(name)
    return len(tables) if isinstance(tables, list) else 0
