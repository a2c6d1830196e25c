from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.addresses import LONGEST_TARGET, check_target
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.tables import TomlFile
from kiosk.catalogue.texts import is_id
from kiosk.domain.resources import ResourceKind
from kiosk.integreat.targets import Target, email, phone, target

PAGE = "https://integreat.test/s/de/a/"


@pytest.mark.parametrize(
    ("href", "told"),
    [
        ("https://www.Amt.de", "https://www.amt.de/"),
        ("https://bücher.de/Straße?q=ä#ö", None),
        ("https://a.de:8443/x y", "https://a.de:8443/xy"),
        ("/s/de/b/", "https://integreat.test/s/de/b/"),
        ("//a.de/b", "https://a.de/b"),
        ("tel:+49 (0) 355/123-45", "tel:+4935512345"),
        ("tel:0049%20355%20123", "tel:+49355123"),
        ("TEL:112", "tel:112"),
        ("mailto:amt@a.de?subject=Hallo", "mailto:amt@a.de"),
        ("mailto:amt%40a.de", "mailto:amt@a.de"),
    ],
)
def test_links_that_can_be_taken_home(href: str, told: str | None) -> None:
    found = target(href, PAGE)
    assert isinstance(found, Target), found
    assert told is None or found.target == told
    assert _is_good(found)


@pytest.mark.parametrize(
    ("href", "why"),
    [
        ("javascript:alert(1)", "kind is not allowed (javascript)"),
        ("java\nscript:alert(1)", "kind is not allowed (javascript)"),
        ("data:text/html,x", "kind is not allowed (data)"),
        ("file:///etc/passwd", "kind is not allowed (file)"),
        ("ftp://a.de/", "kind is not allowed (ftp)"),
        ("http://a.de/", "not encrypted"),
        ("https://amt.de@evil.de/", "hides a name"),
        ("https://127.0.0.1/", "malformed"),
        ("https://[::1/", "malformed"),
        ("https://a.de:99999999/", "malformed"),
        ("https://a.de:8/", "malformed"),
        ("https://a.de:٨٨/", "malformed"),
        ("https://localhost/", "malformed"),
        ("https://a..de/", "malformed"),
        ("https://" + "a" * 70 + ".de/", "malformed"),
        ("https://a.de/" + "a" * 400, "longer than 300"),
        ("tel:anrufen", "no phone number"),
        ("tel:1", "no phone number"),
        ("mailto:niemand", "no e-mail address"),
        ("mailto:a@b.de,c@d.de", "no e-mail address"),
    ],
)
def test_links_that_are_left_out_say_why(href: str, why: str) -> None:
    found = target(href, PAGE)
    assert isinstance(found, str), found
    assert why in found


def test_a_relative_link_without_a_page_leads_nowhere() -> None:
    assert target("/s/de/b/") == "its kind is not allowed (none)"
    assert target("/s/de/b/", "http://integreat.test/") == "it is not encrypted (http)"


def test_the_same_target_has_the_same_id_wherever_it_stands() -> None:
    one, other = target("https://www.amt.de/a"), target("https://www.amt.de/b")
    assert isinstance(one, Target)
    assert isinstance(other, Target)
    assert one.id == Target("web", "https://www.amt.de/a").id
    assert one.id.startswith("web-amt-de-")
    assert one.id != other.id


@pytest.mark.parametrize("number", [None, "", "0800 GRATIS", "+", "1" * 20])
def test_what_cannot_be_dialled_is_no_phone(number: str | None) -> None:
    assert isinstance(phone(number), str)


@pytest.mark.parametrize("address", [None, "", "a@", "@b.de", "a b@c.de", "a@b"])
def test_what_cannot_be_written_to_is_no_email(address: str | None) -> None:
    assert isinstance(email(address), str)


@given(
    st.one_of(
        st.text(), st.text().map("https://{}".format), st.text().map("tel:".__add__)
    )
)
def test_whatever_the_link_the_target_is_one_that_the_content_allows(href: str) -> None:
    found = target(href, PAGE)
    if isinstance(found, Target):
        assert _is_good(found)
        assert is_id(found.id), found.id
        assert len(found.target) <= LONGEST_TARGET


def _is_good(found: Target) -> bool:
    findings = Findings()
    file = TomlFile("resources.toml", "", findings)
    check_target(file, (), ResourceKind(found.kind), found.target)
    return not findings.problems
