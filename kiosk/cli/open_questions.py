"""What nobody has confirmed yet, told as an operator can work with it: how much of what
kind and whom to ask first, or the questions themselves, narrowed down."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import click

from kiosk.cli.counting import counted
from kiosk.domain.facts import GapKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.facts import Gap

OLD = timedelta(days=3 * 365)
"""A source of that age is confirmed by somebody before visitors rely on it."""
ASKED_FIRST = 12
"""Bodies of a summary; each can answer several questions at once."""
CENTRE = "site.toml"
_MEANING = {
    GapKind.ADDRESS: "addresses",
    GapKind.HOURS: "opening hours",
    GapKind.PHONE: "telephone numbers and e-mail",
    GapKind.COST: "what something costs",
    GapKind.LANGUAGES: "languages that are spoken",
    GapKind.PAPERS: "papers that are needed",
    GapKind.COURSE: "courses",
    GapKind.RULES: "rules that apply",
    GapKind.PLACE: "where something is",
    GapKind.OTHER: "anything else",
}


class Narrowing(NamedTuple):
    """Which questions are wanted; None: whichever."""

    kind: str | None = None
    whom: str | None = None
    """A part of the name of who is asked."""
    service: str | None = None


def summary(catalogue: Catalogue, today: date) -> Iterator[str]:
    gaps = [gap for _, gap in _gaps(catalogue)]
    kinds = Counter(gap.kind for gap in gaps)
    yield "Of what kind"
    for kind, count in kinds.most_common():
        yield f"    {count:>4}  {kind:<10} {_MEANING[kind]}"
    bodies = Counter(gap.whom for gap in gaps).most_common()
    yield "Whom to ask first"
    for whom, count in bodies[:ASKED_FIRST]:
        yield f"    {count:>4}  {whom}"
    if len(bodies) > ASKED_FIRST:
        asked = sum(count for _, count in bodies[ASKED_FIRST:])
        yield f"    {asked:>4}  {len(bodies) - ASKED_FIRST} others"
    yield _total(len(gaps), len(list(_old_sources(catalogue, today))))
    yield "The questions themselves: --kind, --whom, --service, or --all."


def questions(
    catalogue: Catalogue, today: date, wanted: Narrowing | None = None
) -> Iterator[str]:
    """By whom to ask, then what, with the service that waits for the answer.

    Raises `click.UsageError` for a kind or a service that there is not.
    """
    narrowing = wanted or Narrowing()
    _check(catalogue, narrowing)
    gaps = [pair for pair in _gaps(catalogue) if _fits(*pair, narrowing)]
    asked = sorted(gaps, key=lambda pair: (pair[1].whom, pair[0]))
    for whom, pairs in groupby(asked, key=lambda pair: pair[1].whom):
        yield whom
        for where, gap in pairs:
            yield f"    {where}: {gap.ask} ({gap.kind})"
    if wanted is not None:
        yield counted(len(asked), "gap")
        return
    old = sorted(_old_sources(catalogue, today), key=itemgetter(0))
    if old:
        yield "Old sources, to be confirmed"
        yield from (f"    {dated} {source}: {where}" for dated, source, where in old)
    yield _total(len(asked), len(old))


def by_kind(catalogue: Catalogue) -> str:
    """All kinds on one line, most first."""
    kinds = Counter(gap.kind for _, gap in _gaps(catalogue)).most_common()
    return ", ".join(f"{count} {kind}" for kind, count in kinds)


def _total(gaps: int, old: int) -> str:
    return f"{counted(gaps, 'gap')}, {counted(old, 'old source')}"


def _check(catalogue: Catalogue, wanted: Narrowing) -> None:
    if wanted.kind is not None and wanted.kind not in set(GapKind):
        raise click.UsageError(f"Kinds: {', '.join(GapKind)}.")
    services = {str(service.slug) for service in catalogue.services}
    if wanted.service is not None and wanted.service not in {CENTRE, *services}:
        raise click.UsageError(
            f"There is no service {wanted.service!r}: see `kiosk content status`."
        )


def _fits(where: str, gap: Gap, wanted: Narrowing) -> bool:
    return (
        wanted.kind in {None, gap.kind}
        and wanted.service in {None, where}
        and (wanted.whom or "").casefold() in gap.whom.casefold()
    )


def _gaps(catalogue: Catalogue) -> Iterator[tuple[str, Gap]]:
    yield from ((CENTRE, gap) for gap in catalogue.gaps)
    for service in catalogue.services:
        yield from ((service.slug, gap) for gap in service.gaps)


def _old_sources(catalogue: Catalogue, today: date) -> Iterator[tuple[date, str, str]]:
    for service in catalogue.services:
        for fact in service.facts:
            if fact.dated is not None and today - fact.dated > OLD:
                yield fact.dated, fact.source, f"{service.slug}, {fact.id}"
