"""Which texts of the draft were public until somebody went back to another release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.operations import publishing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kiosk.domain.changes import TextChange
    from kiosk.domain.releases import ListedRelease
    from kiosk.operations.context import Context


@dataclass(frozen=True, slots=True)
class TakenBack:
    at: datetime
    paths: frozenset[str]
    """Of texts that the draft says otherwise than the release that was gone back to."""


def taken_back(ctx: Context, changes: Sequence[TextChange]) -> TakenBack | None:
    """Of what the draft changes of what is public.

    None where what is public brings nothing back, or what was public before is not
    kept any more, or the draft has none of those texts.
    """
    public = publishing.newest(ctx)
    if not changes or public is None or public.about.rolls_back_to is None:
        return None
    before = _before_going_back(ctx, public)
    if before is None or not (before.is_kept and public.is_kept):
        return None
    back = publishing.changes(ctx, public.about.version, before.about.version)
    paths = {change.path for change in back} & {change.path for change in changes}
    return TakenBack(public.about.published_at, frozenset(paths)) if paths else None


def _before_going_back(ctx: Context, public: ListedRelease) -> ListedRelease | None:
    """The last that was not itself old content; going back twice is one going back."""
    return next(
        (
            release
            for release in publishing.listed(ctx)
            if release.about.version < public.about.version
            and release.is_public
            and release.about.rolls_back_to is None
        ),
        None,
    )
