"""Plates of languages and life areas, with the shipped words, on the smallest grid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import kiosk
from kiosk.catalogue.loader import load
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES, language
from kiosk.terminal import language_cards
from kiosk.terminal.area_cards import area_cards
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.session import Session
from kiosk.terminal.widgets.alike import AlikeRow
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.choices import ASIDE
from kiosk.terminal.widgets.face import Face
from kiosk.terminal.widgets.paging import TurnerWords
from tests.fakes.stage import Stage

if TYPE_CHECKING:
    from textual.geometry import Region

    from kiosk.ids import LanguageCode

ROOT = Path(kiosk.__file__).parent.parent
VOCABULARY = Catalogs(ROOT / "locales")
BODY = (52, 18)
"""Beside the access bar and below the head of 66x19."""


def words_to_turn(code: LanguageCode) -> TurnerWords:
    gettext = VOCABULARY.words(code).gettext
    return TurnerWords(gettext("Previous"), gettext("More"))


def placed(stage: Stage) -> list[Region]:
    faces = stage.screen.query(Cards).only_one().query(".language, .area")
    return [face.region for face in faces if face.region.area]


async def test_the_mark_of_the_chosen_language_stands_beside_its_name() -> None:
    for code in LANGUAGES:

        def make(code: LanguageCode = code) -> Cards:
            return Cards(
                [language_cards.card(each, code) for each in LANGUAGES],
                words_to_turn(code),
                narrowest=language_cards.NARROWEST,
                most_columns=language_cards.MOST_COLUMNS,
            )

        stage = Stage(make)
        async with stage.run_test(size=BODY) as pilot:
            await pilot.pause()
            [marked] = [row for row in stage.rows() if language_cards.CHOSEN in row]
            first = language(code).own_name.split()[0]
            name = language_cards.SYLLABLES.get(first, (first,))[0]
            if code not in ("ar", "fa"):
                assert f"{language_cards.CHOSEN} {name}" in marked, code
            assert len({region.x for region in placed(stage)}) == 4, code


async def test_life_areas_stand_two_by_two_and_on_two_pages() -> None:
    catalogue = load(ROOT / "content")
    for code in catalogue.site.languages:
        session = Session.in_language(code, VOCABULARY)

        def make(session: Session = session) -> Cards:
            return area_cards(catalogue, session, words_to_turn(session.code))

        stage = Stage(make, code)
        async with stage.run_test(size=BODY) as pilot:
            await pilot.pause()
            regions = placed(stage)
            assert len({region.x for region in regions}) == 2, code
            assert len(regions) == 8, code


async def test_a_picture_moves_closer_to_a_long_word_before_it_goes() -> None:
    widths = {"Word": 20, "Abcdefghijkl": 20, "Abcdefghijklm": 20}
    for label, width in widths.items():
        stage = Stage(
            lambda label=label: Face(  # type: ignore[misc]
                label, picture="residence", align="start", largest=PictureSize.S
            )
        )
        async with stage.run_test(size=(width, 4)) as pilot:
            await pilot.pause()
            [row] = [row for row in stage.rows() if label in row]
            before = row.index(label)
            room = {"Word": 9, "Abcdefghijkl": 8, "Abcdefghijklm": 2}
            assert before == room[label]


async def test_a_detail_stands_on_all_plates_of_a_row_or_on_none() -> None:
    for other, count in (("Short", 2), ("A label of more words than one line", 0)):
        stage = Stage(
            lambda other=other: AlikeRow(  # type: ignore[misc]
                Face("One", detail="To change", align="start"),
                Face(other, detail="To change", align="start"),
            )
        )
        async with stage.run_test(size=(40, 3)) as pilot:
            for face in stage.screen.query(Face):
                face.styles.height = 3
            await pilot.pause()
            assert " ".join(stage.rows()).count("To change") == count


async def test_beside_other_things_each_life_area_keeps_its_picture() -> None:
    catalogue = load(ROOT / "content")
    for code in catalogue.site.languages:
        session = Session.in_language(code, VOCABULARY)

        def make(session: Session = session) -> Cards:
            words = words_to_turn(session.code)
            return area_cards(catalogue, session, words, most_columns=2)

        stage = Stage(make, code)
        async with stage.run_test(size=(ASIDE, 36)) as pilot:
            await pilot.pause()
            for area in stage.screen.query(".area").results(Face):
                beside, _, _ = area._picture_beside(*area.size)
                assert beside is not None, (code, area.label)
