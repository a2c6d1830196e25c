from __future__ import annotations

import json
import tomllib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.problems import Findings
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.services import Article, Block, BlockKind
from kiosk.ids import LanguageCode
from kiosk.integreat.identities import Identity
from kiosk.integreat.items import Item, ItemKind, ItemWords
from kiosk.integreat.moments import Span
from kiosk.integreat.plain_text import clean
from kiosk.integreat.week import OpenOnDays
from kiosk.integreat.writing import Attribution, files, toml
from tests.each import each

BY = Attribution("Integreat, Spree", "CC BY 4.0")
DE = SOURCE_LANGUAGE
P, H = BlockKind.PARAGRAPH, BlockKind.HEADING
B, N = BlockKind.BULLET, BlockKind.NUMBERED


def _item(*blocks: Block, title: str = "Titel", summary: str = "Worum.") -> Item:
    words = ItemWords(title, summary, blocks)
    return Item(
        ItemKind.PAGE, Identity("/s/de/a"), {DE: words}, title, date(2026, 2, 1)
    )


def _read(item: Item) -> Article:
    """By the reader of the content itself, which must find no error."""
    findings = Findings()
    article = read_article(
        "de.md", files("a", item, BY)["services/a/de.md"], DE, findings
    )
    assert not findings.errors(), findings.errors()[0]
    assert article
    return article


def test_an_article_is_read_as_it_was_meant() -> None:
    blocks = (
        Block(P, "Absatz"),
        Block(H, "Überschrift"),
        Block(B, "eins"),
        Block(B, "zwei"),
        Block(N, "erstens", 1),
        Block(N, "zweitens", 2),
        Block(N, "wieder erstens", 1),
        Block(P, "Ende"),
    )
    article = _read(_item(*blocks))
    assert (article.title, article.summary) == ("Titel", "Worum.")
    assert article.blocks == blocks


@pytest.mark.parametrize(
    "text",
    [
        *("# kein Titel", "1. Mai", "1) so", "- minus", "+ plus", "* stern", "_unten_"),
        *("[a](b)", "<b>x</b>", "&amp;", "`code`", "~~~", "a | b", "===", "---", "\\"),
        *("{integreat} Text", "{x}", "![a](b)", "> zitiert", "a\\*b", "24.03.2026"),
    ],
)
def test_no_sign_of_a_text_is_markup(text: str) -> None:
    article = _read(_item(Block(P, text), Block(B, text), Block(H, text), summary=text))
    told = text.replace("{integreat}", "(integreat)").replace("{x}", "(x)")
    assert [block.text for block in article.blocks] == [told] * 3
    assert article.summary == told
    assert all(block.fact is None for block in each(article.blocks))


def test_an_item_that_says_one_sentence_says_it_below_its_summary_too() -> None:
    assert [block.text for block in _read(_item()).blocks] == ["Worum."]


@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=5))
def test_whatever_was_written_is_read_again(texts: list[str]) -> None:
    plain = [clean(raw) for raw in texts if clean(raw)] or ["x"]
    article = _read(_item(*(Block(P, text) for text in plain)))
    assert len(article.blocks) == len(plain)
    for block, text in zip(article.blocks, plain, strict=True):
        assert block.text == text or text.startswith("{")


def test_source_address_day_and_licence_stay_with_the_service() -> None:
    told = files("a", _item(Block(P, "x")), BY)["services/a/service.toml"]
    assert told.startswith("# From Integreat, Spree. Licence: CC BY 4.0.\n")
    (fact,) = tomllib.loads(told)["facts"]
    assert fact == {
        "id": "integreat",
        "says": "Titel",
        "source": "Integreat, Spree",
        "as_of": date(2026, 2, 1),
    }


def test_a_translation_is_marked_with_care() -> None:
    item = _item(Block(P, "x"))
    item.articles[LanguageCode("ar")] = ItemWords("عنوان", "ملخص", (Block(P, "نص"),))
    told = files("a", item, BY)["services/a/ar.md"]
    assert told.startswith('+++\nof = "1.0"\nmade = "machine"\n+++\n\n# عنوان\n')


def test_what_an_event_says_of_its_time_ends_with_it() -> None:
    when = Span(datetime(2026, 3, 24, 13), datetime(2026, 3, 24, 15))  # noqa: DTZ001
    words = ItemWords("Fest", "Alle feiern.", ())
    item = Item(
        *(ItemKind.EVENT, Identity("/s/de/x"), {DE: words}, "Fest", date(2026, 2, 1)),
        span=when,
        place="Bürgerhaus",
    )
    (block,) = _read(item).blocks
    assert block.text == "24.03.2026 13:00–15:00, Bürgerhaus"
    assert block.fact == "integreat"
    service = tomllib.loads(files("a", item, BY)["services/a/service.toml"])
    assert service["facts"][0]["valid_until"] == date(2026, 3, 25)


def test_an_event_over_several_days_names_both() -> None:
    when = Span(datetime(2026, 3, 24, 22), datetime(2026, 3, 25, 2))  # noqa: DTZ001
    item = Item(
        *(
            ItemKind.EVENT,
            Identity("/s/de/x"),
            {DE: ItemWords("Fest", "So.", ())},
            "Fest",
        ),
        date(2026, 2, 1),
        span=when,
    )
    assert _read(item).blocks[0].text == "24.03.2026 22:00–25.03.2026 02:00"


def test_hours_stand_as_slots_and_unknown_ones_as_a_gap() -> None:
    common = (
        ItemKind.PLACE,
        Identity("/s/de/x"),
        {DE: ItemWords("Amt", "So.", ())},
        "Amt",
    )
    slots = (
        OpenOnDays("mon", "09:00", "12:00"),
        OpenOnDays("tue", "22:00", "02:00", True),
    )
    known = Item(*common, date(2026, 2, 1), slots=slots)
    told = tomllib.loads(files("a", known, BY)["services/a/service.toml"])
    assert told["hours"]["slots"] == [
        {"weekday": "mon", "opens": "09:00", "closes": "12:00"},
        {"weekday": "tue", "opens": "22:00", "closes": "02:00", "by_appointment": True},
    ]
    assert "gaps" not in told
    unknown = Item(*common, date(2026, 2, 1), lacks_hours=True)
    told = tomllib.loads(files("a", unknown, BY)["services/a/service.toml"])
    assert told["gaps"] == [{"kind": "hours", "ask": "Amt", "whom": "Integreat, Spree"}]
    assert "hours" not in told


@given(
    st.recursive(
        st.one_of(
            st.text(alphabet=st.characters(exclude_categories=["Cs"])),
            st.booleans(),
            st.integers(-(2**60), 2**60),
            st.floats(allow_nan=False, allow_infinity=False),
            st.dates(),
            st.datetimes(timezones=st.just(UTC)),
        ),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=8,
    )
)
def test_every_value_is_read_as_it_was(value: object) -> None:
    assert tomllib.loads(f"key = {toml(value)}")["key"] == value


def test_what_toml_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError):
        toml(json)
