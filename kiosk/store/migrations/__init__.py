"""Brings a database to the schema of this program, and refuses newer ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from kiosk.errors import NewerDatabase

if TYPE_CHECKING:
    from kiosk.store.database import Database

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
    "0022",
    "0023",
    "0024",
    "0025",
    "0026",
    "0027",
    "0028",
    "0029",
    "0030",
    "0031",
    "0032",
)
"""Every schema there ever was, oldest first; each has its file in `versions/`."""


def migrate(database: Database, to: str = REVISIONS[-1]) -> None:
    """Raises `NewerDatabase`. Costs one small query when there is nothing to do."""
    if known_revision(database) != to:
        with database.begin() as connection:
            _known(current(connection))  # another process may have been faster
            if not database.is_sqlite:
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            _upgrade(connection, to)


def known_revision(database: Database) -> str | None:
    """Which schema the database has; None when empty. Raises `NewerDatabase`."""
    with database.read() as connection:
        return _known(current(connection))


def _known(revision: str | None) -> str | None:
    if revision is not None and revision not in REVISIONS:
        raise NewerDatabase(
            f"The hub's database has schema {revision}, this program knows"
            f" {REVISIONS[-1]}: a newer version of the program wrote it.",
            remedy="Install the newer version again, or restore a backup made before.",
        )
    return revision


def current(connection: Connection) -> str | None:
    """The schema's revision as Alembic noted it; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version"))
    return revision.scalar_one_or_none()


def _upgrade(connection: Connection, to: str) -> None:
    # Alembic costs more to import than a start of the hub may: only when needed
    from alembic import command
    from alembic.config import Config

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.set_main_option("path_separator", "os")
    command.upgrade(settings, to)
