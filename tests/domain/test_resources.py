"""Which address a reader is given."""

from __future__ import annotations

from kiosk.domain.resources import Pointer, ResourceKind
from tests.builders import AR, DE, EN, a_resource, a_text

ENGLISH = Pointer("https://example.de/en", "example.de/en", (EN,))
PAGE = a_resource(
    ResourceKind.WEB,
    "https://example.de",
    "example.de",
    a_text(*["Amt"] * 5),
    {EN: ENGLISH},
)


def test_a_reader_is_given_the_page_in_their_language() -> None:
    assert PAGE.for_reader(EN) == ENGLISH
    assert PAGE.for_reader(AR).target == "https://example.de"


def test_a_page_whose_language_is_not_known_is_not_called_foreign() -> None:
    assert PAGE.foreign_to(AR) == ()


def test_a_page_in_another_language_is_called_by_it() -> None:
    only_english = a_resource(
        ResourceKind.WEB, "https://a.de", "a.de", PAGE.title, {AR: ENGLISH}
    )
    assert only_english.foreign_to(AR) == (EN,)
    assert only_english.foreign_to(DE) == ()


def test_kinds_are_written_as_in_the_content() -> None:
    kinds = ["web", "phone", "email", "place", "event", "wifi"]
    assert [str(kind) for kind in ResourceKind] == kinds
