"""The address at which a phone reads a service."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kiosk.domain import service_pages
from kiosk.domain.short_links import code_of
from kiosk.ids import LanguageCode, Slug
from tests.builders import a_catalogue

VI = LanguageCode("vi")
DOCTOR = Slug("doctor")
LONG = Slug("a-service-whose-name-somebody-wrote-out-in-full-length")


@pytest.mark.parametrize("hub", ["https://hub.example.org", "https://hub.example.org/"])
def test_the_code_holds_service_and_language_in_capitals(hub: str) -> None:
    address = service_pages.code_address(hub, DOCTOR, VI)
    assert address == "HTTPS://HUB.EXAMPLE.ORG/S/DOCTOR/VI"


@pytest.mark.parametrize("hub", [None, ""])
def test_there_is_none_where_phones_do_not_get_to_the_hub(hub: str | None) -> None:
    assert service_pages.code_address(hub, DOCTOR, VI) is None


def test_a_long_name_becomes_a_short_one_that_still_fits() -> None:
    address = service_pages.code_address("https://hub.example.org", LONG, VI)
    assert address == f"HTTPS://HUB.EXAMPLE.ORG/S/{code_of(f'/s/{LONG}')}/VI"
    assert len(address) <= service_pages.LONGEST_IN_A_CODE


def test_every_address_stays_in_the_small_mode_of_codes() -> None:
    for slug in (DOCTOR, LONG):
        address = service_pages.code_address("http://10.0.0.7:8080", slug, VI)
        assert address is not None
        assert re.fullmatch(r"[0-9A-Z $%*+\-./:]+", address)


def test_a_service_is_found_by_its_name_in_any_case_and_by_its_short_one() -> None:
    catalogue = a_catalogue()
    doctor = catalogue.service(DOCTOR)
    catalogue = catalogue.with_services([doctor, replace(doctor, slug=LONG)])
    for name in ("doctor", "DOCTOR", "Doctor", code_of("/s/doctor")):
        assert service_pages.named(catalogue, name) is doctor
    long = service_pages.named(catalogue, code_of(f"/s/{LONG}").lower())
    assert long is not None
    assert long.slug == LONG


@pytest.mark.parametrize("name", ["", "nobody", "000000", "doctor/de", "doctor "])
def test_what_no_service_is_called_is_none(name: str) -> None:
    assert service_pages.named(a_catalogue(), name) is None
