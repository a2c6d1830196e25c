"""What staff ask a terminal to do: told with the greeting, answered once."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import put
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath, JSONBody

from kiosk.domain.commands import CommandDetails
from kiosk.hub.api import strictly
from kiosk.hub.api.responses import problems
from kiosk.hub.api.tickets import TerminalRequest
from kiosk.hub.context import Hub
from kiosk.operations import device_commands
from kiosk.operations.device_commands import CommandAnswer
from kiosk.wire import CommandResult, ToldCommand

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal
    from kiosk.operations.context import Context

LARGEST_RESULT = 768 * 1024
"""Bytes: a picture of the screen, with a sign before each of its quotes."""


def told(ctx: Context, terminal: PairedTerminal) -> tuple[ToldCommand, ...] | None:
    """None where nothing is asked, as nearly always."""
    due = device_commands.fetch(ctx, terminal)
    return (
        tuple(
            ToldCommand(
                id=command.id,
                kind=command.kind.value,
                expires=command.expires_at,
                texts={str(code): text for code, text in command.texts.items()},
            )
            for command in due
        )
        or None
    )


@put(
    "/commands/{command_id:str}",
    operation_id="command_result",
    summary="What became of a command; again and again does no harm",
    status_code=HTTPStatus.NO_CONTENT,
    request_max_body_size=LARGEST_RESULT,
    responses={
        **problems(
            HTTPStatus.BAD_REQUEST,
            HTTPStatus.NOT_FOUND,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    },
)
async def answer(
    hub: Hub,
    request: TerminalRequest,
    command_id: FromPath[str],
    data: JSONBody[CommandResult],
) -> None:
    said = await strictly.read(request, CommandResult)
    details = None
    if said.facts or said.findings or said.log:
        details = CommandDetails(said.facts, said.findings, said.log)
    answered = CommandAnswer(said.outcome, said.reason, details, said.picture)
    await sync_to_thread(
        device_commands.answer, hub.ctx, request.user, command_id, answered
    )
    hub.broadcast.refresh()
