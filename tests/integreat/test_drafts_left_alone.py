"""An answer or a draft that is wrong: nothing is changed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import DataFolderUnusable, ImportFailed
from kiosk.integreat.importing import Answers
from kiosk.integreat.items import ItemKind
from tests.draft_folder import everything, imported, with_a_changed_course

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    "body", [b"", b"[{", b"{}", b'[{"path": 1, "title": ""}]', b"[NaN]", b"[" * 9999]
)
@pytest.mark.parametrize("spoilt", [(ItemKind.PAGE, "de"), (ItemKind.EVENT, "ar")])
def test_a_wrong_answer_anywhere_leaves_the_draft_as_it_was(
    path: Path, spoilt: tuple[ItemKind, str], body: bytes
) -> None:
    imported(path)
    before = everything(path.parent)
    good = with_a_changed_course()
    bad = Answers(good.instance, good.region, good.codes, {**good.bodies, spoilt: body})
    with pytest.raises(ImportFailed):
        imported(path, bad)
    assert everything(path.parent) == before


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("not = [toml", "cannot be read"),
        ("[draft]\nsource = 1", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_draft_that_cannot_be_read_is_left_alone(
    path: Path, text: str, named: str
) -> None:
    imported(path)
    (path / "draft.toml").write_text(text)
    before = everything(path)
    with pytest.raises(ImportFailed, match=named):
        imported(path, with_a_changed_course())
    assert everything(path) == before


@pytest.mark.parametrize(
    "name", ["../../etc/x", "/etc/x", "draft.toml", "services/../x"]
)
def test_a_draft_that_names_files_elsewhere_is_left_alone(
    path: Path, name: str
) -> None:
    imported(path)
    told = (path / "draft.toml").read_text()
    (path / "draft.toml").write_text(told.replace("services/kurse/de.md", name))
    with pytest.raises(ImportFailed, match="no file of a draft"):
        imported(path, with_a_changed_course())


def _a_file_for_its_folder(path: Path) -> None:
    shutil.rmtree(path / "services/kurse")
    (path / "services/kurse").write_text("mine")


def _a_folder_for_its_file(path: Path) -> None:
    (path / "services/kurse/de.md").unlink()
    (path / "services/kurse/de.md").mkdir()


def _a_link_to_itself(path: Path) -> None:
    (path / "services/kurse/de.md").unlink()
    (path / "services/kurse/de.md").symlink_to("de.md")


@pytest.mark.parametrize(
    "put", [_a_file_for_its_folder, _a_folder_for_its_file, _a_link_to_itself]
)
def test_a_draft_of_which_a_file_cannot_be_read_is_left_alone(
    path: Path, put: Callable[[Path], None]
) -> None:
    imported(path)
    put(path)
    before = everything(path.parent)
    with pytest.raises(DataFolderUnusable, match=r"kurse/.* cannot be read") as caught:
        imported(path, with_a_changed_course())
    assert "the draft is as it was" in caught.value.remedy
    assert everything(path.parent) == before


def test_a_folder_with_something_else_in_it_is_left_alone(path: Path) -> None:
    path.mkdir()
    (path / "site.toml").write_text("the content itself")
    with pytest.raises(ImportFailed, match="something else than a draft"):
        imported(path)
    assert everything(path) == {"site.toml": b"the content itself"}


def test_a_draft_of_another_region_is_left_alone(path: Path) -> None:
    imported(path)
    told = (path / "draft.toml").read_text()
    (path / "draft.toml").write_text(told.replace('region = "spree"', 'region = "x"'))
    with pytest.raises(ImportFailed, match="is a draft of x on"):
        imported(path)
