from __future__ import annotations

import pytest

from kiosk.cli.touring.forms import form, forms
from kiosk.cli.touring.steps import TourFailed

PAGE = """
<form method="post" action="/desk">
  <input type="hidden" name="_csrf_token" value="a&amp;b">
  <input type="radio" name="desk" value="desk-1" checked>
  <input type="radio" name="desk" value="desk-2">
  <input type="checkbox" name="topics" value="work">
  <input name="name"><input type="password" name="password">
</form>
<input type="hidden" name="outside" value="x">
<form method="post" action="/tickets/1/finish">
  <input type="hidden" name="_csrf_token" value="c"></form>
<form><input type="hidden" name="empty"></form>
"""


def test_a_form_sends_what_is_hidden_and_what_is_chosen_already() -> None:
    desk = forms(PAGE)[0]
    assert desk.action == "/desk"
    assert desk.fields == {"_csrf_token": "a&b", "desk": "desk-1"}


def test_every_form_is_found_and_nothing_outside_of_them() -> None:
    assert [found.action for found in forms(PAGE)] == ["/desk", "/tickets/1/finish", ""]
    assert forms(PAGE)[2].fields == {"empty": ""}


def test_a_form_is_found_by_the_end_of_its_address() -> None:
    assert form(PAGE, "/finish").fields == {"_csrf_token": "c"}
    assert form(PAGE, "").action == "/desk"


def test_a_form_that_is_not_there_is_told() -> None:
    with pytest.raises(TourFailed, match="no form for '/again'"):
        form(PAGE, "/again")
