"""What the journal remembers of the hub: its last word, and the token it refused."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from kiosk.domain.issuing import HubWord
from kiosk.ids import LanguageCode, TopicId
from kiosk.journal.checksums import checksum

if TYPE_CHECKING:
    import sqlite3

GREETING = "greeting"
REFUSED_TOKEN = "refused-token"  # noqa: S105 - the name of a note


def everything(connection: sqlite3.Connection) -> dict[str, str]:
    """The notes that are as they were written."""
    rows = connection.execute("SELECT key, body, checksum FROM notes")
    return {key: body for key, body, summed in rows if summed == checksum(key, body)}


def keep(connection: sqlite3.Connection, key: str, body: str) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO notes (key, body, checksum) VALUES (?, ?, ?)",
        (key, body, checksum(key, body)),
    )


def written(word: HubWord) -> str:
    return json.dumps(
        {
            "series": word.series,
            "said_at": word.said_at.isoformat(),
            "said_on": word.said_on.isoformat(),
            "service_day": word.service_day and word.service_day.isoformat(),
            "last_count": word.last_count,
            "counselling": word.counselling,
            "line_full": word.line_full,
            "full_topics": sorted(word.full_topics),
            "full_languages": sorted(word.full_languages),
            "offset_seconds": word.offset_seconds,
        }
    )


def read(body: str | None) -> HubWord | None:
    """None for what no program wrote."""
    try:
        said = json.loads(body or "")
        day, count, there = (
            said[name] for name in ("service_day", "last_count", "counselling")
        )
        full = said.get("line_full")  # an older program did not say it
        return HubWord(
            series=str(said["series"]),
            said_at=datetime.fromisoformat(said["said_at"]),
            said_on=date.fromisoformat(said["said_on"]),
            service_day=None if day is None else date.fromisoformat(day),
            last_count=None if count is None else int(count),
            counselling=None if there is None else bool(there),
            line_full=None if full is None else bool(full),
            full_topics=frozenset(map(TopicId, said.get("full_topics", ()))),
            full_languages=frozenset(
                (TopicId(topic), LanguageCode(code))
                for topic, code in said.get("full_languages", ())
            ),
            offset_seconds=float(said["offset_seconds"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
