"""The tree of errors: as drawn, each with a remedy."""

from __future__ import annotations

import pytest

from kiosk import errors
from kiosk.errors import BadContent, DeliveryRefused, HubError, KioskError

TREE = [
    error
    for error in vars(errors).values()
    if isinstance(error, type) and issubclass(error, KioskError)
]


@pytest.mark.parametrize("error", TREE, ids=lambda error: error.__name__)
def test_every_error_is_drawn_and_described(error: type[KioskError]) -> None:
    assert errors.__doc__ is not None
    assert error.__name__ in errors.__doc__.replace("\n", " ").split()
    assert error.__doc__


def test_every_drawn_error_exists() -> None:
    assert errors.__doc__ is not None
    drawn = [line.split("+ ")[1].split()[0] for line in errors.__doc__.splitlines()[3:]]
    assert sorted(drawn) == sorted(e.__name__ for e in TREE if e is not KioskError)


def test_an_error_says_what_and_how() -> None:
    error = BadContent("site.toml:3: The text is empty.", remedy="Write it.")
    assert str(error) == "site.toml:3: The text is empty."
    assert error.remedy == "Write it."


def test_a_remedy_may_be_left_out() -> None:
    assert KioskError("No.").remedy == ""


def test_a_refusal_carries_its_http_answer() -> None:
    refused = DeliveryRefused("No.", "Ask.", status=409)
    assert (str(refused), refused.remedy, refused.status) == ("No.", "Ask.", 409)
    assert isinstance(refused, HubError)
