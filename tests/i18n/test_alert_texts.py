from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from kiosk import paths
from kiosk.domain.alerts import AlertFailure, AlertKind, AlertMessage
from kiosk.i18n import alert_texts
from kiosk.i18n.catalogs import EDITORS, Catalogs
from kiosk.ids import AlertId, LanguageCode
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from kiosk.i18n.catalogs import Words

BERLIN = ZoneInfo("Europe/Berlin")
BOTH = ("de", "en")


def words(code: str) -> Words:
    return Catalogs(paths.shipped("locales"), also=EDITORS).words(LanguageCode(code))


def a_message(kind: AlertKind = AlertKind.OFFLINE) -> AlertMessage:
    return AlertMessage(AlertId("1"), kind, False, "A", "Foyer", NOON, NOON)


def test_a_message_says_which_where_what_since_when_and_what_to_do() -> None:
    text = alert_texts.text(a_message(), words("de"), BERLIN, "https://hub.example")
    assert text.subject == "Terminal A: es meldet sich nicht mehr"
    assert text.body.splitlines() == [
        "Terminal A: es meldet sich nicht mehr.",
        "Prüfen Sie Strom und Netzwerk.",
        "Es steht hier: Foyer",
        "Seit: 02.03.26, 12:00",
        "Alles dazu: https://hub.example/devices/A",
    ]


def test_an_end_says_so_and_asks_for_nothing() -> None:
    over = replace(a_message(), is_over=True)
    text = alert_texts.text(over, words("en"), BERLIN, "https://hub.example")
    assert text.subject == "Terminal A: it is heard again"
    assert "Check" not in text.body


def test_the_word_of_a_refusal_stands_with_what_to_do() -> None:
    refused = replace(a_message(AlertKind.CONTENT_REFUSED), detail="zip-bomb")
    assert "(zip-bomb)" in alert_texts.text(refused, words("en"), BERLIN, "x").body


@pytest.mark.parametrize("code", BOTH)
def test_a_test_names_the_hub_and_no_terminal(code: str) -> None:
    text = alert_texts.text(a_message(AlertKind.TEST), words(code), BERLIN, "https://h")
    assert "https://h\n" in text.body
    assert "/devices" not in text.body


@pytest.mark.parametrize("code", BOTH)
def test_each_edge_reads_otherwise(code: str) -> None:
    kinds = [kind for kind in AlertKind if kind is not AlertKind.TEST]
    edges = [
        replace(a_message(kind), is_over=over)
        for kind in kinds
        for over in (False, True)
    ]
    said = {alert_texts.text(edge, words(code), BERLIN, "x").subject for edge in edges}
    assert len(said) == 2 * len(kinds)
    assert all("\n" not in subject for subject in said)


@pytest.mark.parametrize("code", BOTH)
def test_each_failure_is_said_in_words(code: str) -> None:
    said = {alert_texts.failure(why, words(code)) for why in AlertFailure}
    assert len(said) == len(AlertFailure)
