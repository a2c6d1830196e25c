from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.store.release_metadata import KEPT_VERSIONS, ReleaseMetadata

if TYPE_CHECKING:
    from kiosk.store.database import Database


def test_what_was_signed_comes_back_byte_for_byte(database: Database) -> None:
    with database.begin() as connection:
        ReleaseMetadata(connection).put("targets", 1_780_000_000, b"\x00{}\xff")
    with database.read() as connection:
        kept = ReleaseMetadata(connection)
        assert kept.newest("targets") == b"\x00{}\xff"
        assert kept.of_version("targets", 1_780_000_000) == b"\x00{}\xff"
        assert kept.of_version("targets", 1) is None
        assert kept.newest("snapshot") is None


def test_the_newest_has_the_highest_version(database: Database) -> None:
    with database.begin() as connection:
        kept = ReleaseMetadata(connection)
        for version in (9, 11, 10):
            kept.put("timestamp", version, str(version).encode())
        kept.put("snapshot", 99, b"99")
        assert kept.newest("timestamp") == b"11"


def test_old_versions_are_dropped_but_every_root_stays(database: Database) -> None:
    versions = range(1, KEPT_VERSIONS + 6)
    with database.begin() as connection:
        kept = ReleaseMetadata(connection)
        for version in versions:
            kept.put("snapshot", version, b"")
            kept.put("targets", version, b"")
            kept.put("root", version, b"")
        assert kept.of_version("snapshot", 5) is None
        assert kept.of_version("snapshot", 6) == b""
        assert all(kept.of_version("root", version) == b"" for version in versions)
