from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.catalogue.wording import faults
from kiosk.integreat.plain_text import clean, opening, shortened


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (None, ""),
        ("  a\n\tb\u00a0c  ", "a b c"),
        ("Stra\u00adße\u200b\ufeff", "Straße"),
        ("u\u0308ber", "über"),
        ("a\u202eb\u2066c", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\x00\x1b[31mrot\x7f", "[31mrot"),
        ("a\ufffdb", "ab"),
        ("Tel: 0355 1", "Tel. 0355 1"),
        ("siehe https://www.a.de/b", "siehe www.a.de/b"),
        ("mailto:a@b.de", "a@b.de"),
        ("javascript:alert(1)", "javascript -alert(1)"),
        ("x://y", "x y"),
    ],
)
def test_only_what_the_format_allows_is_kept(text: str | None, kept: str) -> None:
    assert clean(text) == kept


def test_of_an_address_that_fits_no_line_the_host_is_kept() -> None:
    assert clean(f"siehe https://www.amt.de/{'a' * 80} dort") == "siehe www.amt.de dort"
    assert clean(f"vor {'x' * 80} nach") == "vor nach"


@example("\u0300")
@example("\u200d \u200f")
@given(st.text(max_size=300))
def test_the_result_has_no_fault_of_wording(text: str) -> None:
    found = clean(text)
    assert not found or list(faults(found)) == []
    assert unicodedata.is_normalized("NFC", found)


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_a_long_text_is_cut_between_words() -> None:
    assert shortened("kurz", 10) == "kurz"
    assert shortened("eins zwei drei", 10) == "eins zwei…"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"


def test_the_opening_is_as_many_sentences_as_fit() -> None:
    assert opening("Eins. Zwei! Drei und vier.", 12) == (
        "Eins. Zwei!",
        "Drei und vier.",
    )
    assert opening("Ein Satz ohne Ende", 12) == ("", "Ein Satz ohne Ende")
    assert opening("Ganz. Und gar.", 90) == ("Ganz. Und gar.", "")
    assert opening("هل؟ نعم.", 4) == ("هل؟", "نعم.")


@given(st.text(alphabet="ab. ", max_size=80), st.integers(2, 40))
def test_nothing_of_a_text_is_lost_by_dividing_it(text: str, most: int) -> None:
    start, rest = opening(text, most)
    assert len(start) <= most
    assert (start + rest).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=80), st.integers(2, 40))
def test_a_shortened_text_is_never_too_long(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most
