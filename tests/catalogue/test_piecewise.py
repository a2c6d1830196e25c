"""Reading again what changed gives what reading everything would give."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import read
from kiosk.catalogue.piecewise import CheckedContent, PiecewiseContent
from kiosk.catalogue.problems import Findings
from kiosk.ids import Slug
from tests import content_folder
from tests.builders import DE, PL
from tests.working_draft import GERMAN, POLISH, SITE, a_marked_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Service

TODAY = date(2026, 11, 25)
DOCTOR = "services/doctor/service.toml"
REASON = (
    'slots = [{ weekday = "tue", opens = "09:00", closes = "18:00" }]\n'
    'special = [{ date = 2026-12-24, closed = true, reason = "eve" }]'
)
SLOTS = 'slots = [{ weekday = "tue", opens = "09:00", closes = "18:00" }]'


def change(name: str, old: str, new: str) -> Callable[[Path], set[str]]:
    def done(folder: Path) -> set[str]:
        content_folder.change(folder / name, old, new)
        return {name}

    return done


def put(name: str, text: str) -> Callable[[Path], set[str]]:
    def done(folder: Path) -> set[str]:
        (folder / name).parent.mkdir(exist_ok=True)
        content_folder.put(folder / name, text)
        return {name}

    return done


def take_away(name: str) -> Callable[[Path], set[str]]:
    def done(folder: Path) -> set[str]:
        (folder / name).unlink()
        return {name}

    return done


def add_dentist(folder: Path) -> set[str]:
    room = content_folder.add_service(folder, "dentist", "health", 1)
    return {f"services/dentist/{path.name}" for path in room.iterdir()}


def remove_doctor(folder: Path) -> set[str]:
    names = {
        f"services/doctor/{p.name}" for p in (folder / "services/doctor").iterdir()
    }
    shutil.rmtree(folder / "services/doctor")
    return names


RULE = """
[[consultation.rules]]
rule = "FREQ=DAILY;COUNT=1"
first = 2020-01-01
opens = "13:00"
closes = "14:00"
topics = ["none"]

"""
CHANGES: dict[str, Callable[[Path], set[str]]] = {
    "a word of an article": change(POLISH, "# Witamy", "# Lekarz"),
    "the source changes under its version": change(GERMAN, "# W", "# Sehr w"),
    "an article breaks": change(POLISH, "# Witamy", "Witamy"),
    "a topic is none": change(
        "services/doctor/service.toml", "order", 'topic = "x"\norder'
    ),
    "the general topic goes": change("topics.toml", 'general = "residence"\n', ""),
    "the source breaks": change(GERMAN, "+++\n", "++\n"),
    "an article goes": take_away(POLISH),
    "the source goes": take_away(GERMAN),
    "an article comes in a further language": put(
        "services/doctor/hsb.md", content_folder.article("en")
    ),
    "a glossary comes that forbids a word": put(
        "glossary.toml", '[[terms]]\ngerman = "Gruß"\navoid.pl = ["Witamy"]\n'
    ),
    "a file that belongs to no service comes": put("services/doctor/notes.md", "x"),
    "the order changes": change(DOCTOR, "order = 2", "order = 1"),
    "the category changes": change(DOCTOR, '"health"', '"arrival"'),
    "the category is none": change(DOCTOR, '"health"', '"wealth"'),
    "a service breaks": change(DOCTOR, "order = 2", "odrer = 2"),
    "a service comes": add_dentist,
    "a service goes": remove_doctor,
    "a fact gets old": change(DOCTOR, "2026-08-19", "2020-08-19"),
    "a mark comes": change(POLISH, "- first", "- {two-weeks} first"),
    "a word is asked for": change(DOCTOR, SLOTS, REASON),
    "a title changes": change("words/pl.toml", 'name = "Witamy"', 'name = "Hub"'),
    "a German word changes": change("words/de.toml", 'name = "Will', 'name = "Hub'),
    "a word is of nothing": change("words/pl.toml", "[desks]", '[desks]\nx = "y"'),
    "a resource is called otherwise": change(
        "words/pl.toml", 'office = "Witamy"', 'office = "Biuro"'
    ),
    "a resource leads elsewhere": change("resources.toml", ".de/a", ".de/b"),
    "the life areas stand otherwise": change(SITE, 'id = "arrival"', 'id = "health"'),
    "a resource goes": change("resources.toml", "[office-phone]", "[office-fax]"),
    "a language goes": change(SITE, ', "ar"]', "]"),
    "the centre breaks": change(SITE, "[site]", "[side]"),
    "hours name no topic": change("topics.toml", "[[topics]]", RULE + "[[topics]]"),
    "the topics break": change("topics.toml", "[[topics]]", "[[topic]]"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_marked_folder(tmp_path)


def same(service: Service) -> tuple[object, ...]:
    articles = {code: service.articles.get(code) for code in service.articles}
    good = {code: article for code, article in articles.items() if article}
    return service.slug, service.category, good, service.resources, service.facts


def check(folder: Path, found: CheckedContent) -> None:
    """What was read piece by piece is all that there is."""
    assert list(found.problems) == problems(folder, TODAY)
    whole = read(folder, Findings(), TODAY)
    assert (found.catalogue is None) == (whole is None)
    if found.catalogue and whole:
        assert list(map(same, found.catalogue.services)) == list(
            map(same, whole.services)
        )
        assert found.catalogue.words == whole.words
        assert found.catalogue.site == whole.site


@pytest.mark.parametrize("made", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_read_again_and_taken_back(
    folder: Path, made: Callable[[Path], set[str]], tmp_path: Path
) -> None:
    before = shutil.copytree(folder, tmp_path / "before")
    content = PiecewiseContent(folder)
    check(folder, content.whole(TODAY))
    changed = made(folder)
    check(folder, content.renewed(changed, TODAY))
    shutil.rmtree(folder)
    shutil.copytree(before, folder)
    check(folder, content.renewed(changed, TODAY))


def test_one_change_after_the_other_ends_where_reading_all_ends(folder: Path) -> None:
    content = PiecewiseContent(folder)
    content.whole(TODAY)
    for name in (
        *("a word of an article", "a service comes", "a word is asked for"),
        *("an article comes in a further language", "a title changes"),
        *("the source changes under its version", "a service goes"),
    ):
        check(folder, content.renewed(CHANGES[name](folder), TODAY))


def test_a_service_that_changed_while_the_centre_was_broken_is_read(
    folder: Path,
) -> None:
    content = PiecewiseContent(folder)
    content.whole(TODAY)
    check(folder, content.renewed(CHANGES["the centre breaks"](folder), TODAY))
    check(folder, content.renewed(CHANGES["a word of an article"](folder), TODAY))
    content_folder.change(folder / SITE, "[side]", "[site]")
    check(folder, content.renewed({SITE}, TODAY))


def test_what_was_known_before_does_not_change(folder: Path) -> None:
    content = PiecewiseContent(folder)
    old = content.whole(TODAY).catalogue
    new = content.renewed(CHANGES["a word of an article"](folder), TODAY).catalogue

    def title(catalogue: Catalogue | None) -> str:
        assert catalogue
        return catalogue.service(Slug("doctor")).articles[PL].title

    assert (title(old), title(new)) == ("Witamy", "Lekarz")


def test_articles_that_did_not_change_are_not_read_again(folder: Path) -> None:
    content = PiecewiseContent(folder)
    old = content.whole(TODAY).catalogue
    new = content.renewed({SITE}, TODAY).catalogue
    assert old
    assert new
    for slug in (Slug("doctor"), Slug("registration")):
        assert old.service(slug).articles[DE] is new.service(slug).articles[DE]


def test_another_day_tells_of_other_facts(folder: Path) -> None:
    content = PiecewiseContent(folder)
    assert content.whole(TODAY).problems == ()
    later = content.renewed((), date(2028, 1, 1))
    assert {problem.file for problem in later.problems} == {
        DOCTOR,
        "services/registration/service.toml",
    }
    assert later.errors() == []
    assert len(later.of(DOCTOR)) == 1


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = PiecewiseContent(tmp_path / "nothing").whole(TODAY)
    assert found.catalogue is None
    assert "no such content folder" in found.problems[0].message
