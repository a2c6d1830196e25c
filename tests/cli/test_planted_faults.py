"""`kiosk content check` finds faults of ten kinds at once, each by file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from kiosk.catalogue.confirming import confirm_translation
from tests import content_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.fakes.command import Machine

GLOSSARY = """
[[terms]]
german = "Arbeitgeber"
use.de-simple = ["Arbeit-Geber"]
avoid.de-simple = ["Arbeitgeber"]

[[terms]]
german = "Nummer"
use.pl = ["numer"]
avoid.pl = ["karta numerowa"]
"""
CONCEPTS = '[concepts]\ntooth = ["doctor"]\ntoilet = []\n'
WORDS = '[words]\ntooth = ["Zahn"]\ntoilet = ["Klo"]\n'
LONG = "Wer hier neu ist, meldet sich in den ersten zwei Wochen an."
DOCTOR, OTHER = "services/doctor", "services/registration"


class Planted(NamedTuple):
    name: str
    old: str
    new: str


class Found(NamedTuple):
    name: str
    on_the_line: str
    said: str


FAULTS: dict[str, tuple[Planted, Found]] = {
    "the source changed, its version did not": (
        Planted(f"{OTHER}/de.md", "\n# ", "\n# Sehr "),
        Found(f"{OTHER}/de.md", 'version = "1.0"', "its version 1.0 was not"),
    ),
    "a version that the source never had": (
        Planted(f"{DOCTOR}/uk.md", 'of = "1.0"', 'of = "91.0"'),
        Found(f"{DOCTOR}/uk.md", 'of = "91.0"', "It says version 91.0"),
    ),
    "a word that the glossary forbids": (
        Planted(f"{DOCTOR}/pl.md", "- first", "- karta numerowa"),
        Found(f"{DOCTOR}/pl.md", "- karta numerowa", "does not want 'karta numerowa'"),
    ),
    "a compound that easy German divides": (
        Planted(f"{DOCTOR}/de-simple.md", "- first", "- Ihr Arbeitgeber"),
        Found(
            f"{DOCTOR}/de-simple.md", "- Ihr Arbeitgeber", "does not want 'arbeitgeber'"
        ),
    ),
    "two dashes": (
        Planted("words/pl.toml", 'desk-1 = "Witamy"', 'desk-1 = "Witamy – – tu"'),
        Found("words/pl.toml", "Witamy – – tu", "Two dashes"),
    ),
    "a concept that leads to a concept, as in a circle": (
        Planted("lexicon.toml", "toilet = []", 'toilet = ["tooth"]'),
        Found("lexicon.toml", 'toilet = ["tooth"]', "There is no service 'tooth'."),
    ),
    "a service that is not there": (
        Planted("lexicon.toml", '"doctor"', '"dentist"'),
        Found("lexicon.toml", '["dentist"]', "There is no service 'dentist'."),
    ),
    "a word that two concepts claim": (
        Planted("lexicon/de.toml", '"Klo"', '"zahn"'),
        Found("lexicon/de.toml", '["zahn"]', "stands in 'tooth' and in 'toilet'"),
    ),
    "a link that leads nowhere": (
        Planted(
            "resources.toml", '"https://www.example.de/a"', '"https:/www.example.de/a"'
        ),
        Found("resources.toml", "https:/www", "is no web target"),
    ),
    "a text that nobody translated": (
        Planted(f"{DOCTOR}/en.md", "- second", f"- {LONG}"),
        Found(f"{DOCTOR}/en.md", LONG, "1 paragraphs are still in German"),
    ),
}


@pytest.fixture
def folder(machine: Machine) -> Path:
    content = machine.content
    content_folder.put(content / "glossary.toml", GLOSSARY)
    (content / "lexicon").mkdir()
    content_folder.put(content / "lexicon.toml", CONCEPTS)
    content_folder.put(content / "lexicon/de.toml", WORDS)
    content_folder.change(content / f"{DOCTOR}/de.md", "- second", f"- {LONG}")
    english = (content / f"{DOCTOR}/en.md").read_text("utf-8")
    content_folder.put(content / f"{DOCTOR}/de-simple.md", english)
    for slug in ("doctor", "registration"):
        for code in ("en", "pl", "uk", "ar"):
            confirm_translation(content, slug, code, None)
    return content


def test_content_without_them_has_no_such_fault(run: Run, folder: Path) -> None:
    said = run("content", "check").output
    assert not [found for _, found in FAULTS.values() if found.said in said]


def test_ten_faults_are_found_by_file_and_line(run: Run, folder: Path) -> None:
    for planted, _ in FAULTS.values():
        content_folder.change(folder / planted.name, planted.old, planted.new)
    said = run("content", "check").output.splitlines()
    missed = []
    for kind, (_, found) in FAULTS.items():
        lines = (folder / found.name).read_text("utf-8").splitlines()
        [number] = [n for n, line in enumerate(lines, 1) if found.on_the_line in line]
        place = f" {found.name}:{number}: "
        if not any(place in line and found.said in line for line in said):
            missed.append(kind)
    assert len(FAULTS) == 10
    assert not missed, "\n".join(said)
