"""What the journal keeps of the hub's last word is what the hub said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.issuing import HubWord
from kiosk.ids import LanguageCode, TopicId
from kiosk.journal.notes import read, written
from tests.builders import SERVICE_DAY
from tests.fakes.clock import NOON

SHORT = HubWord("A", NOON, SERVICE_DAY)
WHOLE = HubWord(
    "AB",
    NOON,
    SERVICE_DAY,
    service_day=SERVICE_DAY - timedelta(days=1),
    last_count=17,
    counselling=False,
    line_full=True,
    full_topics=frozenset({TopicId("work"), TopicId("family")}),
    full_languages=frozenset({(TopicId("tax"), LanguageCode("pl"))}),
    offset_seconds=-3.5,
)


@pytest.mark.parametrize("word", [SHORT, WHOLE, replace(WHOLE, last_count=0)])
def test_what_is_written_is_read_as_it_was_said(word: HubWord) -> None:
    assert read(written(word)) == word


def test_what_an_older_program_wrote_says_less() -> None:
    said = json.loads(written(WHOLE))
    del said["line_full"], said["full_topics"], said["full_languages"]
    older = replace(
        WHOLE, line_full=None, full_topics=frozenset(), full_languages=frozenset()
    )
    assert read(json.dumps(said)) == older


@pytest.mark.parametrize(
    "body",
    [None, "", "x", "[]", "{}", "null", written(SHORT).replace("2026", "year")],
)
def test_what_no_program_wrote_is_no_word(body: str | None) -> None:
    assert read(body) is None
