from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.late_finder import LateFinder
from kiosk.domain.lexicon import Lexicon, LexiconWords
from kiosk.domain.search_answers import SearchAnswer
from kiosk.ids import Slug
from tests.builders import DE, a_catalogue

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue


def test_it_finds_before_anybody_prepared_it() -> None:
    assert LateFinder(a_catalogue).find("vertrag", DE) == ("contract",)


def test_the_index_is_built_once() -> None:
    catalogue = a_catalogue()
    finder = LateFinder(lambda: catalogue)
    assert finder.prepare() is finder.prepare()


def test_it_rests_while_somebody_touches_and_goes_on_when_they_are_gone() -> None:
    touched, rested = [True, True, False], []

    def is_busy() -> bool:
        rested.append(touched[0])
        return touched.pop(0) if len(touched) > 1 else touched[0]

    finder = LateFinder(a_catalogue)
    finder.prepare_calmly(is_busy)
    assert rested[:3] == [True, True, False]
    assert finder.find("vertrag", DE) == ("contract",)


def test_who_searches_waits_for_no_calm() -> None:
    catalogue = a_catalogue()
    finder = LateFinder(lambda: catalogue)
    resting = threading.Event()

    def is_busy() -> bool:
        resting.set()
        return True

    building = threading.Thread(target=finder.prepare_calmly, args=(is_busy,))
    building.start()
    assert resting.wait(20)
    assert finder.find("vertrag", DE) == ("contract",)
    building.join(20)
    assert not building.is_alive()


def test_new_content_is_found_at_once() -> None:
    contents = [a_catalogue()]
    finder = LateFinder(lambda: contents[-1])
    old = contents[0].service(Slug("contract"))
    assert finder.find("vertrag", DE) == ("contract",)
    contents.append(
        replace(contents[0], services=(replace(old, slug=Slug("new-contract")),))
    )
    assert finder.find("vertrag", DE) == ("new-contract",)


def test_what_is_needed_before_the_first_paint_does_not_load_the_index() -> None:
    script = (
        "import sys, kiosk.cli.terminal_run;"
        " print(*[m for m in ('rapidfuzz', 'kiosk.catalogue.search')"
        " if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert out.stdout.split() == []


def test_an_empty_query_waits_for_no_index() -> None:
    def never() -> Catalogue:
        raise AssertionError("the index was wanted")

    assert LateFinder(never).find("  ", DE) == ()
    assert LateFinder(never).answer(" ", DE) == SearchAnswer()


def test_it_says_why_nothing_is_found() -> None:
    lexicon = Lexicon({"toilet": ()}, {DE: LexiconWords({"toilet": ("Klo",)})})
    catalogue = replace(a_catalogue(), lexicon=lambda: lexicon)
    finder = LateFinder(lambda: catalogue)
    assert finder.answer("klo", DE).nothing_here
    assert finder.answer("vertrag", DE).found == ("contract",)
