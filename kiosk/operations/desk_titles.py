"""What a desk is called, also after a release has taken it away."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kiosk.domain.localized import SOURCE_LANGUAGE, Localized
from kiosk.errors import NotFound
from kiosk.i18n.languages import FALLBACKS
from kiosk.store import desk_titles as store
from kiosk.store.database import Duplicate

if TYPE_CHECKING:
    from kiosk.ids import DeskId
    from kiosk.operations.context import Context


def title(ctx: Context, desk: DeskId) -> Localized:
    """As the content says; of a desk that has ended as it said when somebody last sat
    down there, or its id where nobody did."""
    with suppress(NotFound):
        return ctx.catalogue().desk(desk).title
    return last_title(ctx, desk)


def last_title(ctx: Context, desk: DeskId) -> Localized:
    """Whatever the content says of it."""
    with ctx.database.read() as connection:
        texts = store.of_desk(connection, desk) or {}
    texts.setdefault(SOURCE_LANGUAGE, desk)
    return Localized(texts, FALLBACKS)


def has_ended(ctx: Context, desk: DeskId) -> bool:
    return all(known.id != desk for known in ctx.catalogue().desks)


def keep(ctx: Context, desk: DeskId) -> None:
    """As it is called now. Raises `NotFound` for an unknown desk."""
    texts = ctx.catalogue().desk(desk).title.texts
    with suppress(Duplicate), ctx.database.begin() as connection:
        store.keep(connection, desk, texts)
