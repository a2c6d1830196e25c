"""GET /content/resources: everything to take home, with its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.hub.pages.content.resources import svg_of

if TYPE_CHECKING:
    from tests.hub_web import Browser


def test_each_stands_with_its_code_and_where_it_is_used(editor: Browser) -> None:
    page = editor.get("/content/resources").text
    assert "/content/resources/office.svg" in page
    assert "example.de/a" in page
    assert "In 2 services" in page


def test_a_code_is_a_picture_of_its_own(editor: Browser) -> None:
    answer = editor.get("/content/resources/office-phone.svg?language=ar")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.text.startswith("<svg ")
    assert answer.text != editor.get("/content/resources/office.svg").text


def test_what_there_is_not_is_not_found(editor: Browser) -> None:
    assert editor.get("/content/resources/nothing.svg").status_code == 404


def test_dark_modules_are_drawn_where_they_are() -> None:
    drawn = svg_of([[True, False], [False, True]])
    assert 'viewBox="0 0 2 2"' in drawn
    assert 'd="M0 0h1v1h-1zM1 1h1v1h-1z"' in drawn
