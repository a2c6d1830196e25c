"""What a service says in every language at once, as fields of a form: its life area and
topic, contact, facts, open questions, and the resources it gives along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.service_rows import (
    CONTACT,
    FACTS,
    GAPS,
    NEW,
    REMOVED,
    RESOURCES,
    named,
)
from kiosk.catalogue.toml_edits import values
from kiosk.domain.facts import GapKind
from kiosk.operations import draft_beginnings, drafting
from kiosk.operations.draft_hours import path_of
from kiosk.operations.draft_tables import NONE, FieldKind, TableField, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kiosk.domain.catalogue import Catalogue
    from kiosk.ids import CategoryId
    from kiosk.operations.context import Context
    from kiosk.operations.draft_tables import TableInDraft

    Raw = dict[str, Any]

AREA = ("category",)
MOST_KEPT = 40
"""Rows of a form that are not in the draft."""
_ROW = re.compile(rf"({FACTS}|{GAPS})\.([a-z0-9][a-z0-9-]{{0,79}})\.")


def settings(
    ctx: Context,
    slug: str,
    may_place: Callable[[CategoryId], bool],
    sent: Iterable[str] = (),
) -> TableInDraft:
    """`may_place`: into which life areas it may be moved. `sent`: keys of a form, whose
    rows are there also when somebody has removed them meanwhile.

    Raises `NotFound`, and `BadContent` for a file that is broken.
    """
    path = path_of(slug)
    there = drafting.file(ctx, path)
    said = named(values(path, there.text or ""))
    catalogue = draft_beginnings.readable(ctx)
    fields = tuple(_fields(catalogue, said, may_place, _rows_of(sent)))
    return table_of(path, there.version, said, fields)


def _fields(
    catalogue: Catalogue,
    said: Raw,
    may_place: Callable[[CategoryId], bool],
    sent: list[tuple[str, str]],
) -> Iterator[TableField]:
    offered = tuple(
        area.id
        for area in catalogue.categories
        if area.id == said.get("category") or may_place(area.id)
    )
    topics = tuple(topic.id for topic in catalogue.topics)
    yield TableField(AREA, FieldKind.CHOICE, offered)
    yield TableField(("order",), FieldKind.WHOLE)
    yield TableField(("topic",), FieldKind.CHOICE, (*NONE, *topics))
    yield TableField(("funded",), FieldKind.YES)
    yield TableField((CONTACT, "name"))
    yield TableField((CONTACT, "address"), FieldKind.PARAGRAPH)
    yield TableField((CONTACT, "phone"))
    yield TableField((CONTACT, "email"))
    given = list(_keys(said, RESOURCES))
    others = [one.id for one in catalogue.resources if one.id not in given]
    for resource in (*given, *others):
        yield TableField((RESOURCES, resource), FieldKind.YES)
    for section, of_row in ((FACTS, _fact), (GAPS, _gap)):
        kept = (row for of, row in sent if of == section)
        for row in dict.fromkeys((*_keys(said, section), *kept)):
            yield from of_row(row)
            yield TableField((section, row, REMOVED), FieldKind.YES)
        yield from of_row(NEW)


def _fact(row: str) -> Iterator[TableField]:
    if row == NEW:
        yield TableField((FACTS, row, "id"))
    yield TableField((FACTS, row, "says"), FieldKind.PARAGRAPH)
    yield TableField((FACTS, row, "source"))
    yield TableField((FACTS, row, "url"))
    for key in ("as_of", "dated", "valid_from", "valid_until"):
        yield TableField((FACTS, row, key), FieldKind.DAY)
    yield TableField((FACTS, row, "follows"))


def _gap(row: str) -> Iterator[TableField]:
    kinds = tuple(kind.value for kind in GapKind)
    offered = (*NONE, *kinds) if row == NEW else kinds
    yield TableField((GAPS, row, "kind"), FieldKind.CHOICE, offered)
    yield TableField((GAPS, row, "ask"))
    yield TableField((GAPS, row, "whom"))


def _keys(said: Raw, section: str) -> tuple[str, ...]:
    rows = said.get(section)
    return tuple(rows) if isinstance(rows, dict) else ()


def _rows_of(sent: Iterable[str]) -> list[tuple[str, str]]:
    found = (match for key in sent if (match := _ROW.match(key)))
    return list(dict.fromkeys((row[1], row[2]) for row in found))[:MOST_KEPT]
