from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import paths
from kiosk.domain.queues import Standing
from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.plan import HoursEnd
from kiosk.domain.waits.said import SaidWait, WaitRange
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import LanguageCode
from kiosk.printer.slip import TicketSlip, slip_of
from tests.builders import OPENING, a_catalogue, a_ticket

CATALOGS = Catalogs(paths.shipped("locales"))
ADDRESS = "HTTPS://HUB.EXAMPLE/T/ABC"


def a_slip(
    language: str = "de",
    standing: Standing | None = None,
    address: str | None = ADDRESS,
) -> TicketSlip:
    words = CATALOGS.words(LanguageCode(language))
    return slip_of(a_ticket(17), standing, address, a_catalogue(), words, OPENING)


def waiting(low: int, high: int) -> Standing:
    wait = SaidWait(OPENING, WaitRange(low, high))
    return Standing(
        state=TicketState.WAITING,
        people_before=2,
        desk=None,
        as_of=OPENING,
        counsellors=1,
        at_desks=1,
        for_topic=1,
        wait=wait,
    )


def test_number_topic_and_what_to_do_stand_on_it() -> None:
    slip = a_slip()
    assert slip.number == "A 017"
    assert slip.label == "Ihre Nummer"
    assert slip.topic == "Aufenthalt"
    assert slip.told == ("Bitte warten Sie hier. Wir rufen Ihre Nummer auf.",)
    assert slip.issued == "Montag, 2. März 2026 · 09:17"


def test_how_long_it_takes_is_said_where_it_is_known() -> None:
    told = a_slip(standing=waiting(20, 35)).told
    assert told[0] == "Wartezeit: etwa 20 bis 35 Minuten."
    unknown = replace(waiting(20, 35), wait=None)
    assert len(a_slip(standing=unknown).told) == 1
    called = replace(waiting(20, 35), state=TicketState.CALLED)
    assert len(a_slip(standing=called).told) == 1
    alone = replace(waiting(20, 35), counsellors=0, for_topic=0, at_desks=0)
    assert len(a_slip(standing=alone).told) == 1


def test_paper_promises_no_call_that_may_not_be_made_before_closing() -> None:
    late = SaidWait(OPENING, None, HoursEnd(OPENING + timedelta(hours=2)))
    told = a_slip(standing=replace(waiting(20, 35), wait=late)).told
    assert "heute nicht mehr aufrufen" in told[0]
    assert told[1].startswith("Unser Team sieht Ihre Nummer.")


def test_where_phones_get_nowhere_there_is_no_code() -> None:
    assert a_slip(address=None).address is None
    assert a_slip(address=None).code_label == ""


@pytest.mark.parametrize("language", ["ar", "uk", "de", "en", "pl"])
def test_it_is_written_in_the_language_of_the_visitor(language: str) -> None:
    slip = a_slip(language)
    words = CATALOGS.words(LanguageCode(language))
    assert slip.label == words.gettext("Your number")
    assert (slip.direction == "rtl") is (language == "ar")


def test_a_topic_that_the_content_has_lost_leaves_the_rest_of_the_slip() -> None:
    lost = replace(a_catalogue(), topics=())
    words = CATALOGS.words(LanguageCode("de"))
    slip = slip_of(a_ticket(17), None, ADDRESS, lost, words, OPENING)
    assert (slip.number, slip.topic) == ("A 017", "")
