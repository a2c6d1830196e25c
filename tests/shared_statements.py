"""What SQLAlchemy made of a statement once serves every database of a test process.

It keeps that by engine, and each test has one of its own: half of what a test of an
operation takes went into writing the same SQL again.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy.util import LRUCache

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Dialect

    from kiosk.store.database import Database

MOST = 5000
"""More statements than the program has."""

_dialects: dict[str, Dialect] = {}


def sharing(database: Database) -> Database:
    """The same database, which keeps its statements with all others of its kind."""
    kind = database.url.get_backend_name()
    if kind not in _dialects:
        with database.engine.connect():  # the server tells of itself but once
            _dialects[kind] = database.engine.dialect
    for engine in (database.engine, database._writing, database._reading):
        engine.dialect = _dialects[kind]
        engine._compiled_cache = _statements(kind)
    return database


@cache
def _statements(_kind: str) -> LRUCache[Any, Any]:
    return LRUCache(MOST)
