"""What each desk was called, by language, when somebody last sat down there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from kiosk.ids import LanguageCode
from kiosk.store.schema import desk_titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.ids import DeskId


def of_desk(connection: Connection, desk: DeskId) -> dict[LanguageCode, str] | None:
    """None for a desk at which nobody ever sat."""
    row = connection.execute(
        select(desk_titles.c.texts).where(desk_titles.c.desk == desk)
    ).one_or_none()
    if row is None:
        return None
    return {LanguageCode(code): text for code, text in row.texts.items()}


def keep(
    connection: Connection, desk: DeskId, texts: Mapping[LanguageCode, str]
) -> None:
    """Raises `Duplicate` where another one was faster to write the first."""
    if of_desk(connection, desk) == texts:
        return
    values = {"texts": dict(texts)}
    known = connection.execute(
        update(desk_titles).where(desk_titles.c.desk == desk).values(values)
    )
    if known.rowcount == 0:
        connection.execute(desk_titles.insert(), {"desk": desk, **values})
