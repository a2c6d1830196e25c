"""What the code of a place, a calendar entry and a Wi-Fi holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.ids import ResourceId
from tests import content_folder
from tests.builders import AR, DE, EN, a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.resources import Resource


EVENT = 'kind = "event"\nstarts = {starts}\nends = {ends}\nplace = "a"'


def with_resource(tmp_path: Path, table: str) -> Path:
    folder = a_content_folder(tmp_path)
    content_folder.change(
        folder / "resources.toml", "[office]", f"[extra]\n{table}\n\n[office]"
    )
    for code in content_folder.LANGUAGES:
        content_folder.change(
            folder / "words" / f"{code}.toml",
            "[resources]",
            f'[resources]\nextra = "Amt; {code}"',
        )
    return folder


def resource(tmp_path: Path, table: str) -> Resource:
    folder = with_resource(tmp_path, table)
    assert problems(folder) == []
    found = {r.id: r for r in load(folder).resources}
    return found[ResourceId("extra")]


def refused(tmp_path: Path, table: str) -> list[str]:
    return [p.message for p in problems(with_resource(tmp_path, table)) if p.is_error]


def test_a_place_is_found_by_its_address(tmp_path: Path) -> None:
    pointer = resource(
        tmp_path, 'kind = "place"\naddress = "Macherstraße 55, 01917 Kamenz"'
    ).pointer
    assert pointer.target == "geo:0,0?q=Macherstra%C3%9Fe%2055%2C%2001917%20Kamenz"
    assert pointer.address == "Macherstraße 55, 01917 Kamenz"


def test_a_place_may_have_coordinates(tmp_path: Path) -> None:
    table = 'kind = "place"\naddress = "Park"\nlatitude = 51.5\nlongitude = 14.4'
    assert resource(tmp_path, table).pointer.target == "geo:51.5,14.4?q=Park"


def test_a_calendar_entry_is_in_the_readers_language_and_in_universal_time(
    tmp_path: Path,
) -> None:
    table = (
        'kind = "event"\nstarts = 2026-12-10T14:00:00\nends = 2026-12-10T16:00:00\n'
        'place = "Südstraße 3, Spreetal"'
    )
    event = resource(tmp_path, table)
    assert event.for_reader(EN).target.split("\r\n") == [
        "BEGIN:VEVENT",
        "SUMMARY:Amt\\; en",
        "DTSTART:20261210T130000Z",
        "DTEND:20261210T150000Z",
        "LOCATION:Südstraße 3\\, Spreetal",
        "END:VEVENT",
    ]
    assert "SUMMARY:Amt\\; ar" in event.for_reader(AR).target
    assert event.for_reader(DE).address == (
        "10.12.2026 14:00–16:00, Südstraße 3, Spreetal"
    )


def test_an_event_over_several_days_names_both(tmp_path: Path) -> None:
    table = EVENT.format(starts="2026-12-14T20:00:00", ends="2026-12-16T02:00:00")
    address = resource(tmp_path, table).pointer.address
    assert address == "14.12.2026 20:00–16.12.2026 02:00, a"


def test_summer_time_is_told_from_winter_time(tmp_path: Path) -> None:
    table = (
        'kind = "event"\nstarts = 2027-07-01T14:00:00\nends = 2027-07-01T15:00:00\n'
        'place = "Park"'
    )
    assert "DTSTART:20270701T120000Z" in resource(tmp_path, table).pointer.target


@pytest.mark.parametrize(
    ("table", "target", "address"),
    [
        ('network = "Gast"', "WIFI:T:nopass;S:Gast;;", "Gast"),
        (
            'network = "Gast;1"\npassword = "a:b\\\\c"',
            "WIFI:T:WPA;S:Gast\\;1;P:a\\:b\\\\c;;",
            "Gast;1\na:b\\c",
        ),
    ],
)
def test_a_wifi_is_entered_by_its_code(
    table: str, target: str, address: str, tmp_path: Path
) -> None:
    pointer = resource(tmp_path, f'kind = "wifi"\n{table}').pointer
    assert (pointer.target, pointer.address) == (target, address)


def test_a_page_has_an_address_for_a_language(tmp_path: Path) -> None:
    page = resource(
        tmp_path,
        'kind = "web"\ntarget = "https://a.de/"\nlanguages = ["de"]\n'
        'pages = { en = "https://a.de/en" }',
    )
    assert page.for_reader(EN).address == "a.de/en"
    assert page.foreign_to(EN) == ()
    assert page.foreign_to(AR) == (DE,)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('kind = "place"', "needs `address`"),
        ('kind = "place"\naddress = "a"\nlatitude = 5.0', "both coordinates"),
        ('kind = "place"\naddress = "a"\nlatitude = 95.0\nlongitude = 1.0', "95.0"),
        ('kind = "place"\naddress = "a"\ntarget = "geo:1,1"', "no `target`"),
        ('kind = "place"\naddress = "a\\u202E"', "U+202E"),
        ('kind = "event"\nstarts = 2026-12-10T14:00:00\nplace = "a"', "needs `ends`"),
        (
            EVENT.format(starts="2026-12-10T14:00:00", ends="2026-12-10T14:00:00"),
            "does not end after it starts",
        ),
        (
            EVENT.format(starts="2026-12-10T14:00:00Z", ends="2026-12-10T15:00:00Z"),
            "does not end after it starts",
        ),
        (f'kind = "wifi"\nnetwork = "{"a" * 33}"', "32 bytes"),
        ('kind = "web"', "needs `target`"),
        ('kind = "web"\ntarget = "https://a.de"\nlanguages = ["xx"]', "'xx'"),
        ('kind = "email"\ntarget = "mailto:a@b.de"\naddress = "x"', "no `address`"),
    ],
)
def test_what_a_kind_needs_and_has_not_is_told(
    table: str, message: str, tmp_path: Path
) -> None:
    said = refused(tmp_path, table)
    assert any(message in text for text in said), said
