"""What would be published of the draft, and that just this is published: not what
somebody has saved since it was looked at."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.errors import DraftMoved
from kiosk.operations import publishing
from kiosk.releases.differences import difference
from kiosk.store import drafts
from kiosk.store import releases as store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.domain.changes import TextChange
    from kiosk.domain.releases import ReleaseVersion
    from kiosk.operations.context import Context


@dataclass(frozen=True, slots=True)
class Seen:
    """To what a difference belongs: it holds only while both are the newest."""

    revision: int
    """Of the draft."""
    release: ReleaseVersion
    """The newest, also if it waits for its signature; 0: there is none."""


@dataclass(frozen=True, slots=True)
class DraftOffer:
    seen: Seen
    files: Mapping[str, bytes] = field(repr=False)
    changes: tuple[TextChange, ...]
    """From what is public."""


class DraftOffers:
    """Keeps the last: comparing thousands of texts takes longer than a page may."""

    def __init__(self) -> None:
        self._last: DraftOffer | None = None
        self._looking = threading.Lock()

    def now(self, ctx: Context) -> DraftOffer:
        """For many threads."""
        with self._looking:
            seen = seen_now(ctx)
            if self._last is None or self._last.seen != seen:
                self._last = _offered(ctx)
            return self._last


def seen_now(ctx: Context) -> Seen:
    with ctx.database.read() as connection:
        return Seen(
            drafts.newest_revision(connection), store.newest_version(connection)
        )


def agreed(ctx: Context, offers: DraftOffers, seen: Seen) -> DraftOffer:
    """The content that somebody has seen. Raises `DraftMoved` if it is another now."""
    offer = offers.now(ctx)
    if offer.seen != seen:
        raise DraftMoved(
            "The draft or what is public has changed since this page was opened.",
            remedy="Look at the difference again, then publish.",
        )
    return offer


def _offered(ctx: Context) -> DraftOffer:
    with ctx.database.read() as connection:
        seen = Seen(
            drafts.newest_revision(connection), store.newest_version(connection)
        )
        files = {
            file.path: file.text.encode()
            for file in drafts.below(connection)
            if file.text is not None
        }
        public = store.newest_public(connection)
    before = publishing.files_of(ctx, public.about.version) if public else {}
    return DraftOffer(seen, files, difference(before, files))
