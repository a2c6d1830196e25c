"""What is new begins with files that hold what is known, and name the rest."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from kiosk.catalogue import skeletons
from kiosk.catalogue.skeletons import FirstFact, proposed_slug
from kiosk.errors import BadContent

SITE = (
    '# The centre\n[site]\nlanguages = ["de"]\n\n'
    '[[categories]]\nid = "a"\nsymbol = "★"\n'
)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Führerschein & Straße", "fuehrerschein-strasse"),
        ("  Café  ", "cafe"),
        ("Łódź", "lodz"),
        ("24 Stunden", "s-24-stunden"),
        ("???", "s"),
        ("Wort " * 20, "wort-wort-wort-wort-wort-wort-wort-w"),
    ],
)
def test_an_address_is_made_of_a_title(title: str, slug: str) -> None:
    assert proposed_slug(title, ()) == slug


def test_an_address_that_is_taken_gets_a_number() -> None:
    assert proposed_slug("Arzt", {"arzt"}) == "arzt-2"
    assert proposed_slug("Arzt", {"arzt", "arzt-2"}) == "arzt-3"


def test_a_service_names_its_source_and_what_is_to_be_asked() -> None:
    fact = FirstFact('Es "gilt".', "FeV § 31")
    asked = (("hours", "Wann?"),)
    text = skeletons.service_file("work", 9, "Amt", fact, asked, date(2026, 8, 19))
    assert tomllib.loads(text) == {
        "category": "work",
        "order": 9,
        "facts": [
            {
                "id": "offer",
                "says": 'Es "gilt".',
                "source": "FeV § 31",
                "as_of": date(2026, 8, 19),
            }
        ],
        "gaps": [{"kind": "hours", "ask": "Wann?", "whom": "Amt"}],
        "contact": {"name": "Amt"},
    }


def test_the_site_keeps_what_it_said_beside_a_new_life_area() -> None:
    text = skeletons.with_category("site.toml", SITE, "sport", "♫")
    assert text.startswith("# The centre\n")
    assert tomllib.loads(text)["categories"][1] == {"id": "sport", "symbol": "♫"}


def test_a_new_life_area_names_its_picture_if_it_has_one() -> None:
    text = skeletons.with_category("site.toml", SITE, "sport", "♫", "music")
    assert tomllib.loads(text)["categories"][1]["picture"] == "music"


def test_a_language_is_offered_partly_and_once() -> None:
    text = skeletons.with_language("site.toml", SITE, "pl")
    assert tomllib.loads(text)["site"] == {"languages": ["de", "pl"], "partly": ["pl"]}
    assert skeletons.with_language("site.toml", text, "pl") == text


def test_what_cannot_be_read_is_not_written() -> None:
    with pytest.raises(BadContent):
        skeletons.with_category("site.toml", "[site", "sport", "♫")
    with pytest.raises(BadContent):
        skeletons.with_category("site.toml", "x = 1\n", "sport", "♫")
    with pytest.raises(BadContent):
        skeletons.with_language("site.toml", "x = 1\n", "pl")
