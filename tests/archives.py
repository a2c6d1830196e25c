"""Archives of releases as honest and as dishonest hands make them."""

from __future__ import annotations

import io
import stat
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kiosk.domain.releases import ReleaseAbout
from kiosk.releases.packing import ABOUT, about_file, pack_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

TEN_O_CLOCK = datetime(2026, 11, 30, 9, tzinfo=UTC)


def an_about(version: int = 1, comment: str = "") -> ReleaseAbout:
    return ReleaseAbout(version, TEN_O_CLOCK, "publisher", comment)


def an_archive(
    folder: Path, version: int = 1, files: Mapping[str, bytes] | None = None
) -> Path:
    """A good one, whose only text says its version."""
    said = {"site.toml": f"version {version}".encode()} if files is None else files
    path = folder / f"release-{version}.zip"
    path.write_bytes(pack_files(said, an_about(version)))
    return path


def a_forgery(
    entries: Iterable[tuple[zipfile.ZipInfo | str, bytes]], *, about: bool = True
) -> io.BytesIO:
    """What a stranger packs: any name, in any way."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as to:
        if about:
            to.writestr(ABOUT, about_file(an_about()))
        for entry, data in entries:
            info = zipfile.ZipInfo(entry) if isinstance(entry, str) else entry
            info.compress_type = zipfile.ZIP_DEFLATED
            to.writestr(info, data)
    packed.seek(0)
    return packed


def a_link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
