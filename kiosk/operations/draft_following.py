"""How the draft takes along what was published from files, and keeps its own.

Somebody who writes in files publishes past the draft. What nobody has touched in the
draft since becomes what was published; what somebody has changed there stays theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.drafts import DraftStep
from kiosk.operations import drafting
from kiosk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.operations.context import Context
    from kiosk.store.database import Connection


@dataclass(frozen=True, slots=True)
class DraftFollowed:
    """Paths, sorted."""

    taken: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Changed in the files and in the draft: there it stays as it was."""


def follow(
    ctx: Context, by: str, before: Mapping[str, bytes], published: Mapping[str, bytes]
) -> DraftFollowed:
    """`before`: the files of the release on which the published ones were built.

    Where no draft was begun there is nothing to do: it begins with what is public.
    """
    changed = [
        path
        for path in sorted({*before, *published})
        if before.get(path) != published.get(path)
    ]
    if not drafting.revision(ctx):
        return DraftFollowed()
    taken, kept = [], []
    with ctx.database.begin() as connection:
        for path in changed:
            new = published.get(path)
            there = drafts.present(connection, path)
            text = there.text.encode() if there and there.text is not None else None
            if text == new:
                continue
            if text != before.get(path):
                kept.append(path)
                continue
            _take(ctx, connection, by, path, new, there.version if there else 0)
            taken.append(path)
    return DraftFollowed(tuple(taken), tuple(kept))


def _take(
    ctx: Context,
    connection: Connection,
    by: str,
    path: str,
    new: bytes | None,
    based_on: int,
) -> None:
    if new is None:
        drafting.take_away(ctx, connection, by, path, based_on)
        return
    text, step = new.decode("utf-8"), DraftStep.IMPORTED
    drafting.put(ctx, connection, by, path, text, based_on, step)
