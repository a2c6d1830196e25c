"""What editors know a service by when its title cannot be read."""

from __future__ import annotations

import pytest

from kiosk.operations.service_names import visible


@pytest.mark.parametrize("title", ["", " ", "\u200b", "\u200e \u200f"])
def test_a_title_that_cannot_be_seen_is_the_slug(title: str) -> None:
    assert visible(title, "bank-account") == "bank-account"


@pytest.mark.parametrize("title", ["Konto", "★", "![Bild](a.png)", "حساب"])
def test_one_that_can_be_seen_stays(title: str) -> None:
    assert visible(title, "bank-account") == title
