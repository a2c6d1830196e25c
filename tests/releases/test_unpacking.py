from __future__ import annotations

import io
import random
import struct
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.paths import shipped
from kiosk.releases.limits import ReleaseLimits
from kiosk.releases.packing import ABOUT, about_file, pack, pack_files, read_folder
from kiosk.releases.unpacking import open_archive, read_archive
from tests.archives import a_forgery, a_link, an_about, an_archive

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path

    Entry = tuple[zipfile.ZipInfo | str, bytes]

TEXT = b"# Title\n"
SMALL = ReleaseLimits(archive=20_000, files=5, file=1_000, total=2_000)


def test_what_was_packed_comes_out_again(tmp_path: Path) -> None:
    files = {"site.toml": b"x" * 5000, "services/a/de.md": TEXT}
    packed = io.BytesIO(an_archive(tmp_path, 3, files).read_bytes())

    assert read_archive(packed) == (an_about(3), files)


def test_the_shipped_content_comes_out_as_it_went_in() -> None:
    packed = io.BytesIO(pack(shipped("content"), an_about()))

    assert read_archive(packed)[1] == read_folder(shipped("content"))


@pytest.mark.parametrize(
    "name",
    [
        "../site.toml",
        "words/../../site.toml",
        "words/./de.toml",
        "/etc/cron.toml",
        "//host/share.md",
        "C:\\site.toml",
        "words\\de.toml",
        "words//de.toml",
        ".ssh/config.toml",
        "words/.hidden.md",
        "words/",
        "a/b/c/d/e.md",
        "x" * 250 + ".md",
        "wörter.toml",
        "site.toml\nother.toml",
        "con:stream.toml",
        " site.toml",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert _refusal(a_forgery([(name, TEXT)])) is UpdateRefusal.BAD_PATH


def test_a_name_that_ends_at_a_zero_byte_for_some_is_refused() -> None:
    packed = a_forgery([("site.toml.md", TEXT)]).getvalue()
    hidden = packed.replace(b"site.toml.md", b"site.toml\0md")

    assert _refusal(io.BytesIO(hidden)) is UpdateRefusal.BAD_PATH


def test_a_link_is_refused() -> None:
    forged = a_forgery([(a_link("words/de.toml"), b"/etc/passwd")])

    assert _refusal(forged) is UpdateRefusal.BAD_PATH


@pytest.mark.parametrize("name", ["run.sh", "site.toml.exe", "README", "a.svg", "x.MD"])
def test_what_is_no_text_of_the_content_is_refused(name: str) -> None:
    assert _refusal(a_forgery([(name, TEXT)])) is UpdateRefusal.BAD_SUFFIX


@pytest.mark.parametrize(
    "names",
    [
        ("words/de.toml", "words/de.toml"),
        ("words/de.toml", "Words/DE.toml"),
        ("words.md", "words.md/de.toml"),
        ("site.toml", ABOUT),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_two_files_of_one_name_are_refused(names: tuple[str, ...]) -> None:
    forged = a_forgery([(name, TEXT) for name in names])

    assert _refusal(forged) is UpdateRefusal.BAD_PATH


def test_a_file_that_would_fill_the_disk_is_refused_before_it_is_unpacked() -> None:
    bomb = a_forgery([("site.toml", b"\0" * 900_000)])

    assert len(bomb.getvalue()) < 3_000
    assert _refusal(bomb) is UpdateRefusal.ZIP_BOMB


def test_files_that_share_their_bytes_are_refused() -> None:
    packed = bytearray(a_forgery([("a.md", TEXT), ("b.md", TEXT)]).getvalue())
    record = packed.rindex(b"PK\x01\x02")
    offset = packed.index(b"PK\x01\x02")
    second = packed.index(b"PK\x01\x02", offset + 1)
    packed[record + 42 : record + 46] = packed[second + 42 : second + 46]

    assert _refusal(io.BytesIO(packed)) is UpdateRefusal.ZIP_BOMB


def test_a_size_that_lies_gives_no_more_than_was_said() -> None:
    packed = bytearray(a_forgery([("a.md", b"x" * 5000)]).getvalue())
    record = packed.rindex(b"PK\x01\x02")
    packed[record + 24 : record + 28] = struct.pack("<L", 100)

    with pytest.raises(UpdateRefused) as caught:
        list(open_archive(io.BytesIO(packed)).files())
    assert caught.value.reason is UpdateRefusal.NOT_AN_ARCHIVE


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([(f"{i}.md", TEXT) for i in range(5)], UpdateRefusal.TOO_MANY_FILES),
        ([("a.md", b"x" * 1001)], UpdateRefusal.TOO_LARGE),
        ([(f"{i}.md", b"x" * 900) for i in range(3)], UpdateRefusal.TOO_LARGE),
        ([("a.md", random.Random(1).randbytes(20_000))], UpdateRefusal.TOO_LARGE),
    ],
)
def test_what_is_more_than_a_release_may_hold_is_refused(
    entries: list[Entry], reason: UpdateRefusal
) -> None:
    assert _refusal(a_forgery(entries), SMALL) is reason


def test_more_files_than_it_says_are_refused() -> None:
    """Two counts in one archive; whoever reads the other one would take them."""
    packed = bytearray(a_forgery([(f"{i}.md", TEXT) for i in range(5)]).getvalue())
    packed[-14:-10] = struct.pack("<2H", 2, 2)

    assert _refusal(io.BytesIO(packed), SMALL) is UpdateRefusal.TOO_MANY_FILES


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"%PDF-1.7\n" * 20,
        b"<html>" * 50,
        b"PK\x05\x06" + b"\0" * 18,
    ],
)
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    assert _refusal(io.BytesIO(data)) is UpdateRefusal.NOT_AN_ARCHIVE


def test_an_archive_that_does_not_begin_with_what_it_is_is_refused() -> None:
    assert (
        _refusal(a_forgery([("site.toml", TEXT)], about=False))
        is UpdateRefusal.NOT_AN_ARCHIVE
    )
    late = [("site.toml", TEXT), (ABOUT, about_file(an_about()))]
    assert _refusal(a_forgery(late, about=False)) is UpdateRefusal.NOT_AN_ARCHIVE


def test_an_archive_of_the_large_kind_is_refused() -> None:
    """Its directory could have any size, and is read as a whole."""
    packed = a_forgery([("site.toml", TEXT)]).getvalue()
    locator = b"PK\x06\x07" + b"\0" * 16
    end = bytearray(packed[-22:])
    end[12:16] = struct.pack("<L", struct.unpack("<L", end[12:16])[0] + len(locator))

    forged = io.BytesIO(packed[:-22] + locator + end)
    assert _refusal(forged) is UpdateRefusal.NOT_AN_ARCHIVE


def test_an_encrypted_file_is_refused() -> None:
    packed = bytearray(a_forgery([("site.toml", TEXT)]).getvalue())
    record = packed.rindex(b"PK\x01\x02")
    packed[record + 8] |= 1

    assert _refusal(io.BytesIO(packed)) is UpdateRefusal.NOT_AN_ARCHIVE


def test_wherever_it_breaks_off_it_is_refused() -> None:
    packed = pack_files({"site.toml": TEXT * 20, "words/de.toml": TEXT}, an_about())

    for length in range(len(packed)):
        _refusal(io.BytesIO(packed[:length]))


def test_whichever_byte_is_another_it_is_refused_or_says_the_same() -> None:
    """A checksum is no signature: but nothing else than a refusal comes of damage."""
    files = {"site.toml": TEXT * 20, "words/de.toml": TEXT}
    packed = pack_files(files, an_about())

    for place in range(len(packed)):
        damaged = bytearray(packed)
        damaged[place] ^= 0xFF
        try:
            archive = open_archive(io.BytesIO(damaged))
            found = dict(archive.files())
        except UpdateRefused:
            continue
        assert list(found.values())[1:] == list(files.values())


def _refusal(file: io.BytesIO, limits: ReleaseLimits | None = None) -> str:
    """Already of looking at it."""
    with pytest.raises(UpdateRefused) as caught:
        open_archive(file, limits or ReleaseLimits())
    assert caught.value.remedy
    return caught.value.reason
