"""A text before it is saved: read as if it were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.errors import BadContent, NotFound
from kiosk.operations import drafting, unsaved
from tests.draft_hub import a_drafting_hub
from tests.working_draft import GERMAN, POLISH, SITE, changed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Context]:
    context = a_drafting_hub(tmp_path)
    yield context
    context.database.close()


def test_it_holds_the_centre_and_the_one_service_with_the_text(hub: Context) -> None:
    text = changed(hub, POLISH, "# Witamy", "# Lekarz")
    content = unsaved.with_text(hub, POLISH, text)
    assert content.catalogue
    assert [service.slug for service in content.catalogue.services] == ["doctor"]
    assert (content.folder / POLISH).read_text() == text
    assert (content.folder / SITE).is_file()
    assert drafting.file(hub, POLISH).text != text


def test_problems_are_those_of_the_text_alone_errors_first(hub: Context) -> None:
    text = changed(hub, POLISH, "- first", "- 99 <b>x</b>")
    problems = unsaved.with_text(hub, POLISH, text).problems
    assert problems[0].is_error
    assert {problem.file for problem in problems} == {POLISH}


def test_the_same_text_is_the_same_folder(hub: Context) -> None:
    text = changed(hub, GERMAN, "# Willkommen", "# Arzt")
    first, again = (unsaved.with_text(hub, GERMAN, text) for _ in range(2))
    assert first.key == again.key
    assert unsaved.folder_of(hub, first.key) == first.folder


def test_the_oldest_make_room(hub: Context) -> None:
    for number in range(unsaved.MOST_KEPT + 3):
        text = changed(hub, POLISH, "# Witamy", f"# Witamy {number}")
        unsaved.with_text(hub, POLISH, text)
    last = unsaved.with_text(hub, POLISH, changed(hub, POLISH, "# Witamy", "# Last"))
    assert len(list(last.folder.parent.iterdir())) == unsaved.MOST_KEPT
    assert last.folder.is_dir()


@pytest.mark.parametrize("key", ["", "..", "x" * 20, "../../../etc/passwd"])
def test_no_key_leads_elsewhere(hub: Context, key: str) -> None:
    with pytest.raises(NotFound):
        unsaved.folder_of(hub, key)


@pytest.mark.parametrize("path", ["../x.md", "services/a/b/c.md", "x.py"])
def test_no_path_leads_elsewhere(hub: Context, path: str) -> None:
    with pytest.raises(BadContent):
        unsaved.with_text(hub, path, "x")


def test_the_version_is_no_matter_where_saving_asks_what_has_changed(
    hub: Context,
) -> None:
    text = changed(hub, GERMAN, "# Willkommen", "# Arzt")
    as_a_file = unsaved.with_text(hub, GERMAN, text).problems
    assert "The text was changed, its version" in as_a_file[-1].message
    asked = unsaved.with_text(hub, GERMAN, text, asks_change=True).problems
    assert not any("its version" in problem.message for problem in asked)
