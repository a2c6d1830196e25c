from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from kiosk.cli.grid_option import grid_size

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.fakes.command import Machine

NAMES = {
    "de": "Deutsch",
    "en": "English",
    "pl": "Polski",
    "uk": "Українська",
    "ar": "العربية",
}
LANGUAGES = tuple(NAMES)
SCREENS = (
    *(
        "attract",
        "home",
        "categories",
        "services",
        "service",
        "resources",
        "text-for-phone",
    ),
    *("take-home", "topics", "confirm", "ticket", "called"),
)


IN_THE_LINE = (
    "pair a call display by the code on it",
    "lets two go first, on the phone",
    "display and phone show it",
    "with a note",
    "is called again, and does not come",
    "undo: ",
    "a face on the phone says how",
    "leaves, by the phone",
    "check in with the code at the terminal",
)


@pytest.fixture
def own_data(machine: Machine) -> Path:
    """Settings that would lead the tour astray."""
    machine.data.mkdir()
    (machine.data / "kiosk.toml").write_text(
        '[hub]\npublic_address = "https://hub.example.org"\n'
        '[terminal]\ntheme = "contrast"\nhub = "https://hub.example.org"\n'
    )
    return machine.data


@pytest.mark.real
@pytest.mark.parametrize(
    ("grid", "only"), [("66x19", ()), ("100x30", ("ar",))], ids=["small", "large"]
)
def test_the_tour_visits_in_every_language_and_takes_pictures_of_every_screen(
    machine: Machine, own_data: Path, grid: str, only: tuple[str, ...]
) -> None:
    """Where there is less room, in all of them; else in the one that is mirrored."""
    pictures = machine.home / "out"
    these = [word for language in only for word in ("--language", language)]
    said = machine.run("tour", "--pictures", str(pictures), "--grid", grid, *these)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "Everything happened" in said.stdout
    for step in IN_THE_LINE:
        assert step in said.stdout
    assert "take it down; the terminal shows it no more" in said.stdout
    publishes = not only
    assert ("publish it, and read it on a phone" in said.stdout) is publishes
    assert ("go back to release 1, and read that" in said.stdout) is publishes
    visited = only or LANGUAGES
    for language in visited:
        assert f"\n{NAMES[language]}:\n" in said.stdout
    for number in range(1, len(visited) + 1):
        assert f"a counsellor calls A 00{number}" in said.stdout
    for language in visited:
        taken = {
            path.stem.split("-", 2)[2] for path in pictures.glob(f"{language}-*.svg")
        }
        assert taken >= set(SCREENS)
    for path in pictures.glob("*.svg"):
        ET.parse(path)
        assert path.with_suffix(".png").stat().st_size > 500
    assert [path.name for path in own_data.iterdir()] == ["kiosk.toml"]


def test_broken_content_is_refused_before_it_begins(run: Run, machine: Machine) -> None:
    (machine.content / "site.toml").write_text("[site\n")
    said = run("tour")
    assert said.exit_code == 2
    assert "site.toml" in said.output


def test_what_does_not_happen_ends_it_with_1_and_shows_where(
    run: Run, machine: Machine
) -> None:
    """No service gives anything to take home."""
    for name in ("doctor", "registration"):
        file = machine.content / "services" / name / "service.toml"
        lines = file.read_text().splitlines(keepends=True)
        file.write_text("".join(x for x in lines if not x.startswith("resources")))
    said = run("tour", "--pictures", str(machine.home / "out"))
    assert said.exit_code == 1, said.output
    assert "no service has anything to take home" in said.output
    assert "hub.log: " in said.output
    assert [p.stem for p in (machine.home / "out").glob("*.svg")] == ["de-01-failed"]


@pytest.mark.parametrize("grid", ["83", "65x24", "83x18", "1000x30", "83x24x2", ""])
def test_a_grid_that_is_too_small_or_none_is_refused(run: Run, grid: str) -> None:
    said = run("tour", "--grid", grid)
    assert said.exit_code == 2
    assert "at least 66x19" in said.output


def test_a_grid_is_columns_and_rows() -> None:
    assert grid_size("83x24") == (83, 24)


def test_a_language_that_is_not_offered_is_refused_before_anything_is_started(
    run: Run, machine: Machine, tmp_path: Path
) -> None:
    said = run("tour", "--language", "xx", "--pictures", str(tmp_path / "pictures"))
    assert said.exit_code == 2
    assert "xx is not offered: de, en, pl, uk, ar" in said.output
    assert "signs in" not in said.output
    assert not (tmp_path / "pictures").exists()
    assert not machine.data.exists()
