"""Secrets that all hub processes of one database share."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from kiosk.store.schema import kept_secrets


def by_name(connection: Connection, name: str) -> str | None:
    return connection.execute(
        select(kept_secrets.c.value).where(kept_secrets.c.name == name)
    ).scalar_one_or_none()


def put(connection: Connection, name: str, value: str) -> None:
    connection.execute(kept_secrets.insert(), {"name": name, "value": value})


def remove(connection: Connection, name: str) -> None:
    connection.execute(delete(kept_secrets).where(kept_secrets.c.name == name))
