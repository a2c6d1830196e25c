from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.texts import is_id
from kiosk.integreat.identities import LONGEST_SLUG, Identity, identity, slug


def test_a_path_is_decoded_composed_and_without_its_closing_slash() -> None:
    coded = identity("/spree/ar/%D8%AF%D9%88%D8%B1%D8%A7%D8%AA/")
    assert coded == identity("/spree/ar/دورات") == Identity("/spree/ar/دورات")
    assert identity("/s/de/u\u0308ber/") == identity("/s/de/%C3%BCber/")


def test_recurrences_differ_by_their_day_only() -> None:
    first = identity("/s/de/events/treffen$2026-03-24/")
    second = identity("/s/de/events/treffen%242026-03-31/")
    assert first == Identity("/s/de/events/treffen", "2026-03-24")
    assert first.base == (second or first).base
    assert first != second
    assert first.path == "/s/de/events/treffen$2026-03-24"


@pytest.mark.parametrize(
    "path",
    [
        *(None, "", "/", "a/b", "https://x.test/a", "/s/../../etc/passwd"),
        *("/s/%2e%2e/a", "/s/./a", "/s/a\0b", "/s/%00", "/s/\u202eb", "/s/a\\b"),
        *("/s/%ff", "/s/" + "a" * 2000, "/s/a\nb"),
    ],
)
def test_what_is_no_path_on_a_site_is_none(path: str | None) -> None:
    assert identity(path) is None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/s/de/willkommen/Sprachkurse", "sprachkurse"),
        ("/s/de/Ämter & Behörden", "aemter-behoerden"),
        ("/s/de/straße", "strasse"),
        ("/s/de/łódź", "odz"),
        ("/s/de/1-schritt", "page-1-schritt"),
        ("/s/de/events/fest$2026-05-01", "fest-2026-05-01"),
    ],
)
def test_a_slug_tells_what_it_holds(path: str, name: str) -> None:
    found = identity(path)
    assert found
    assert slug("page", found, ()) == name


def test_slugs_that_would_collide_stay_apart_and_stay_the_same() -> None:
    one, other = Identity("/s/de/a/kurse"), Identity("/s/de/b/Kurse")
    first = slug("page", one, ())
    second = slug("page", other, {first})
    assert first == "kurse"
    assert second.startswith("kurse-")
    assert second == slug("page", other, {first})


def test_another_script_leaves_the_kind_and_a_digest() -> None:
    found = slug("page", Identity("/s/ar/دورات"), ())
    assert found.startswith("page-")
    assert len(found) == len("page-") + 8


@given(st.text(max_size=200), st.sampled_from(["", "2026-01-01"]), st.booleans())
def test_every_slug_is_a_name_that_the_format_allows(
    name: str, day: str, clash: bool
) -> None:
    item = Identity(f"/s/de/{name}", day)
    taken = {slug("event", item, ())} if clash else set[str]()
    found = slug("event", item, taken)
    assert is_id(found), found
    assert len(found) <= LONGEST_SLUG
    assert found not in taken


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_a_path(text: str) -> None:
    found = identity(f"/{text}")
    if found is not None:
        assert ".." not in found.path.split("/")
        assert found.path.isprintable()
