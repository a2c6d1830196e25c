"""The archive of a release whose only text says its version."""

from __future__ import annotations

from kiosk.releases.packing import pack_files
from tests.archives import an_about


def an_archive_of(version: int) -> bytes:
    return pack_files({"site.toml": f"version {version}".encode()}, an_about(version))
