"""How the editor's lists are laid out: the matrix of states, and the open questions."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import click

from kiosk.catalogue.status import counts
from kiosk.cli.counting import counted
from kiosk.domain.translations import TranslationState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kiosk.catalogue.status import StatusRow
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.facts import Gap

OLD = timedelta(days=3 * 365)
"""A source of that age is confirmed by somebody before visitors rely on it."""
_SIGNS = {
    TranslationState.CURRENT: "ok",
    TranslationState.UNREAD: "unread",
    TranslationState.OUTDATED: "OLD",
    TranslationState.FALLBACK: "-",
    TranslationState.MISSING: "MISSING",
}
_COLUMN = 10


def states(rows: Sequence[StatusRow], only: str | None) -> Iterator[str]:
    """Raises `click.UsageError` for a state that there is not."""
    if only is not None and only not in set(TranslationState):
        raise click.UsageError(f"States: {', '.join(TranslationState)}.")
    longest = max(len(row.name) for row in rows)
    codes = list(rows[0].states)
    yield " " * longest + "  " + "".join(f"{code:<{_COLUMN}}" for code in codes)
    for row in rows:
        if only is None or only in row.states.values():
            signs = "".join(f"{_SIGNS[row.states[c]]:<{_COLUMN}}" for c in codes)
            yield f"{row.name:<{longest}}  {signs}".rstrip()
    total = counts(rows)
    yield ", ".join(f"{total[state]} {state}" for state in TranslationState)


def questions(catalogue: Catalogue, today: date) -> Iterator[str]:
    """By whom to ask, then what, with the service that waits for the answer."""
    asked = sorted(_gaps(catalogue), key=lambda pair: (pair[1].whom, pair[0]))
    for whom, pairs in groupby(asked, key=lambda pair: pair[1].whom):
        yield whom
        for where, gap in pairs:
            yield f"    {where}: {gap.ask} ({gap.kind})"
    old = sorted(_old_sources(catalogue, today), key=itemgetter(0))
    if old:
        yield "Old sources, to be confirmed"
        yield from (f"    {dated} {source}: {where}" for dated, source, where in old)
    yield f"{counted(len(asked), 'gap')}, {counted(len(old), 'old source')}"


def _gaps(catalogue: Catalogue) -> Iterator[tuple[str, Gap]]:
    yield from (("site.toml", gap) for gap in catalogue.gaps)
    for service in catalogue.services:
        yield from ((service.slug, gap) for gap in service.gaps)


def _old_sources(catalogue: Catalogue, today: date) -> Iterator[tuple[date, str, str]]:
    for service in catalogue.services:
        for fact in service.facts:
            if fact.dated is not None and today - fact.dated > OLD:
                yield fact.dated, fact.source, f"{service.slug}, {fact.id}"
