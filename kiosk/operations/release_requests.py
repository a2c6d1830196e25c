"""How a release waits: for a second person to agree, for its time, or for both.

What is published then is just the content that was asked for, and only while the
release it was made against is the newest; anything else must be looked at again.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from kiosk.domain.audit import AuditDeed
from kiosk.domain.release_requests import (
    LONGEST_AHEAD,
    LONGEST_REASON,
    MOST_OPEN,
    ReleaseRequest,
    RequestState,
)
from kiosk.domain.releases import ReleaseAbout
from kiosk.errors import (
    Conflict,
    DecidedMeanwhile,
    KeyUnusable,
    NotAllowed,
    NotFound,
    PublishedMeanwhile,
    TooBusy,
    UpdateRefused,
)
from kiosk.operations import audit, day_end, publishing
from kiosk.operations.publishing import Wish
from kiosk.releases.packing import pack_files
from kiosk.releases.unpacking import read_archive
from kiosk.sentences import sentence
from kiosk.store import release_requests as store
from kiosk.store import releases

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kiosk.domain.releases import ListedRelease, ReleaseVersion
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

BY_THE_HUB = "kiosk"
"""Who decided what nobody did."""
DECIDED_AT_ONCE = 20

log = logging.getLogger("kiosk.hub")


def ask(
    ctx: Context,
    wish: Wish,
    files: Mapping[str, bytes],
    due_at: datetime | None,
    *,
    needs_another: bool,
) -> ReleaseRequest:
    """Keep this content until somebody else agrees, or until its time.

    Raises `UpdateRefused` for content that is broken, `PublishedMeanwhile`, and
    `Conflict` for a time that is over or far away, or where too much waits already.
    """
    now = ctx.clock.now()
    publishing.check_comment(wish.comment)
    if due_at is not None and not now < due_at <= now + LONGEST_AHEAD:
        raise Conflict(
            sentence("This time is over, or more than a year away."),
            remedy=sentence("Choose a time to come, or publish now."),
        )
    with ctx.database.read() as connection:
        newest = releases.newest_version(connection)
    based_on = newest if wish.based_on is None else wish.based_on
    if based_on != newest:
        raise publishing.meanwhile(ctx)
    packed = pack_files(files, ReleaseAbout(based_on + 1, now, wish.by, wish.comment))
    publishing.check_packed(ctx, packed)
    state = RequestState.ASKED if needs_another else RequestState.SCHEDULED
    request = ReleaseRequest(
        ctx.ids.row_id(), wish.by, now, based_on, wish.comment, due_at, state
    )
    with ctx.database.begin() as connection:
        if store.count_open(connection) >= MOST_OPEN:
            raise Conflict(
                sentence("{n} releases wait already.", n=MOST_OPEN),
                remedy=sentence("Call off those that nobody needs."),
            )
        store.add(connection, request, packed)
    return request


def request(ctx: Context, request_id: str) -> ReleaseRequest:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        return _known(connection, request_id)


def waiting(ctx: Context) -> list[ReleaseRequest]:
    """The oldest first."""
    with ctx.database.read() as connection:
        return store.unfinished(connection)


def decided(ctx: Context) -> list[ReleaseRequest]:
    """The newest first."""
    with ctx.database.read() as connection:
        return store.finished(connection, DECIDED_AT_ONCE)


def files_of(ctx: Context, request_id: str) -> dict[str, bytes]:
    """Its content, by name. Raises `NotFound` once it is decided."""
    with ctx.database.read() as connection:
        packed = store.archive(connection, request_id)
    if packed is None:
        raise NotFound(
            "This release waits no longer.", remedy="Look at the list of releases."
        )
    return read_archive(io.BytesIO(packed))[1]


def approve(ctx: Context, by: str, request_id: str) -> ReleaseRequest:
    """Somebody else agrees: it is published, at once or at its time.

    Raises `NotAllowed` for who has asked, `DecidedMeanwhile`, `PublishedMeanwhile`
    (then it is overtaken), and as `publishing.publish` does.
    """
    asked = request(ctx, request_id)
    if asked.state is not RequestState.ASKED:
        raise _decided()
    if asked.asked_by == by:
        raise NotAllowed(
            sentence("Who asks for a release cannot agree to it."),
            remedy=sentence("Ask another publisher."),
        )
    if asked.has_come(ctx.clock.now()):
        _publish(ctx, asked, by)
    else:
        with ctx.database.begin() as connection:
            if not store.schedule(connection, request_id, by):
                raise _decided()
    return request(ctx, request_id)


def reject(ctx: Context, by: str, request_id: str, reason: str = "") -> None:
    """Raises `NotFound` and `DecidedMeanwhile`."""
    _finish(ctx, request_id, RequestState.REJECTED, by, reason)


def call_off(ctx: Context, by: str, request_id: str) -> None:
    """Raises `NotFound` and `DecidedMeanwhile`."""
    _finish(ctx, request_id, RequestState.CALLED_OFF, by)


def publish_due(ctx: Context) -> list[ListedRelease]:
    """Everything whose time has come, each once, however many processes ask.

    By a clock that is not to be believed nothing is published; what is late is
    published as long as somebody may still count on it.
    """
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        if not store.any_scheduled(connection, now):
            return []
    if not day_end.trusts_clock(ctx):
        return []
    done = []
    for asked in waiting(ctx):
        if asked.state is not RequestState.SCHEDULED or not asked.has_come(now):
            continue
        if asked.is_too_late(now):
            _end(ctx, asked, RequestState.MISSED)
            continue
        release = _publish_late(ctx, asked)
        if release is not None:
            done.append(release)
    return done


def _publish_late(ctx: Context, asked: ReleaseRequest) -> ListedRelease | None:
    """None where it was not published; why stands in the log, and with the request."""
    try:
        return _publish(ctx, asked, asked.decided_by or asked.asked_by)
    except (PublishedMeanwhile, DecidedMeanwhile):
        log.info("a scheduled release was overtaken")
    except TooBusy:
        log.info("the screens of a scheduled release are still being drawn")
    except (UpdateRefused, KeyUnusable) as error:
        log.error("A scheduled release was refused: %s %s", error, error.remedy)
    return None


def _publish(ctx: Context, asked: ReleaseRequest, by: str) -> ListedRelease:
    """In one step with what is noted of it."""

    def note(connection: Connection, version: ReleaseVersion) -> None:
        at, state = ctx.clock.now(), RequestState.PUBLISHED
        if not store.finish(connection, asked, state, by, at, version=version):
            raise _decided()
        if by != asked.asked_by:
            told = f"release {version}, which {asked.asked_by} asked for"
            audit.note(ctx, connection, by, AuditDeed.PUBLISHED, told)

    wish = Wish(asked.asked_by, asked.comment, based_on=asked.based_on)
    try:
        files = files_of(ctx, asked.id)
        return publishing.publish_files(ctx, wish, files, within=note)
    except PublishedMeanwhile:
        _end(ctx, asked, RequestState.OVERTAKEN)
        raise
    except (UpdateRefused, KeyUnusable) as error:
        _end(ctx, asked, RequestState.REFUSED, str(error))
        raise


def _finish(
    ctx: Context, request_id: str, state: RequestState, by: str, reason: str = ""
) -> None:
    with ctx.database.begin() as connection:
        asked = _known(connection, request_id)
        at, told = ctx.clock.now(), reason.strip()[:LONGEST_REASON]
        if not asked.is_open or not store.finish(
            connection, asked, state, by, at, reason=told
        ):
            raise _decided()


def _end(
    ctx: Context, asked: ReleaseRequest, state: RequestState, reason: str = ""
) -> None:
    """By itself; nothing if somebody has decided meanwhile."""
    with ctx.database.begin() as connection:
        at, told = ctx.clock.now(), reason[:LONGEST_REASON]
        store.finish(connection, asked, state, BY_THE_HUB, at, reason=told)


def _known(connection: Connection, request_id: str) -> ReleaseRequest:
    found = store.by_id(connection, request_id)
    if found is None:
        raise NotFound(
            "There is no such release that waits.",
            remedy="Look at the list of releases.",
        )
    return found


def _decided() -> DecidedMeanwhile:
    return DecidedMeanwhile(
        "Somebody has decided this meanwhile.", remedy="Look at the list of releases."
    )
