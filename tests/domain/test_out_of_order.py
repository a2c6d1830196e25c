"""In which language a terminal says that it is out of order."""

from __future__ import annotations

from kiosk.domain.localized import Shown
from kiosk.domain.out_of_order import HungSign
from tests.builders import AR, DE, EN, UK

SIGN = HungSign({DE: "Außer Betrieb", EN: "Out of order"})


def test_the_sign_is_read_in_the_next_language_that_there_is() -> None:
    instead = {UK: (EN, DE)}
    assert SIGN.shown(EN, instead) == Shown("Out of order", EN)
    assert SIGN.shown(UK, instead) == Shown("Out of order", EN)
    assert SIGN.shown(AR, instead) == Shown("Außer Betrieb", DE)
