"""A visitor reads and is counselled in a language that only the content has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from kiosk.i18n.languages import LANGUAGES, added_language
from kiosk.ids import LanguageCode
from tests.builders import a_ticket
from tests.hub_context import a_hub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal

HU = LanguageCode("hu")
pytestmark = pytest.mark.usefixtures("no_added_languages")


@pytest.fixture
def ctx(tmp_path: Path, clock: FixedClock) -> Iterator[Context]:
    names = ("Magyar", "Ungarisch", "Hungarian", "Üdvözöljük")
    LANGUAGES.add([added_language("hu", names, "Latn", "hu")])
    context = a_hub(tmp_path, clock=clock)
    there = context.catalogue()
    site = structs.replace(there.site, languages=(*there.site.languages, HU))
    spoken = (*there.counselling_languages, HU)
    grown = replace(there, site=site, counselling_languages=spoken)
    yield replace(context, catalogue=lambda: grown)
    context.database.close()


def test_from_the_number_to_the_desk(
    first: Browser, entrance: Terminal, administrator: Browser
) -> None:
    ticket = a_ticket(language="hu", screen_language="hu")
    assert entrance.deliver(ticket).status_code == 201
    assert 'lang="hu"' in first.get(f"/t/{ticket.code}").text
    assert "Hungarian" in first.get("/queue").text
    first.post("/queue/next")
    assert "Hungarian" in first.get("/queue").text
    for page in ("/desk", f"/t/{ticket.code}?lang=hu", "/s/doctor?lang=hu"):
        assert first.get(page).status_code == 200, page
    assert administrator.get("/notices").status_code == 200
    assert 'value="hu"' in first.get("/desk").text
