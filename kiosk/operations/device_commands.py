"""How staff ask a terminal for something, how it fetches that and says what became."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.domain import screen_pictures, site_notices
from kiosk.domain.audit import BY_COMMAND, AuditDeed
from kiosk.domain.commands import (
    KEPT_FOR,
    LASTS,
    MOST_LISTED,
    CommandKind,
    CommandOutcome,
    CommandReason,
    DeviceCommand,
    takes_the_place_of,
)
from kiosk.errors import Conflict, NotFound, NoticeRefused
from kiosk.operations import audit, fleet
from kiosk.store import device_commands as store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.domain.access import PairedTerminal
    from kiosk.domain.commands import CommandDetails
    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context


@dataclass(frozen=True, slots=True)
class CommandAnswer:
    """What the terminal says became of a command."""

    outcome: CommandOutcome
    reason: str | None = None
    details: CommandDetails | None = None
    picture: str | None = field(default=None, repr=False)


def ask(
    ctx: Context,
    series: str,
    kind: CommandKind,
    texts: Mapping[LanguageCode, str] | None = None,
    *,
    by: str = BY_COMMAND,
) -> DeviceCommand:
    """For a quarter of an hour; it takes the place of one that says the opposite.

    Raises `NotFound`, `Conflict` for a revoked terminal, and `NoticeRefused` for texts
    that nobody may put before visitors.
    """
    terminal, now = fleet.by_series(ctx, series), ctx.clock.now()
    if not terminal.active:
        raise Conflict(
            f"The terminal of series {terminal.series} is revoked: it fetches nothing.",
            remedy=fleet.PAIR_IT_AGAIN,
        )
    command = DeviceCommand(
        ctx.ids.row_id(),
        terminal.id,
        kind,
        by,
        now,
        now + LASTS,
        texts=_checked(texts or {}) if kind is CommandKind.OUT_OF_ORDER else {},
    )
    with ctx.database.begin() as connection:
        store.supersede(connection, terminal.id, takes_the_place_of(kind), now)
        store.add(connection, command)
        about = f"{terminal.series}: {kind}"
        audit.note(ctx, connection, by, AuditDeed.COMMAND_SENT, about)
    return command


def fetch(ctx: Context, terminal: PairedTerminal) -> list[DeviceCommand]:
    """What it shall do, again and again until it has answered."""
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        due = store.due(connection, terminal.id, now)
    fresh = [command.id for command in due if command.delivered_at is None]
    if fresh:
        with ctx.database.begin() as connection:
            store.set_delivered(connection, fresh, now)
    return due


def answer(
    ctx: Context, terminal: PairedTerminal, command_id: str, said: CommandAnswer
) -> None:
    """Keep it; again does no harm. Raises `NotFound` for what another was asked.

    An answer counts also when it comes late: what was done was done.
    """
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        known = store.by_id(connection, command_id)
        if known is None or known.terminal != terminal.id:
            raise NotFound("No such command was sent to this terminal.")
        if known.outcome is not None:
            return
        outcome, reason, picture = said.outcome, said.reason, None
        if known.kind is CommandKind.SCREEN and outcome is CommandOutcome.DONE:
            picture = said.picture
            if picture is None or not screen_pictures.is_picture(picture):
                outcome, picture = CommandOutcome.FAILED, None
                reason = CommandReason.NO_PICTURE
        details = said.details if known.kind is CommandKind.DIAGNOSTICS else None
        if store.end(connection, known.id, now, outcome, reason, details, picture) and (
            picture is not None
        ):
            store.forget_pictures(connection, terminal.id, but=known.id)


def listed(ctx: Context, series: str) -> list[DeviceCommand]:
    """The newest first. Raises `NotFound`."""
    terminal = fleet.by_series(ctx, series)
    with ctx.database.read() as connection:
        return store.newest(connection, terminal.id, MOST_LISTED)


def one(ctx: Context, series: str, command_id: str) -> DeviceCommand:
    """Raises `NotFound`."""
    terminal = fleet.by_series(ctx, series)
    with ctx.database.read() as connection:
        known = store.by_id(connection, command_id)
    if known is None or known.terminal != terminal.id:
        raise NotFound("There is no such command.", "Look at the page of the terminal.")
    return known


def picture(ctx: Context, series: str, command_id: str) -> str:
    """As SVG, for a day. Raises `NotFound`."""
    known = one(ctx, series, command_id)
    if known.ended_at is not None:
        with ctx.database.read() as connection:
            kept = store.picture(connection, known.id)
        if kept and ctx.clock.now() - known.ended_at < screen_pictures.KEPT_FOR:
            return kept
    raise NotFound("This picture is gone.", remedy="Ask for a new one.")


def forget_old(ctx: Context) -> None:
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        store.forget_pictures_before(connection, now - screen_pictures.KEPT_FOR)
        store.forget_before(connection, now - KEPT_FOR)


def _checked(texts: Mapping[LanguageCode, str]) -> dict[LanguageCode, str]:
    """Raises `NoticeRefused`."""
    tidied = {code: site_notices.tidied(text) for code, text in texts.items()}
    said = {code: text for code, text in tidied.items() if text}
    fault = site_notices.fault_of_texts(said)
    if fault is not None:
        raise NoticeRefused(fault)
    return said
