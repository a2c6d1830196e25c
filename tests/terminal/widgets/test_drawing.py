"""The largest drawing that has room, or none: then words stay."""

from __future__ import annotations

from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES, language
from kiosk.ids import LanguageCode
from kiosk.terminal.drawn.parts import Parts, drawing_with
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.widgets.drawing import picture_in, words_beside, words_in
from tests.terminal.test_looks import LOCALES

DE, AR = language("de"), language("ar")


def test_a_picture_is_as_large_as_there_is_room() -> None:
    rooms = {(40, 9): "L", (12, 6): "L", (11, 6): "M", (8, 4): "M", (7, 9): "S"}
    for (columns, rows), size in rooms.items():
        drawn = picture_in("health", columns, rows)
        assert drawn is not None
        assert drawn.size is PictureSize[size]
        assert len(drawn.lines) == drawn.size.rows
        assert {len(line) for line in drawn.lines} == {drawn.size.columns}


def test_without_room_without_name_and_unknown_there_is_none() -> None:
    for name, columns in (("health", 3), ("", 40), ("no-such-picture", 40)):
        assert picture_in(name, columns, 9) is None


def test_an_arrow_turns_around_for_readers_from_the_right() -> None:
    ahead, turned = (picture_in("go", 8, 4, mirrored=m) for m in (False, True))
    assert ahead is not None
    assert turned is not None
    assert ahead.lines != turned.lines


def test_words_take_as_few_lines_as_may_be_in_letters_as_high_as_may_be() -> None:
    assert [len(line) for line in words_in("Willkommen", 90, 9, DE)] == [6]
    assert [len(line) for line in words_in("Willkommen", 90, 5, DE)] == [5]
    two = words_in("Herzlich willkommen", 60, 11, DE)
    assert [len(line) for line in two] == [5, 5]
    assert all(len(row) <= 60 for line in two for row in line)


def test_words_without_room_or_letters_are_not_drawn() -> None:
    assert words_in("Willkommen", 20, 9, DE) == []
    assert words_in("Willkommen", 90, 3, DE) == []
    assert words_in("漢字", 90, 9, DE) == []
    assert words_in("", 90, 9, DE) == []


def test_arabic_words_are_drawn_too() -> None:
    assert words_in(AR.greeting, 60, 6, AR)


def test_with_coarser_parts_small_letters_give_way() -> None:
    with drawing_with(Parts.QUADRANTS):
        assert words_in("Willkommen", 90, 5, DE) == []
        assert words_in("Willkommen", 90, 6, DE)


def test_what_is_asked_and_called_is_drawn_in_every_language() -> None:
    """In the room of the usual grid; small letters are not read from three metres."""
    words, wave, bell = Catalogs(LOCALES), (74, 6), (67, 6)
    asked, called = "Are you still there?", "It is your turn."
    for code in map(LanguageCode, LANGUAGES):
        rooms = ((asked, "wave", wave), (called, "bell", bell))
        for message, picture, box in rooms:
            said, size = words.words(code).gettext(message), PictureSize.L
            _, drawn = words_beside(picture, size, said, box, 3, language(code))
            assert drawn, (said, box)
