from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.web_addresses import normal, reaches_phones


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("https://hub.example.org", "https://hub.example.org"),
        ("https://hub.example.org/", "https://hub.example.org"),
        ("HTTPS://Hub.Example.ORG", "https://hub.example.org"),
        ("https://hub.example.org:443", "https://hub.example.org"),
        ("http://hub.example.org:80/", "http://hub.example.org"),
        ("http://hub.example.org:443", "http://hub.example.org:443"),
        ("http://192.168.1.5:8080", "http://192.168.1.5:8080"),
        ("http://hub", "http://hub"),
        ("http://hub:", "http://hub"),
        ("http://3d-druck.example:81", "http://3d-druck.example:81"),
        ("http://[2001:DB8::0:1]:8080", "http://[2001:db8::1]:8080"),
        ("https://xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example"),
        ("http://localhost:8080", "http://localhost:8080"),
    ],
)
def test_an_address_is_written_in_one_way(said: str, written: str) -> None:
    assert normal(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "",
        "hub.example.org",
        "//hub.example.org",
        "ftp://hub.example.org",
        "https:hub.example.org",
        "https://",
        "https://hub.example.org/kiosk",
        "https://hub.example.org//",
        "https://hub.example.org?a",
        "https://hub.example.org?",
        "https://hub.example.org#a",
        "https://user:word@hub.example.org",
        "https://@hub.example.org",
        "https://hub.example.org.",
        "https://hub..example.org",
        "https://-hub.example.org",
        "https://hub_1.example.org",
        "https://münchen.example",
        "https://hub.example.org:0",
        "https://hub.example.org:65536",
        "https://hub.example.org:port",
        "https://hub example.org",
        "https://hub.example.org\\a",
        "https://hub.example.org\n",
        "https://hub%2eexample.org",
        "http://0.0.0.0:8080",
        "http://[::]:8080",
        "http://127.1",
        "http://256.1.1.1",
        "http://0x7f.1",
        "http://[fe80::1%eth0]",
        "http://[1",
        "http://224.0.0.1",
        "http://" + "a." * 130 + "de",
    ],
    ids=lambda said: said[:40],
)
def test_what_no_hub_can_have_is_no_address(said: str) -> None:
    assert normal(said) is None


@given(
    st.from_regex(r"https?://[^/]{1,20}(:[0-9]{0,6})?/?", fullmatch=True) | st.text()
)
def test_what_is_an_address_leads_to_the_same_place_and_stays_as_it_is(
    said: str,
) -> None:
    written = normal(said)
    if written is not None:
        assert normal(written) == written
        assert urlsplit(written).hostname
        assert urlsplit(written).path == ""


@pytest.mark.parametrize(
    ("address", "reached"),
    [
        ("https://hub.example.org", True),
        ("http://192.168.1.5:8080", True),
        ("http://[2001:db8::1]", True),
        ("http://hub", True),
        (None, False),
        ("", False),
        ("http://localhost:8080", False),
        ("http://kiosk.localhost", False),
        ("http://127.0.0.1:8080", False),
        ("http://127.8.8.8", False),
        ("http://[::1]:8080", False),
        ("http://[::ffff:127.0.0.1]", False),
        ("http://0.0.0.0:8080", False),
        ("http://[::]", False),
    ],
)
def test_phones_get_to_every_address_but_those_of_one_machine_alone(
    address: str | None, *, reached: bool
) -> None:
    assert reaches_phones(address) is reached
