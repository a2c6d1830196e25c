"""The notices of a site as they travel beside its releases."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from kiosk.wire import Answer, Hex32, Moment


class ToldNotice(Answer, frozen=True):
    """One of a `NoticesFile`."""

    id: Hex32
    kind: str
    """A `NoticeKind`; one that is not known is an information."""
    begins: Moment
    ends: Moment
    texts: dict[str, str]
    """By language; German is always there."""


class NoticesFile(Answer, frozen=True):
    """The target notices-<n>.json: all notices to be shown now or later."""

    version: Annotated[int, Meta(ge=1)]
    """The number of its name."""
    notices: Annotated[tuple[ToldNotice, ...], Meta(max_length=100)] = ()
