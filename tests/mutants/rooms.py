"""Which rooms of the program are changed, and which tests must notice it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Room:
    """Paths are relative to the project; a folder stands for all below it."""

    name: str
    source: tuple[str, ...]
    tests: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    of_all: tuple[str, ...] = ()
    """Tests that look at every file, and need run none of its lines for that."""

    def files(self) -> list[str]:
        names = _below(self.source, "*.py")
        return [name for name in names if not name.startswith(self.left_out)]

    def test_files(self) -> list[str]:
        return _below(self.tests, "test_*.py")


def _below(paths: tuple[str, ...], pattern: str) -> list[str]:
    found: set[Path] = set()
    for path in (PROJECT / name for name in paths):
        found |= set(path.rglob(pattern)) if path.is_dir() else {path}
    return sorted(path.relative_to(PROJECT).as_posix() for path in found)


DRAFTS = tuple(
    f"kiosk/operations/{name}.py"
    for name in (
        *("draft_articles", "draft_beginnings", "draft_calendar", "draft_consultation"),
        *("draft_facts", "draft_folder", "draft_following", "draft_forms"),
        *("draft_gettext", "draft_hours", "draft_languages", "draft_leads"),
        *("draft_overview", "typed_days", "typed_reasons"),
        *("draft_parts", "draft_release", "draft_replacing", "draft_tables"),
        *("draft_transfer", "draft_words", "drafting", "consultation_settings"),
        *("export_list", "gettext_articles", "open_questions", "part_checks"),
        *("part_kinds", "part_uses", "part_words", "placed_findings", "text_looks"),
        *("translating", "typed_rules"),
    )
)
"""What is done to the working draft; its pages are what it is tried through."""
OF_DRAFTS = (
    *(
        f"tests/operations/test_{name}.py"
        for name in (
            *("draft_folder", "draft_following", "draft_gettext", "draft_release"),
            *("draft_replacing", "draft_transfer", "drafting", "export_list"),
            "translating",
            "draft_tables",
            "typed_rules",
        )
    ),
    *(
        f"tests/hub/content/test_{name}.py"
        for name in (
            *("article", "beginning", "consultation", "files", "findings", "hours"),
            *("lists", "overview", "part_edit", "parts", "resources", "tables"),
            "words",
        )
    ),
)
OF_OPERATIONS = tuple(
    sorted(
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "tests/operations").glob("test_*.py")
        if path.relative_to(PROJECT).as_posix() not in OF_DRAFTS
    )
)

ROOMS = {
    room.name: room
    for room in (
        Room(
            "domain",
            ("kiosk/domain",),
            ("tests/domain",),
            of_all=("tests/domain/test_unsaid.py",),
        ),
        Room("journal", ("kiosk/journal",), ("tests/journal",)),
        Room(
            "store",
            ("kiosk/store",),
            ("tests/store", *OF_OPERATIONS),
            left_out=("kiosk/store/migrations/",),
            of_all=("tests/store/test_schema.py", "tests/store/test_migrations.py"),
        ),
        Room(
            "operations",
            ("kiosk/operations",),
            OF_OPERATIONS,
            left_out=DRAFTS,
        ),
        Room("drafts", DRAFTS, OF_DRAFTS),
        Room(
            "outbox",
            ("kiosk/sync/outbox.py",),
            (
                "tests/sync/test_outbox.py",
                "tests/sync/test_poisoned_rows.py",
                "tests/sync/test_pushing_away.py",
                "tests/sync/test_a_day_with_a_bad_network.py",
            ),
        ),
        Room(
            "auth",
            ("kiosk/hub/auth.py", "kiosk/hub/known_terminals.py"),
            (
                "tests/hub/test_auth.py",
                "tests/hub/test_sign_in.py",
                "tests/hub/test_sessions.py",
                "tests/hub/test_rights.py",
                "tests/hub/test_known_terminals.py",
                "tests/hub/test_terminal_self.py",
                "tests/hub/releases/test_fresh_factor.py",
            ),
        ),
        Room("bidi", ("kiosk/bidi",), ("tests/bidi",)),
        Room("search", ("kiosk/catalogue/search",), ("tests/catalogue/search",)),
        Room(
            "touches",
            ("kiosk/terminal/touches.py",),
            (
                "tests/terminal/test_touches.py",
                "tests/terminal/test_inputs.py",
                "tests/terminal/widgets/test_touch_button.py",
            ),
        ),
        Room(
            "idle",
            ("kiosk/terminal/idle.py",),
            ("tests/terminal/test_idle.py", "tests/terminal/test_forgetting.py"),
        ),
    )
}
