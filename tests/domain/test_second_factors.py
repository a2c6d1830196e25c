"""What the app on a phone counts on, whose code nobody tells how it is made."""

from __future__ import annotations

from kiosk.domain.second_factors import DIGITS, STEP_SECONDS


def test_codes_are_made_as_every_app_makes_them_by_itself() -> None:
    """RFC 6238, 5.2, and what apps show where the QR code says nothing else."""
    assert (STEP_SECONDS, DIGITS) == (30, 6)
