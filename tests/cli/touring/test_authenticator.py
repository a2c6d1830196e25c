from __future__ import annotations

import pytest
from pyotp import TOTP

from kiosk.cli.touring.authenticator import Authenticator
from kiosk.cli.touring.steps import TourFailed
from tests.fakes.clock import FixedClock

KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_it_makes_the_codes_of_the_key_and_none_twice() -> None:
    clock = FixedClock()
    app, other = Authenticator(KEY, clock), TOTP(KEY)
    first, second = app.code(), app.code()
    assert other.verify(first, for_time=clock.now())
    assert first != second
    assert other.verify(second, for_time=clock.now(), valid_window=1)
    clock.advance(minutes=5)
    assert other.verify(app.code(), for_time=clock.now())


def test_the_key_is_read_from_the_page() -> None:
    page = (
        '<p>Key: <code class="key">JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP</code></p>'
    )
    assert len(Authenticator.shown_on(page).code()) == 6
    with pytest.raises(TourFailed, match="no key"):
        Authenticator.shown_on("<p>Key:</p>")
