"""Which deeds a counsellor can take back."""

from __future__ import annotations

from kiosk.domain.events import NOT_UNDONE, EventKind


def test_what_a_counsellor_did_alone_is_taken_back() -> None:
    assert set(EventKind) - NOT_UNDONE == {
        EventKind.CALLED,
        EventKind.AT_DESK,
        EventKind.FINISHED,
        EventKind.PARKED,
        EventKind.REQUEUED,
        EventKind.TRANSFERRED,
        EventKind.PUT_AHEAD,
        EventKind.NO_SHOW,
        EventKind.WITHDRAWN,
        EventKind.TAKEN_OVER,
    }


def test_every_kind_fits_its_column() -> None:
    assert max(map(len, EventKind)) <= 16
