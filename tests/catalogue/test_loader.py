"""What a good content folder becomes."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.loader import load
from kiosk.catalogue.site import load_site
from kiosk.domain.hours import OpenSlot, WeeklyHours
from kiosk.domain.resources import ResourceKind
from kiosk.domain.translations import TranslationState
from kiosk.errors import BadContent
from kiosk.ids import CategoryId, LanguageCode, Slug
from tests import content_folder
from tests.builders import AR, DE, EN, FIVE, PL, UK, a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

HSB = LanguageCode("hsb")


def test_the_site_is_read_with_its_languages_in_their_order(tmp_path: Path) -> None:
    site = load(a_content_folder(tmp_path)).site
    assert site.languages == FIVE
    assert site.name[AR] == "مرحبًا"
    assert site.greetings == ("Herzlich willkommen", "Witajśo k nam")
    assert site.time_zone == "Europe/Berlin"
    assert site.controller is None
    assert site.partners[0].planned


def test_street_and_gate_are_known_or_not_and_stand_in_one_line(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    assert (load(folder).site.street, load(folder).site.gate) == (None, None)
    told = 'street = "Am Markt 1, 03130 Spremberg"\ngate = "Tor 2"\ntime_zone ='
    content_folder.change(folder / "site.toml", "time_zone =", told)
    site = load(folder).site
    assert (site.street, site.gate) == ("Am Markt 1, 03130 Spremberg", "Tor 2")
    content_folder.change(folder / "site.toml", '"Tor 2"', '"Tor 2\\nlinks"')
    with pytest.raises(BadContent):
        load(folder)


def test_a_privacy_notice_may_have_several_lines(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(
        folder / "words" / "de.toml",
        'privacy = "Willkommen"',
        'privacy = "Eins.\\nZwei."',
    )
    assert load(folder).site.privacy[DE] == "Eins.\nZwei."


def test_categories_and_emergency_numbers_keep_their_order(tmp_path: Path) -> None:
    catalogue = load(a_content_folder(tmp_path))
    assert [c.id for c in catalogue.categories] == ["arrival", "health"]
    assert catalogue.categories[1].symbol == "✚"
    assert [e.number for e in catalogue.emergency] == ["112"]
    assert catalogue.emergency[0].note is not None


def test_topics_desks_and_hours_are_read(tmp_path: Path) -> None:
    catalogue = load(a_content_folder(tmp_path))
    assert [(t.id, t.active) for t in catalogue.topics] == [
        ("residence", True),
        ("tax", False),
    ]
    assert [d.id for d in catalogue.desks] == ["desk-1"]
    assert catalogue.counselling_languages == FIVE
    assert catalogue.consultation_hours == WeeklyHours(
        (OpenSlot(0, time(9), time(12)),)
    )


def test_hours_that_nobody_wrote_are_unknown(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    topics = folder / "topics.toml"
    table = '[consultation]\nby_appointment = false\nslots = [{ weekday = "mon", '
    content_folder.change(topics, table + 'opens = "09:00", closes = "12:00" }]', "")
    assert load(folder).consultation_hours is None


def test_services_stand_by_category_then_order_then_name(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.add_service(folder, "zebra", "arrival", 0)
    content_folder.add_service(folder, "bank", "arrival", 1)
    slugs = [service.slug for service in load(folder).services]
    assert slugs == ["zebra", "bank", "registration", "doctor"]


def test_a_service_carries_its_facts(tmp_path: Path) -> None:
    service = load(a_content_folder(tmp_path)).service(Slug("registration"))
    assert service.category == CategoryId("arrival")
    assert service.as_of == date(2026, 8, 19)
    assert [(f.id, f.source) for f in service.facts] == [("two-weeks", "BMG § 17")]
    assert [(g.kind, g.whom) for g in service.gaps] == [("cost", "Bürgerbüro")]
    assert service.contact is not None
    assert service.contact.phone == "+49 3563 340330"
    assert service.contact.address is None
    assert service.hours == WeeklyHours((OpenSlot(1, time(9), time(18)),))
    assert set(service.articles) == set(FIVE)
    assert service.article(UK).title == "Вітаємо"


def test_resources_say_how_a_person_reads_them(tmp_path: Path) -> None:
    service = load(a_content_folder(tmp_path)).service(Slug("registration"))
    assert [(r.kind, r.pointer.address) for r in service.resources] == [
        (ResourceKind.WEB, "www.example.de/a"),
        (ResourceKind.PHONE, "+49 3563340330"),
        (ResourceKind.EMAIL, "amt@example.de"),
    ]


def test_a_language_that_is_known_and_not_offered_may_be_there(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / "site.toml", '"uk", "ar"]', '"uk"]')
    catalogue = load(folder)
    assert AR not in catalogue.site.languages
    assert catalogue.services[0].article(AR).language == AR


def test_a_language_that_is_not_offered_may_be_missing(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / "site.toml", '"uk", "ar"]', '"uk"]')
    (folder / "services" / "doctor" / "ar.md").unlink()
    shown = load(folder).service(Slug("doctor")).article(AR)
    assert shown.language == EN


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    for path in (folder / "site.toml", folder / "services" / "doctor" / "de.md"):
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load(folder) == load(a_content_folder(tmp_path / "other"))


def test_an_error_says_where_what_how_and_how_many_more(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / "site.toml", "[site]", "[site]\nnam = 3")
    content_folder.change(folder / "topics.toml", "active = true", "activ = true")
    with pytest.raises(BadContent) as caught:
        load(folder)
    assert str(caught.value).startswith("site.toml:2: Unknown key `nam`")
    assert caught.value.remedy.startswith(
        "Keys that are read here: greetings, time_zone, languages"
    )
    assert "1 more" in caught.value.remedy


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadContent, match="no such content folder"):
        load(tmp_path / "nowhere")


def test_a_broken_service_is_left_out_and_the_rest_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = a_content_folder(tmp_path)
    facts = folder / "services" / "doctor" / "service.toml"
    content_folder.change(facts, "order = 2", "ordr = 2")
    assert [s.slug for s in load(folder).services] == ["registration"]
    assert "services/doctor/service.toml:2: Unknown key `ordr`" in caplog.text


def test_a_broken_translation_is_read_in_the_next_language(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = a_content_folder(tmp_path)
    room = folder / "services" / "doctor"
    (room / "pl.md").write_bytes(b"+++\n\xff")
    content_folder.change(room / "uk.md", "- first", "- <b>")
    service = load(folder).service(Slug("doctor"))
    assert service.article(PL).language == EN
    assert service.article(UK).language == EN
    assert "services/doctor/uk.md:15: A list item" in caplog.text


def test_broken_words_of_one_language_are_read_in_the_next(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / "words" / "pl.toml", "[site]", "[site")
    catalogue = load(folder)
    assert catalogue.site.name.shown(PL).language == EN
    assert PL not in catalogue.words


def test_an_article_is_not_read_before_somebody_wants_it(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    service = load(folder).service(Slug("doctor"))
    content_folder.change(folder / "services" / "doctor" / "pl.md", "# Witamy", "# X")
    assert service.article(PL).title == "X"


def test_what_was_read_stays_though_its_file_breaks(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    service = load(folder).service(Slug("doctor"))
    before = service.article(PL)
    (folder / "services" / "doctor" / "pl.md").write_bytes(b"\xff")
    assert service.article(PL) == before


def test_words_are_found_typed_as_one_character_or_as_two(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    parted = unicodedata.normalize("NFD", "Tiếng Việt")
    content_folder.change(folder / "words" / "pl.toml", "Witamy", parted)
    assert load(folder).site.name[PL] == "Tiếng Việt"


def test_partly_offered_languages_need_no_texts(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    site = folder / "site.toml"
    content_folder.change(site, '"ar"]', '"ar", "hsb"]\npartly = ["hsb"]')
    content_folder.put(
        folder / "words" / "hsb.toml",
        'of = "1.0"\nmade = "human"\n[categories]\nhealth = "Strowota"\n',
    )
    catalogue = load(folder)
    assert catalogue.categories[1].title[HSB] == "Strowota"
    assert catalogue.categories[0].title.shown(HSB).language == DE
    state = catalogue.services[0].state(HSB, expected=False)
    assert state is TranslationState.FALLBACK


def test_the_site_alone_is_read_in_german(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    (folder / "words" / "pl.toml").unlink()
    assert load_site(folder).name[PL] == "Willkommen"


def test_a_broken_resource_is_not_offered_and_its_service_stays(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(
        folder / "resources.toml", "https://www.example.de/a", "javascript:x()"
    )
    service = load(folder).service(Slug("doctor"))
    assert [r.id for r in service.resources] == ["office-phone", "office-email"]


def test_a_broken_register_of_resources_takes_no_service_away(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / "resources.toml", "[office]", "[office")
    services = load(folder).services
    assert [s.slug for s in services] == ["registration", "doctor"]
    assert [s.resources for s in services] == [(), ()]


def test_a_word_that_nothing_is_called_by_any_more_does_no_harm(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    german = folder / "words" / "de.toml"
    content_folder.change(german, "[topics]", '[topics]\nold = "Früher"')
    assert load(folder).services
