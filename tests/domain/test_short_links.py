"""Short addresses that hub and terminal make alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.resources import Pointer, ResourceKind
from kiosk.domain.short_links import (
    LENGTH,
    code_of,
    has_short_addresses,
    short_address,
    target_of,
    targets,
)
from kiosk.ids import CODE_ALPHABET
from tests.builders import EN, a_catalogue, a_resource, a_text

LONG = "https://www.example.de/" + "a" * 80
ENGLISH = "https://www.example.de/en/" + "a" * 80
CATALOGUE = replace(
    a_catalogue(),
    resources=(
        a_resource(
            ResourceKind.WEB,
            LONG,
            "www.example.de/...",
            a_text(*["Amt"] * 5),
            {EN: Pointer(ENGLISH, "www.example.de/en/...", (EN,))},
        ),
        a_resource(ResourceKind.PHONE, "tel:112", "112", a_text(*["Notruf"] * 5)),
    ),
)


def test_every_page_in_every_language_has_its_short_address() -> None:
    assert list(targets(CATALOGUE)) == [LONG, ENGLISH]
    assert target_of(CATALOGUE, code_of(LONG)) == LONG
    assert target_of(CATALOGUE, code_of(ENGLISH).lower()) == ENGLISH


@pytest.mark.parametrize("hub", ["https://hub.example.org", "https://hub.example.org/"])
def test_a_short_address_is_the_hubs_with_the_code_of_its_target(hub: str) -> None:
    for target in (LONG, ENGLISH):
        expected = f"HTTPS://HUB.EXAMPLE.ORG/S/{code_of(target)}"
        assert short_address(hub, target) == expected
    assert short_address("http://localhost:8080", LONG) is None


@pytest.mark.parametrize("code", ["", "000000", code_of("tel:112"), "../..", "x" * 99])
def test_nothing_else_can_be_reached(code: str) -> None:
    assert target_of(CATALOGUE, code) is None


def test_a_code_stays_the_same_for_ever() -> None:
    assert code_of("https://www.example.de/") == "MGB93P"


@given(st.text())
def test_a_code_can_be_read_aloud_and_typed(target: str) -> None:
    assert len(code_of(target)) == LENGTH
    assert set(code_of(target)) <= set(CODE_ALPHABET)


@pytest.mark.parametrize(
    ("public_address", "expected"),
    [
        ("https://hub.example.org", True),
        ("http://192.168.0.7:8080", True),
        ("http://[2001:db8::1]:8080", True),
        ("http://127.0.0.1:8080", False),
        ("http://127.1.2.3", False),
        ("http://localhost:8080", False),
        ("http://[::1]:8080", False),
        ("", False),
        (None, False),
    ],
)
def test_short_addresses_need_a_hub_that_phones_get_to(
    public_address: str | None, expected: bool
) -> None:
    assert has_short_addresses(public_address) is expected
