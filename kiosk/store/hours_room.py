"""What the numbers of a day take of the room that its hours have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from kiosk.domain.capacity import RoomTaken
from kiosk.ids import LanguageCode, TopicId
from kiosk.store.schema import tickets

if TYPE_CHECKING:
    from datetime import date


def taken_on(connection: Connection, day: date) -> list[RoomTaken]:
    """Who checked in with an appointment takes room at its time."""
    of = tickets.c
    rows = connection.execute(
        select(of.issued_at, of.booked_for, of.topic, of.language).where(
            of.service_day == day
        )
    )
    return [
        RoomTaken(
            booked or issued,
            TopicId(topic),
            LanguageCode(language),
            booked=booked is not None,
        )
        for issued, booked, topic, language in rows
    ]
