"""The slip as dots: read back as a visitor's phone and eye would."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import zxingcpp

from kiosk import paths
from kiosk.catalogue.loader import load
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from kiosk.printer.drawing import TALLEST, draw, raster
from kiosk.printer.slip import TicketSlip, slip_of
from tests.builders import OPENING, a_ticket

ADDRESS = "HTTPS://HUB.EXAMPLE.ORG/T/ABCDEFGHJKMN"
CATALOGUE = load(paths.shipped("content"))
CATALOGS = Catalogs(paths.shipped("locales"))


def a_slip(language: str = "de") -> TicketSlip:
    ticket = a_ticket(17, topic=CATALOGUE.offered_topics()[0].id)
    words = CATALOGS.words(LanguageCode(language))
    return slip_of(ticket, None, ADDRESS, CATALOGUE, words, OPENING)


@pytest.mark.parametrize("dots", [384, 576])
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_in_every_language_the_code_is_read_and_nothing_is_cut_off(
    language: str, dots: int
) -> None:
    picture = draw(a_slip(language), dots)
    assert picture.width == dots
    assert picture.height < TALLEST
    dark = np.array(picture) == 0
    assert not dark[:, :4].any(), "the left edge"
    assert not dark[:, -4:].any(), "the right edge"
    assert not dark[-4:].any(), "the lower edge"
    [code] = zxingcpp.read_barcodes(np.array(picture.convert("L")))
    assert code.text == ADDRESS


def test_the_number_is_large() -> None:
    """Two centimetres of paper, at eight dots a millimetre."""
    with_it, without = draw(a_slip(), 576), draw(replace(a_slip(), number=""), 576)
    assert with_it.height - without.height > 150


def test_letters_that_the_font_lacks_would_be_seen() -> None:
    """No language may be drawn as boxes: each letter differs from the missing one."""
    for language in LANGUAGES:
        one, other = a_slip(language), replace(a_slip(language), label="\U0010fffd")
        assert draw(one, 576).tobytes() != draw(other, 576).tobytes()


def test_a_text_of_any_length_has_an_end_and_a_long_word_is_broken() -> None:
    endless = replace(a_slip(), topic="Wort " * 2000, site="x" * 500)
    picture = draw(endless, 576)
    assert picture.height == TALLEST
    assert not (np.array(picture) == 0)[:, -4:].any()


def test_a_raster_has_eight_dots_a_byte_and_black_is_set() -> None:
    picture = draw(a_slip(), 384)
    dots = raster(picture)
    assert (dots.width, dots.height) == picture.size
    bits = np.unpackbits(np.frombuffer(dots.data, dtype=np.uint8))
    black = np.array(picture) == 0
    assert (bits.reshape(black.shape).astype(bool) == black).all()
