"""What a TOML file says of facts and gaps: each fact with its source and its dates."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.catalogue.addresses import PORT
from kiosk.catalogue.dates import check_date
from kiosk.catalogue.following import check_following
from kiosk.catalogue.schema import FactTable, GapTable
from kiosk.catalogue.texts import plain, unique_ids
from kiosk.catalogue.wording import LONGEST_ADDRESS, faults
from kiosk.domain.facts import Fact, Gap, GapKind
from kiosk.ids import FactId
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath


STALE_AFTER = timedelta(days=183)
"""Offices change in January and July; a fact is looked up again twice a year."""
MISTYPED = STALE_AFTER
"""A check that far ahead has another year than was meant."""
NOTICE = timedelta(days=31)
"""How long before a fact ends its editor is warned."""
_WEB = re.compile(rf"https?://[\w-]+(\.[\w-]+)+({PORT})?([/?#]\S*)?")
"""Editors open it, not visitors: `http` will do, and any letters."""


def facts(
    file: TomlFile, tables: list[Raw], today: date | None = None
) -> tuple[Fact, ...]:
    """The facts of a service, at least one; `today` warns of old ones."""
    if not tables:
        file.error(
            ("facts",),
            sentence("No fact names its source."),
            sentence("Add [[facts]] with `id`, `says`, `source` and `as_of`."),
        )
    unique_ids(file, "facts", tables)
    found = tuple(_facts(file, tables))
    followed = check_following(file, found)
    for index, fact in enumerate(found) if today else ():
        assert today
        known = fact.id in followed
        _warn_of_age(file, ("facts", index), fact, today, goes_on=known)
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
            table.valid_from,
            FactId(table.follows) if table.follows is not None else None,
        )


def _check_text(file: TomlFile, path: KeyPath, text: str | None) -> None:
    for fault in faults(text, longest_word=LONGEST_ADDRESS) if text is not None else ():
        file.error(
            path,
            sentence("`{path}`: {fault}", path=path[-1], fault=fault.message),
            fault.remedy,
        )


def _check_url(file: TomlFile, path: KeyPath, url: str | None) -> None:
    if url is not None and _WEB.fullmatch(url) is None:
        file.error(
            path,
            sentence("{url!r} is no web address.", url=url[:80]),
            sentence(
                'Write "https://www.example.de/path", or name the source in `source`.'
            ),
        )


def _check_dates(file: TomlFile, path: KeyPath, table: FactTable) -> None:
    remedy = sentence("Write the day for which the fact was checked.")
    check_date(file, (*path, "as_of"), table.as_of, remedy)
    if table.dated is not None and table.dated > table.as_of:
        file.error(
            (*path, "dated"),
            sentence("The source is younger than the check."),
            sentence("`as_of` is the day on which somebody read the source."),
        )
    if table.valid_until is not None and table.valid_until <= table.as_of:
        file.error(
            (*path, "valid_until"),
            sentence(
                "The fact had ended when it was checked, on {as_of}.", as_of=table.as_of
            ),
            sentence(
                "Write the first day on which it no longer holds, or remove the fact."
            ),
        )
    begins, ends = table.valid_from, table.valid_until
    if begins is not None and ends is not None and ends <= begins:
        file.error(
            (*path, "valid_until"),
            sentence(
                "The fact ends before it has held for a day: it begins on {begins}.",
                begins=begins,
            ),
            sentence(
                "`valid_from` is the first day on which it holds, `valid_until` the"
                " first on which it no longer does."
            ),
        )


def _warn_of_age(
    file: TomlFile, path: KeyPath, fact: Fact, today: date, *, goes_on: bool
) -> None:
    """`goes_on`: what holds after its end is written already."""
    ends = fact.valid_until
    if ends is not None and ends <= today:
        file.warning(
            (*path, "valid_until"),
            sentence(
                "The fact {id!r} ended on {ends}; the terminals no longer show it.",
                id=fact.id,
                ends=ends,
            ),
            sentence("Remove it with the text that it marks, or write what holds now."),
        )
    elif ends is not None and ends - today <= NOTICE and not goes_on:
        file.warning(
            (*path, "valid_until"),
            sentence("The fact {id!r} ends on {ends}.", id=fact.id, ends=ends),
            sentence("Find out what holds from then on."),
        )
    if fact.as_of - today > MISTYPED:
        file.warning(
            (*path, "as_of"),
            sentence("The day {as_of} is still to come.", as_of=fact.as_of),
            sentence("Write the day for which the fact was checked."),
        )
    if today - fact.as_of > STALE_AFTER:
        file.warning(
            (*path, "as_of"),
            sentence(
                "The fact {id!r} was last checked on {as_of}.",
                id=fact.id,
                as_of=fact.as_of,
            ),
            sentence("Look it up again, then `kiosk content confirm`."),
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
                sentence("There is no kind {kind!r} of gap.", kind=table.kind[:40]),
                sentence("Allowed: {allowed}.", allowed=", ".join(GapKind)),
            )
            continue
        ask = plain(file, (*path, "ask"), table.ask)
        yield Gap(GapKind(table.kind), ask, plain(file, (*path, "whom"), table.whom))
