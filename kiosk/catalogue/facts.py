"""What a TOML file says of facts and gaps: each fact with its source and its dates."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.catalogue.dates import check_date
from kiosk.catalogue.schema import FactTable, GapTable
from kiosk.catalogue.texts import plain, unique_ids
from kiosk.catalogue.wording import LONGEST_ADDRESS, faults
from kiosk.domain.facts import Fact, Gap, GapKind
from kiosk.ids import FactId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath


STALE_AFTER = timedelta(days=183)
"""Offices change in January and July; a fact is looked up again twice a year."""
NOTICE = timedelta(days=31)
"""How long before a fact ends its editor is warned."""
_WEB = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:[0-9]{2,5})?([/?#]\S*)?")
"""Editors open it, not visitors: `http` will do, and any letters."""


def facts(
    file: TomlFile, tables: list[Raw], today: date | None = None
) -> tuple[Fact, ...]:
    """The facts of a service, at least one; `today` warns of old ones."""
    if not tables:
        file.error(
            ("facts",),
            "No fact names its source.",
            "Add [[facts]] with `id`, `says`, `source` and `as_of`.",
        )
    unique_ids(file, "facts", tables)
    found = tuple(_facts(file, tables))
    for fact in found if today else ():
        assert today
        _warn_of_age(file, ("facts", found.index(fact)), fact, today)
    return found


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
            _check_text(file, (*path, key), getattr(table, key))
        _check_url(file, (*path, "url"), table.url)
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


def _check_text(file: TomlFile, path: KeyPath, text: str | None) -> None:
    for fault in faults(text, longest_word=LONGEST_ADDRESS) if text is not None else ():
        file.error(path, f"`{path[-1]}`: {fault.message}", fault.remedy)


def _check_url(file: TomlFile, path: KeyPath, url: str | None) -> None:
    if url is not None and _WEB.fullmatch(url) is None:
        file.error(
            path,
            f"{url[:80]!r} is no web address.",
            'Write "https://www.example.de/path", or name the source in `source`.',
        )


def _check_dates(file: TomlFile, path: KeyPath, table: FactTable) -> None:
    remedy = "Write the day for which the fact was checked."
    check_date(file, (*path, "as_of"), table.as_of, remedy)
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


def _warn_of_age(file: TomlFile, path: KeyPath, fact: Fact, today: date) -> None:
    ends = fact.valid_until
    if ends is not None and ends <= today:
        file.warning(
            (*path, "valid_until"),
            f"The fact {fact.id!r} ended on {ends}; the terminals no longer show it.",
            "Remove it with the text that it marks, or write what holds now.",
        )
    elif ends is not None and ends - today <= NOTICE:
        file.warning(
            (*path, "valid_until"),
            f"The fact {fact.id!r} ends on {ends}.",
            "Find out what holds from then on.",
        )
    if today - fact.as_of > STALE_AFTER:
        file.warning(
            (*path, "as_of"),
            f"The fact {fact.id!r} was last checked on {fact.as_of}.",
            "Look it up again, then `kiosk content confirm`.",
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
