"""A service to take home: for everybody, in every language, to keep and to print."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from kiosk.domain.resources import ResourceKind
from kiosk.domain.services import BlockKind, Contact
from kiosk.domain.translations import Made, Origin, Version
from kiosk.ids import LanguageCode, Slug
from kiosk.operations.hub_content import HubContent
from kiosk.releases.installed import InstalledReleases
from kiosk.releases.packing import read_folder
from tests.archives import an_archive
from tests.builders import (
    SERVICE_DAY,
    a_catalogue,
    a_content_folder,
    a_fact,
    a_resource,
    a_text,
)
from tests.hub_web import Browser, an_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from litestar import Litestar

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Service
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

EN = LanguageCode("en")
AR = LanguageCode("ar")


@contextmanager
def showing(ctx: Context, *services: Service) -> Iterator[Browser]:
    """A hub with exactly these services."""
    catalogue = a_catalogue().with_services(services)
    app = an_app(replace(ctx, catalogue=lambda: catalogue, content=None))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Browser(client)


def of(slug: str) -> Service:
    return a_catalogue().service(Slug(slug))


def order(text: str, *parts: str) -> bool:
    found = [text.index(part) for part in parts]
    return found == sorted(found)


# -- what it says --------------------------------------------------------------------


def test_it_says_what_the_glass_says_in_its_order(ctx: Context) -> None:
    with showing(ctx, of("registration")) as browser:
        page = browser.get("/s/registration/en").text
    assert '<html lang="en" dir="ltr">' in page
    assert order(
        page,
        "<h1>Register your home</h1>",
        '<p class="summary">Register.</p>',
        "<h2>Two weeks</h2>",
        "<h2>Contact</h2>",
        ">Bürgerbüro</span>",
        "Am Markt 1, 03130 Spremberg/Grodk",
        "Opening hours",
        "Tuesday 9:00–18:00",
        "More help",
        "Checked on",
    )


def test_what_opens_is_a_link_that_says_what_it_is(ctx: Context) -> None:
    contact = Contact("Amt", phone="+49 (3563) 12-34", email="amt@example.de")
    with showing(ctx, replace(of("registration"), contact=contact)) as browser:
        page = browser.get("/s/registration/en").text
    assert 'href="https://www.stadt-spremberg.de"' in page
    assert 'Website: <bdi dir="ltr">www.stadt-spremberg.de</bdi>' in page
    assert 'href="tel:+493563340330"' in page
    assert 'Phone: <bdi dir="ltr">+49\u00a03563\u00a0340330</bdi>' in page
    assert 'href="tel:+4935631234" dir="ltr">+49 (3563) 12-34</a>' in page
    assert 'href="mailto:amt@example.de"' in page


def test_a_place_and_an_event_are_words_and_no_map(ctx: Context) -> None:
    resources = (
        a_resource(
            ResourceKind.PLACE, "geo:0,0?q=A", "Am Markt 1", a_text(*["Ort"] * 5)
        ),
        a_resource(ResourceKind.EVENT, "BEGIN:VEVENT", "14:00", a_text(*["Tag"] * 5)),
        a_resource(ResourceKind.WIFI, "WIFI:;;", "Gast\ngeheim", a_text(*["W"] * 5)),
    )
    with showing(ctx, replace(of("doctor"), resources=resources)) as browser:
        page = browser.get("/s/doctor/en").text
    assert 'Address: <bdi dir="ltr">Am Markt 1</bdi>' in page
    assert 'When and where: <bdi dir="ltr">14:00</bdi>' in page
    assert 'Wi-Fi: <bdi dir="ltr">Gast<br>geheim</bdi>' in page
    assert "geo:" not in page
    assert "VEVENT" not in page


def test_a_number_is_torn_apart_neither_by_a_line_nor_by_right_to_left(
    ctx: Context,
) -> None:
    doctor = of("doctor")
    told = {
        code: replace(doctor.article(code), summary="اتصل 116 016 www.a.de")
        for code in (EN, AR)
    }
    with showing(ctx, replace(doctor, articles={**doctor.articles, **told})) as browser:
        assert "116\u00a0016 www.a.de" in browser.get("/s/doctor/en").text
        arabic = browser.get("/s/doctor/ar").text
    assert "\u2066116\u00a0016\u2069 \u2066www.a.de\u2069" in arabic


def test_a_page_that_speaks_another_language_says_which(ctx: Context) -> None:
    page = a_resource(ResourceKind.WEB, "https://a.de", "a.de", a_text(*["Amt"] * 5))
    pointer = replace(page.pointer, languages=(LanguageCode("de"),))
    service = replace(of("doctor"), resources=(replace(page, pointer=pointer),))
    with showing(ctx, service) as browser:
        assert "Language of the page: Deutsch" in browser.get("/s/doctor/en").text
        assert "Language of the page" not in browser.get("/s/doctor/de").text


def test_what_is_true_only_now_is_not_taken_home(ctx: Context) -> None:
    with showing(ctx, of("registration"), of("doctor")) as browser:
        assert "Opens tomorrow" not in browser.get("/s/registration/en").text
        assert "By appointment only." in browser.get("/s/doctor/en").text


@pytest.mark.parametrize(
    ("origin", "mark"),
    [
        (Origin(Version(1, 0), Made.MACHINE), "Translated by machine, not checked."),
        (Origin(Version(1, 0), Made.HUMAN), "This translation is not checked."),
        (Origin(Version(0, 1), Made.HUMAN, "WITAJ"), "The German text is newer."),
    ],
)
def test_it_carries_the_marks_of_the_glass(
    ctx: Context, origin: Origin, mark: str
) -> None:
    doctor = of("doctor")
    english = replace(doctor.article(EN), origin=origin)
    service = replace(doctor, articles={**doctor.articles, EN: english})
    with showing(ctx, service) as browser:
        assert f'<p class="mark">{mark}' in browser.get("/s/doctor/en").text


def test_a_text_that_stands_in_says_so_and_keeps_its_own_direction(
    ctx: Context,
) -> None:
    with showing(ctx, of("contract")) as browser:
        page = browser.get("/s/contract/ar").text
    assert '<html lang="ar" dir="rtl">' in page
    assert "This text is only available in Deutsch." in page
    assert '<div lang="de" dir="ltr">\n    <h1>Arbeitsvertrag</h1>' in page


def test_what_no_longer_holds_is_left_out_from_that_day_on(
    ctx: Context, clock: FixedClock
) -> None:
    doctor = of("doctor")
    article = doctor.article(EN)
    last = a_fact("alt", "ends", valid_until=SERVICE_DAY.replace(day=3))
    blocks = (replace(article.blocks[1], text="Only today.", fact=last.id),)
    service = replace(
        doctor,
        facts=(last,),
        articles={**doctor.articles, EN: replace(article, blocks=blocks)},
    )
    with showing(ctx, service) as browser:
        assert "Only today." in browser.get("/s/doctor/en").text
        clock.advance(hours=24)
        assert "Only today." not in browser.get("/s/doctor/en").text


def test_what_begins_tomorrow_is_there_after_midnight_without_a_restart(
    ctx: Context, clock: FixedClock
) -> None:
    doctor = of("doctor")
    article = doctor.article(EN)
    turn = SERVICE_DAY.replace(day=3)
    today = a_fact("alt", "today", valid_until=turn)
    tomorrow = a_fact("neu", "tomorrow", valid_from=turn)
    block = article.blocks[1]
    blocks = (
        replace(block, text="It costs 13.90.", fact=today.id),
        replace(block, text="It costs 14.60.", fact=tomorrow.id),
    )
    articles = {**doctor.articles, EN: replace(article, blocks=blocks)}
    service = replace(doctor, facts=(today, tomorrow), articles=articles)
    with showing(ctx, service) as browser:
        before = browser.get("/s/doctor/en").text
        clock.advance(hours=24)
        after = browser.get("/s/doctor/en").text
    assert "13.90" in before
    assert "14.60" not in before
    assert "13.90" not in after
    assert "14.60" in after


def test_lines_of_a_text_stay_lines(ctx: Context) -> None:
    doctor = of("doctor")
    article = doctor.article(EN)
    blocks = (
        replace(article.blocks[0], kind=BlockKind.BULLET, text="Wait.\nThen go."),
        replace(article.blocks[0], kind=BlockKind.PARAGRAPH, text="One.\nTwo."),
    )
    articles = {**doctor.articles, EN: replace(article, blocks=blocks)}
    with showing(ctx, replace(doctor, articles=articles)) as browser:
        page = browser.get("/s/doctor/en").text
    assert "<li>Wait.<br>Then go.</li>" in page
    assert "<p>One.<br>Two.</p>" in page


def test_what_an_editor_writes_is_text_and_never_markup(ctx: Context) -> None:
    doctor = of("doctor")
    article = replace(doctor.article(EN), title="<script>x</script>")
    service = replace(doctor, articles={**doctor.articles, EN: article})
    with showing(ctx, service) as browser:
        page = browser.get("/s/doctor/en").text
    assert "<script" not in page
    assert "&lt;script&gt;x" in page


def test_it_has_no_script_no_cookie_and_nothing_of_others(browser: Browser) -> None:
    for path in ("/s", "/s/registration/en"):
        answer = browser.get(path)
        assert "set-cookie" not in answer.headers
        assert "<script" not in answer.text
        loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', answer.text)
        assert loaded
        assert all(address.startswith("/static/") for address in loaded)
        assert "noindex" in answer.headers["x-robots-tag"]


# -- what is gone -------------------------------------------------------------------


def test_a_service_whose_files_all_broke_is_told_kindly(ctx: Context) -> None:
    with showing(ctx, replace(of("doctor"), articles={}, headlines={})) as browser:
        assert browser.get("/s/doctor/en").status_code == 404
        assert "doctor" not in browser.get("/s").text


# -- keeping it ----------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/s", "/s/registration", "/s/registration/en"])
def test_a_browser_may_keep_it_and_asks_whether_it_still_holds(
    browser: Browser, path: str
) -> None:
    first = browser.get(path)
    assert "no-store" not in first.headers["cache-control"]
    assert "max-age=15," in first.headers["cache-control"]
    assert "stale-while-revalidate" not in first.headers["cache-control"]
    assert "stale-if-error" in first.headers["cache-control"]
    again = browser.get(path, If_None_Match=first.headers["etag"])
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == first.headers["cache-control"]


def test_each_language_has_a_tag_of_its_own(browser: Browser) -> None:
    tags = {
        browser.get(f"/s/registration/{code}").headers["etag"]
        for code in a_catalogue().site.languages
    }
    assert len(tags) == len(a_catalogue().site.languages)


def test_a_head_has_its_headers_and_no_body(
    client: TestClient[Litestar], browser: Browser
) -> None:
    whole = browser.get("/s/registration/en")
    head = client.head("/s/registration/en")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == whole.headers["etag"]


def test_another_release_is_another_page_at_once(ctx: Context) -> None:
    shown: list[Catalogue] = [a_catalogue()]
    app = an_app(replace(ctx, catalogue=lambda: shown[0], content=None))
    with TestClient(app) as client:
        browser = Browser(client)
        before = browser.get("/s/doctor/en")
        doctor = of("doctor")
        article = replace(doctor.article(EN), title="Another title")
        changed = replace(doctor, articles={**doctor.articles, EN: article})
        shown[0] = a_catalogue().with_services([changed])
        after = browser.get("/s/doctor/en", If_None_Match=before.headers["etag"])
        assert after.status_code == 200
        assert "Another title" in after.text
        assert browser.get("/s/registration/en").status_code == 404


def test_a_page_is_written_once_for_all_who_read_it(ctx: Context) -> None:
    read = []
    doctor = of("doctor")

    class Counted(dict[LanguageCode, object]):
        def get(self, key: LanguageCode, default: object = None) -> object:
            read.append(key)
            return super().get(key, default)

    service = replace(doctor, articles=Counted(doctor.articles))  # type: ignore[arg-type]
    with showing(ctx, service) as browser:
        browser.get("/s/doctor/en")
        once = len(read)
        browser.get("/S/DOCTOR/EN")
    assert once
    assert len(read) == once


# -- the list ------------------------------------------------------------------------


def test_the_list_has_every_service_under_its_life_area(browser: Browser) -> None:
    page = browser.get("/s?lang=en").text
    catalogue = a_catalogue()
    for service in catalogue.services:
        assert f'href="/s/{service.slug}/en"' in page
    titles = [c.title[EN] for c in catalogue.categories]
    assert order(page, *(t for t in titles if t in page))
    assert order(page, catalogue.category(of("doctor").category).title[EN], "/s/doctor")


def test_a_title_in_another_language_says_its_own(browser: Browser) -> None:
    page = browser.get("/s?lang=ar").text
    assert 'href="/s/contract/ar" lang="de" dir="ltr">Arbeitsvertrag</a>' in page


# -- releases ------------------------------------------------------------------------


def test_it_shows_the_installed_release_with_its_day_and_the_next_one_at_once(
    ctx: Context, tmp_path: Path
) -> None:
    source = a_content_folder(tmp_path)
    content = HubContent(InstalledReleases(tmp_path / "releases", source))
    slug = content.catalogue().services[0].slug
    app = an_app(replace(ctx, catalogue=content.catalogue, content=content))
    with TestClient(app) as client:
        browser = Browser(client)
        assert "As of" not in browser.get(f"/s/{slug}/en").text
        files = read_folder(source)
        content.show(an_archive(tmp_path, 1, files))
        first = browser.get(f"/s/{slug}/en")
        assert "As of Monday, 30 November 2026" in first.text
        source_file = source / f"services/{slug}/en.md"
        source_file.write_text(source_file.read_text("utf-8") + "\nOne more.\n")
        assert "One more." not in browser.get(f"/s/{slug}/en").text
        content.show(an_archive(tmp_path, 2, read_folder(source)))
        assert "One more." in browser.get(f"/s/{slug}/en").text
