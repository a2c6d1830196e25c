"""Whoever sends a removal a second time, by a double click or a page that comes anew,
reads that it is done, where they would have been led before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.hub.content.test_parts import begun

if TYPE_CHECKING:
    from tests.hub_web import Browser


@pytest.mark.parametrize(
    ("of", "list_page"),
    [
        ("/content/services/doctor", "/content"),
        ("/content/parts/emergency/rescue", "/content/parts/emergency"),
        ("/content/languages/pl", "/content/languages"),
    ],
)
def test_a_second_removal_says_that_it_is_done(
    editor: Browser, of: str, list_page: str
) -> None:
    begun(editor, "emergency", number="110")  # the last one stays
    first = editor.post(f"{of}/remove", confirmed="yes")
    assert re.search("notice=(removed|ended)", first.headers["location"])
    again = editor.post(f"{of}/remove", confirmed="yes")
    assert again.headers["location"] == f"{list_page}?notice=gone"
    told = editor.get(again.headers["location"])
    assert told.status_code == 200
    assert "It is in the draft no more." in told.text
