from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from kiosk.store import releases
from tests.archives import an_about

if TYPE_CHECKING:
    from kiosk.store.database import Database


def _add(database: Database, version: int, *, is_public: bool = True) -> None:
    with database.begin() as connection:
        about, packed = an_about(version), f"archive {version}".encode()
        releases.add(connection, about, packed, is_public=is_public)


def test_before_the_first_there_is_none(database: Database) -> None:
    with database.read() as connection:
        assert releases.newest_version(connection) == 0
        assert releases.newest_public(connection) is None
        assert releases.by_version(connection, 1) is None
        assert releases.archive(connection, 1) is None
        assert releases.every(connection) == []


def test_a_release_is_listed_as_it_was_added(database: Database) -> None:
    about = replace(an_about(7), comment="ü" * 280, by="Ł" * 64, rolls_back_to=5)
    with database.begin() as connection:
        added = releases.add(connection, about, b"bytes", is_public=True)

    with database.read() as connection:
        assert releases.every(connection) == [added]
        assert releases.by_version(connection, 7) == added
        assert releases.archive(connection, 7) == b"bytes"
    assert added.about == about
    assert (added.sha256, added.length) == (sha256(b"bytes").hexdigest(), 5)


def test_the_list_is_kept_for_ever_and_the_newest_ten_archives(
    database: Database,
) -> None:
    for version in range(1, 14):
        _add(database, version)

    with database.read() as connection:
        every = releases.every(connection)
        assert [each.about.version for each in every] == list(range(13, 0, -1))
        assert [each.is_kept for each in every] == [True] * 10 + [False] * 3
        assert releases.archive(connection, 3) is None
        assert releases.archive(connection, 4) == b"archive 4"


def test_what_waits_for_its_signature_is_not_public(database: Database) -> None:
    _add(database, 1)
    _add(database, 2, is_public=False)

    with database.begin() as connection:
        public = releases.newest_public(connection)
        assert public is not None
        assert public.about.version == 1
        assert releases.newest_version(connection) == 2
        assert releases.make_public(connection, 2)
        assert not releases.make_public(connection, 2)
        assert not releases.make_public(connection, 3)
        public = releases.newest_public(connection)
        assert public is not None
        assert public.about.version == 2


def test_what_waited_longer_than_a_newer_one_never_becomes_public(
    database: Database,
) -> None:
    _add(database, 1, is_public=False)
    _add(database, 2)

    with database.begin() as connection:
        assert not releases.make_public(connection, 1)
