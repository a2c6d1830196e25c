from __future__ import annotations

import re

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import UpdateRefused


def test_every_refusal_fits_into_a_report_of_a_terminal() -> None:
    for refusal in UpdateRefusal:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", refusal)
        assert len(refusal) <= 32


def test_a_refused_update_says_which_danger_it_was_and_what_to_do() -> None:
    error = UpdateRefused("It is old.", "Publish.", reason=UpdateRefusal.EXPIRED)

    assert (error.reason, error.remedy) == ("expired", "Publish.")
