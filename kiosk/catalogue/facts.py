"""What a TOML file says of facts and gaps: each fact with its source and its dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kiosk.catalogue.schema import FactTable, GapTable
from kiosk.catalogue.texts import plain, unique_ids
from kiosk.catalogue.wording import LONGEST_ADDRESS, faults
from kiosk.domain.facts import Fact, Gap, GapKind
from kiosk.ids import FactId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath

EARLIEST = date(2000, 1, 1)
"""A fact that old was mistyped."""


def facts(file: TomlFile, tables: list[Raw]) -> tuple[Fact, ...]:
    """The facts of a service, of which there must be some."""
    if not tables:
        file.error(
            ("facts",),
            "No fact names its source.",
            "Add [[facts]] with `id`, `says`, `source` and `as_of`.",
        )
    unique_ids(file, "facts", tables)
    return tuple(_facts(file, tables))


def gaps(file: TomlFile, tables: list[Raw]) -> tuple[Gap, ...]:
    return tuple(_gaps(file, tables))


def _facts(file: TomlFile, tables: list[Raw]) -> Iterator[Fact]:
    for index, raw in enumerate(tables):
        path = ("facts", index)
        table = file.decode(raw, FactTable, path)
        if table is None:
            continue
        plain(file, (*path, "says"), table.says)
        for key in ("source", "url"):
            _check_address(file, (*path, key), getattr(table, key))
        _check_dates(file, path, table)
        yield Fact(
            FactId(table.id),
            table.says,
            table.source,
            table.as_of,
            table.url,
            table.dated,
            table.valid_until,
        )


def _check_address(file: TomlFile, path: KeyPath, text: str | None) -> None:
    for fault in faults(text, longest_word=LONGEST_ADDRESS) if text is not None else ():
        file.error(path, f"`{path[-1]}`: {fault.message}", fault.remedy)


def _check_dates(file: TomlFile, path: KeyPath, table: FactTable) -> None:
    if table.as_of < EARLIEST:
        file.error(
            (*path, "as_of"),
            f"{table.as_of} is before {EARLIEST}.",
            "Write the day for which the fact was checked.",
        )
    if table.dated is not None and table.dated > table.as_of:
        file.error(
            (*path, "dated"),
            "The source is younger than the check.",
            "`as_of` is the day on which somebody read the source.",
        )
    if table.valid_until is not None and table.valid_until <= table.as_of:
        file.error(
            (*path, "valid_until"),
            f"The fact had ended when it was checked, on {table.as_of}.",
            "Write the first day on which it no longer holds, or remove the fact.",
        )


def _gaps(file: TomlFile, tables: list[Raw]) -> Iterator[Gap]:
    for index, raw in enumerate(tables):
        path = ("gaps", index)
        table = file.decode(raw, GapTable, path)
        if table is None:
            continue
        if table.kind not in set(GapKind):
            file.error(
                (*path, "kind"),
                f"There is no kind {table.kind[:40]!r} of gap.",
                f"Allowed: {', '.join(GapKind)}.",
            )
            continue
        ask = plain(file, (*path, "ask"), table.ask)
        yield Gap(GapKind(table.kind), ask, plain(file, (*path, "whom"), table.whom))
