from __future__ import annotations

import pytest

from kiosk import paths
from kiosk.domain.tickets import TicketNumber
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.spoken_calls import spoken_call
from kiosk.ids import LanguageCode

CATALOGS = Catalogs(paths.shipped("locales"))


def test_a_number_is_said_sign_by_sign() -> None:
    words = CATALOGS.words(LanguageCode("de"))
    said = spoken_call(TicketNumber("A", 17), "Platz 2", words)
    assert said == "Nummer: A, 0, 1, 7. Bitte kommen Sie jetzt zu: Platz 2."


@pytest.mark.parametrize("code", [row.code for row in LANGUAGES.values()])
def test_it_is_said_in_every_language(code: LanguageCode) -> None:
    said = spoken_call(TicketNumber("BB", 9), "2", CATALOGS.words(code))
    assert "B, B, 0, 0, 9." in said
    assert code == "en" or "Please" not in said
