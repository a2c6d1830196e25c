"""How a notice is put up, changed and taken down, and signed for the terminals.

Each of these makes a new file of all that is to be shown now or later, under a version
that only rises: the minute of its signing, or one more than the one before. So a hub
that was restored from a backup signs with higher ones than any terminal has seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from kiosk.domain import site_notices
from kiosk.domain.audit import AuditDeed
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.site_notices import (
    KEPT_FOR,
    MOST_AT_A_TIME,
    MOST_KNOWN,
    ListedNotice,
    NoticeFault,
    NoticeKind,
    SiteNotice,
)
from kiosk.errors import Conflict, NotFound, NoticeRefused
from kiosk.ids import NoticeId
from kiosk.operations import audit
from kiosk.store import notices as store
from kiosk.wire.notices import NoticesFile, ToldNotice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

MINUTE = 60
MOST_LISTED = 500
"""Rows of a year on one page."""


@dataclass(frozen=True, slots=True)
class WantedNotice:
    """What somebody wants everybody to read, and when."""

    kind: NoticeKind
    texts: Mapping[LanguageCode, str]
    """Empty ones are left out."""
    begins: datetime
    ends: datetime


def put_up(ctx: Context, by: str, wanted: WantedNotice) -> ListedNotice:
    """Raises `NoticeRefused`, and `KeyUnusable`."""
    now, notice = ctx.clock.now(), _notice(ctx, NoticeId(ctx.ids.row_id()), wanted)
    listed = ListedNotice(notice, by, now)
    with ctx.database.begin() as connection:
        _check_room(connection, notice, now)
        store.add(connection, listed)
        _publish(ctx, connection, now)
        about = _about(notice)
        audit.note(ctx, connection, by, AuditDeed.NOTICE_PUT_UP, about)
    return listed


def tried(ctx: Context, wanted: WantedNotice) -> SiteNotice:
    """As it would be put up, to be looked at first. Raises `NoticeRefused`."""
    return _notice(ctx, NoticeId("tried"), wanted)


def change(ctx: Context, by: str, notice_id: str, wanted: WantedNotice) -> SiteNotice:
    """Raises `NotFound`, `Conflict`, `NoticeRefused`, and `KeyUnusable`."""
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        known = _known(connection, notice_id)
        notice = _notice(ctx, known.notice.id, wanted)
        _check_room(connection, notice, now)
        if not store.change(connection, notice, by, now):
            raise _gone()
        _publish(ctx, connection, now)
        about = _about(notice)
        audit.note(ctx, connection, by, AuditDeed.NOTICE_CHANGED, about)
    return notice


def take_down(ctx: Context, by: str, notice_id: str) -> None:
    """Nothing where it is over already. Raises `NotFound`, and `KeyUnusable`."""
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        known = _known(connection, notice_id)
        if not store.take_down(connection, known.notice.id, by, now):
            return
        _publish(ctx, connection, now)
        about = _about(known.notice)
        audit.note(ctx, connection, by, AuditDeed.NOTICE_TAKEN_DOWN, about)


def known(ctx: Context) -> list[SiteNotice]:
    """What visitors are told now or later, by its beginning."""
    with ctx.database.read() as connection:
        return store.known(connection, ctx.clock.now())


def listed(ctx: Context) -> list[ListedNotice]:
    """All of the last year, the newest first."""
    with ctx.database.read() as connection:
        return store.every(connection, MOST_LISTED)


def one(ctx: Context, notice_id: str) -> ListedNotice:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        return _known(connection, notice_id)


def reach_terminals(ctx: Context) -> bool:
    """Whether the newest file is signed; True also where there is none yet."""
    with ctx.database.read() as connection:
        newest = store.newest_version(connection)
        return not newest or store.newest_public(connection) == newest


def sign_what_waits(ctx: Context, connection: Connection) -> None:
    """What was put up while nobody here might sign it. Raises `KeyUnusable`."""
    newest = store.newest_version(connection)
    if newest and store.newest_public(connection) != newest:
        _publish(ctx, connection, ctx.clock.now())


def forget_old(ctx: Context) -> None:
    """To be called by a clock that is trusted."""
    with ctx.database.begin() as connection:
        store.forget_before(connection, ctx.clock.now() - KEPT_FOR)


def _notice(ctx: Context, notice_id: NoticeId, wanted: WantedNotice) -> SiteNotice:
    """Raises `NoticeRefused`."""
    tidied = {code: site_notices.tidied(text) for code, text in wanted.texts.items()}
    texts = {code: text for code, text in tidied.items() if text}
    fault = site_notices.fault_of_texts(texts) or site_notices.fault_of_time(
        wanted.begins, wanted.ends, ctx.clock.now()
    )
    if fault is not None:
        raise NoticeRefused(fault)
    return SiteNotice(notice_id, wanted.kind, texts, wanted.begins, wanted.ends)


def _check_room(connection: Connection, notice: SiteNotice, now: datetime) -> None:
    """Raises `NoticeRefused`."""
    others = [each for each in store.known(connection, now) if each.id != notice.id]
    all_known = [*others, notice]
    if (
        len(all_known) > MOST_KNOWN
        or site_notices.most_at_a_time(all_known) > MOST_AT_A_TIME
    ):
        raise NoticeRefused(NoticeFault.TOO_MANY)


def _publish(ctx: Context, connection: Connection, now: datetime) -> None:
    minute = int(now.timestamp()) // MINUTE
    version = max(store.newest_version(connection) + 1, minute)
    told = tuple(_told(notice) for notice in store.known(connection, now))
    content = msgspec.json.encode(NoticesFile(version=version, notices=told))
    signing = ctx.content.signing if ctx.content else None
    is_public = signing is not None and signing.sign_notices(
        connection, version, content
    )
    store.add_file(connection, version, content, is_public=is_public)


def _told(notice: SiteNotice) -> ToldNotice:
    return ToldNotice(
        id=notice.id,
        kind=notice.kind.value,
        begins=notice.begins,
        ends=notice.ends,
        texts={str(code): text for code, text in notice.texts.items()},
    )


def _known(connection: Connection, notice_id: str) -> ListedNotice:
    found = store.by_id(connection, notice_id)
    if found is None:
        raise NotFound("There is no such notice.", "Look at the list of notices.")
    return found


def _gone() -> Conflict:
    return Conflict(
        "This notice is over, or was taken down meanwhile.", "Put up a new one."
    )


def _about(notice: SiteNotice) -> str:
    return f"{notice.kind}: {notice.texts[SOURCE_LANGUAGE]}"
