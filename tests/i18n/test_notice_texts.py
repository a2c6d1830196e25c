from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kiosk
from kiosk.domain.site_notices import (
    LONGEST_TEXT,
    NoticeFault,
    NoticeKind,
    fault_of_text,
    tidied,
)
from kiosk.errors import NoticeRefused
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.notice_kinds import SYMBOLS, kind_word
from kiosk.i18n.notice_texts import FORMS, NoticeSlot, NoticeTemplate, text, with_gap
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from kiosk.i18n.catalogs import Words

ALL = Catalogs(Path(kiosk.__file__).parent.parent / "locales")


def words_in(code: str) -> Words:
    return ALL.words(LanguageCode(code))


FILLED = {
    NoticeSlot.NOTHING: "",
    NoticeSlot.ROOM: "2.04 / Saal B",
    NoticeSlot.TIME: "09:30",
    NoticeSlot.DAY: "2026-03-04",
    NoticeSlot.LANGUAGE: "vi",
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("template", NoticeTemplate)
def test_every_template_is_short_and_whole_in_every_language(
    template: NoticeTemplate, code: LanguageCode
) -> None:
    said = text(template, FILLED[FORMS[template].slot], words_in(code))
    assert said == tidied(said)
    assert fault_of_text(said) is None
    assert len(said) < LONGEST_TEXT / 2
    assert ".." not in said
    assert "%" not in said + with_gap(template, words_in(code))
    if code not in {"en", "de-simple", "de"}:
        english = text(template, FILLED[FORMS[template].slot], words_in("en"))
        assert said != english


def test_each_reader_reads_times_and_days_in_their_own_way() -> None:
    day = text(NoticeTemplate.CLOSED_UNTIL, "2026-03-04", words_in("de"))
    assert day.endswith("Mittwoch, 4. März 2026")
    early = text(NoticeTemplate.CLOSES_EARLIER, "09:30", words_in("en"))
    assert early == "Today we close earlier: at 9:30."
    spoken = text(NoticeTemplate.INTERPRETER, "ar", words_in("pl"))
    assert "العربية" in spoken


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        (NoticeTemplate.MOVED, ""),
        (NoticeTemplate.MOVED, "x" * 25),
        (NoticeTemplate.MOVED, "2: call +49 and pay"),
        (NoticeTemplate.MOVED, "<b>2</b>"),
        (NoticeTemplate.OPENS_LATER, "25:00"),
        (NoticeTemplate.OPENS_LATER, "soon"),
        (NoticeTemplate.CLOSED_UNTIL, "2026-02-30"),
        (NoticeTemplate.INTERPRETER, "xx"),
    ],
)
def test_a_slot_of_nonsense_is_refused(template: NoticeTemplate, filled: str) -> None:
    with pytest.raises(NoticeRefused) as refusal:
        text(template, filled, words_in("de"))
    assert refusal.value.fault == NoticeFault.BAD_SLOT


@pytest.mark.parametrize("code", LANGUAGES)
def test_kinds_are_told_apart_by_word_and_by_symbol(code: LanguageCode) -> None:
    words = {kind_word(kind, words_in(code)) for kind in NoticeKind}
    assert len(words) == len(set(SYMBOLS.values())) == len(NoticeKind)
