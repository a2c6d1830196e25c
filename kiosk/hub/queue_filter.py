"""Whom a counsellor wants to see of those who wait; the browser remembers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from litestar.datastructures import Cookie

if TYPE_CHECKING:
    from litestar import Request

    from kiosk.domain.access import Staff
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.tickets import Ticket

COOKIE = "kiosk-queue"
KEPT_SECONDS = 12 * 3600
ALL, MINE = "all", "mine"
TOPIC, LANGUAGE = "topic.", "language."


@dataclass(frozen=True, slots=True)
class QueueFilter:
    shown: str = ALL
    """`all`, `mine`, `topic.<id>` or `language.<code>`."""

    def shows(self, ticket: Ticket, staff: Staff) -> bool:
        if self.shown == MINE:
            return staff.own_skills.fit(ticket)
        if self.shown.startswith(TOPIC):
            return ticket.topic == self.shown.removeprefix(TOPIC)
        if self.shown.startswith(LANGUAGE):
            return ticket.language == self.shown.removeprefix(LANGUAGE)
        return True

    def cookie(self, *, secure: bool) -> Cookie:
        return Cookie(
            COOKIE,
            value=self.shown,
            max_age=KEPT_SECONDS,
            secure=secure,
            httponly=True,
            samesite="lax",
        )


def chosen(request: Request[Any, Any, Any], catalogue: Catalogue) -> QueueFilter:
    """As just asked, or as the browser kept it; what is not offered is everybody."""
    asked = request.query_params.get("show") or request.cookies.get(COOKIE, ALL)
    offered = {
        ALL,
        MINE,
        *(TOPIC + topic.id for topic in catalogue.topics),
        *(LANGUAGE + code for code in catalogue.counselling_languages),
    }
    return QueueFilter(asked if asked in offered else ALL)


def was_asked(request: Request[Any, Any, Any]) -> bool:
    return "show" in request.query_params
