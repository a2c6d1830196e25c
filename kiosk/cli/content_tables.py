"""How the matrix of states is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.catalogue.status import counts
from kiosk.domain.translations import TranslationState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.catalogue.status import StatusRow

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
