"""Words that were kept as they were read: used when they are right, and only then."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kiosk.i18n import compiled
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from pathlib import Path

DE = LanguageCode("de")
CATALOG = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Back"
msgstr "Zurück"

msgid "%(n)s person"
msgid_plural "%(n)s people"
msgstr[0] "%(n)s Mensch"
msgstr[1] "%(n)s Menschen"
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    file = Catalogs(tmp_path).file(DE)
    file.parent.mkdir(parents=True)
    file.write_text(CATALOG)
    return file


def _read(tmp_path: Path) -> tuple[str, str]:
    words = Catalogs(tmp_path, tmp_path / "kept").words(DE)
    return words.gettext("Back"), words.ngettext("%(n)s person", "%(n)s people", 2)


def test_the_second_start_says_what_the_first_one_said(
    tmp_path: Path, catalog: Path
) -> None:
    first = _read(tmp_path)
    kept = compiled.find(tmp_path / "kept" / "de.json", catalog)
    assert kept == {
        "\x04": ("(n != 1)",),
        "Back": ("Zurück",),
        "%(n)s person": ("%(n)s Mensch", "%(n)s Menschen"),
    }
    assert _read(tmp_path) == first == ("Zurück", "%(n)s Menschen")


def test_the_second_start_reads_no_catalog(tmp_path: Path, catalog: Path) -> None:
    _read(tmp_path)
    changed: compiled.Messages = {"Back": ("So wie es aufgehoben ist",)}
    compiled.keep(tmp_path / "kept" / "de.json", catalog, changed)
    assert _read(tmp_path)[0] == "So wie es aufgehoben ist"


def test_another_catalog_of_the_same_size_and_time_is_read_anew(
    tmp_path: Path, catalog: Path
) -> None:
    _read(tmp_path)
    before = catalog.stat()
    catalog.write_text(CATALOG.replace("Zurück", "Heimzu"))
    os.utime(catalog, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _read(tmp_path)[0] == "Heimzu"


@pytest.mark.parametrize(
    "rubbish",
    [b"", b"\xff\xfe", b"[]", b'{"layout": 1, "of": "x"}', b'{"messages": {"a": 1}}'],
)
def test_what_is_broken_is_read_and_kept_anew(
    tmp_path: Path, catalog: Path, rubbish: bytes
) -> None:
    kept = tmp_path / "kept" / "de.json"
    kept.parent.mkdir()
    kept.write_bytes(rubbish)
    assert _read(tmp_path)[0] == "Zurück"
    assert compiled.find(kept, catalog) is not None


def test_what_was_kept_in_another_way_is_not_used(
    tmp_path: Path, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _read(tmp_path)
    monkeypatch.setattr(compiled, "LAYOUT", compiled.LAYOUT + 1)
    assert compiled.find(tmp_path / "kept" / "de.json", catalog) is None


@pytest.mark.usefixtures("catalog")
def test_a_folder_that_takes_nothing_hinders_nobody(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    assert _read(tmp_path)[0] == "Zurück"
