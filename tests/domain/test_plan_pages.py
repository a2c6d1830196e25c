from __future__ import annotations

from kiosk.domain import plan_pages
from kiosk.domain.pathways import MOST_QUESTIONS
from kiosk.domain.service_pages import LONGEST_IN_A_CODE
from kiosk.ids import AnswerCode, LanguageCode

ANSWERS = (AnswerCode("SE"), AnswerCode("HB"))
EASY = LanguageCode("de-simple")


def test_the_address_holds_all_of_it_in_capitals() -> None:
    address = plan_pages.code_address("https://hub.example.org/", ANSWERS, EASY)
    assert address == "HTTPS://HUB.EXAMPLE.ORG/P/SEHB/DE-SIMPLE"
    assert plan_pages.path(ANSWERS, EASY) == "/p/SEHB/de-simple"


def test_a_long_one_leaves_the_language_to_the_browser() -> None:
    longest = ANSWERS[:1] * MOST_QUESTIONS
    host = "https://" + "h" * (LONGEST_IN_A_CODE - 8 - 3 - 2 * MOST_QUESTIONS)
    address = plan_pages.code_address(host, longest, EASY)
    assert address == f"{host}/P/{'SE' * MOST_QUESTIONS}".upper()
    assert len(address) == LONGEST_IN_A_CODE


def test_where_phones_do_not_get_to_the_hub_there_is_none() -> None:
    assert plan_pages.code_address(None, ANSWERS, EASY) is None
    assert plan_pages.code_address("", ANSWERS, EASY) is None
