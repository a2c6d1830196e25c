from __future__ import annotations

from kiosk.domain.changes import ChangedLine, ChangeKind, LineKind
from kiosk.releases.differences import MOST_LINES, difference

OLD = {
    "services/doctor/de.md": "# Arzt\n\nÖffnet um 8.\n".encode(),
    "services/doctor/service.toml": b'category = "health"\n',
    "words/pl.toml": b'name = "Witamy"\n',
}


def test_what_is_the_same_is_no_difference() -> None:
    assert difference(OLD, dict(OLD)) == ()


def test_a_changed_text_is_told_by_service_language_and_line() -> None:
    new = {**OLD, "services/doctor/de.md": "# Arzt\n\nÖffnet um 9.\n".encode()}

    (change,) = difference(OLD, new)

    assert (change.slug, change.language) == ("doctor", "de")
    assert change.kind is ChangeKind.CHANGED
    assert change.lines == (
        ChangedLine(LineKind.SAME, "# Arzt"),
        ChangedLine(LineKind.SAME, ""),
        ChangedLine(LineKind.OLD, "Öffnet um 8."),
        ChangedLine(LineKind.NEW, "Öffnet um 9."),
    )


def test_texts_that_came_and_went_are_told_in_order() -> None:
    new = {**OLD, "services/doctor/uk.md": b"# x\n"}
    del new["words/pl.toml"]

    came, went = difference(OLD, new)

    assert (came.kind, came.language) == (ChangeKind.ADDED, "uk")
    assert came.lines == (ChangedLine(LineKind.NEW, "# x"),)
    assert (went.kind, went.language, went.slug) == (ChangeKind.REMOVED, "pl", None)
    assert went.lines == (ChangedLine(LineKind.OLD, 'name = "Witamy"'),)


def test_what_holds_for_all_languages_has_none() -> None:
    new = {**OLD, "services/doctor/service.toml": b"", "site.toml": b"x"}

    assert [change.language for change in difference(OLD, new)] == [None, None]


def test_lines_far_from_a_change_are_left_out() -> None:
    lines = [f"line {number}" for number in range(30)]
    old = {"site.toml": "\n".join(lines).encode()}
    lines[3], lines[25] = "new", "newer"

    (change,) = difference(old, {"site.toml": "\n".join(lines).encode()})

    kinds = [line.kind for line in change.lines]
    assert kinds.count(LineKind.GAP) == 1
    assert kinds.count(LineKind.SAME) == 8


def test_a_text_of_any_length_and_any_bytes_is_compared_in_no_time() -> None:
    old = {"site.toml": b"a\n" * (MOST_LINES + 1)}

    (change,) = difference(old, {"site.toml": b"\xff\n" * MOST_LINES})

    assert len(change.lines) == 2 * MOST_LINES + 1
    assert change.lines[-1].text == "�"
