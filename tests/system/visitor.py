"""How a visitor touches their way through the real terminal, and what then arrives."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from kiosk.bidi.shaping import visual
from kiosk.domain.localized import Direction
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import LanguageCode
from kiosk.operations import calling
from kiosk.terminal.touches import REPEAT
from tests.system.hub_process import PROJECT, HubProcess, its_state
from tests.system.real_terminal import PATIENCE, RealTerminal

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket

WORDS = Catalogs(PROJECT / "locales")
TALK = "Talk to a counsellor"
NOT_YET = ("No numbers at the moment", "One moment, please")
"""On the button to a counsellor, as long as no number would be called, or the hub has
not greeted the terminal yet."""
OFFERED_AGAIN = "You can get a number now."
"""For whoever was told that there is no number, once there is one."""
BELOW_OFFER = 4
"""Rows from that sentence to the middle of its button, whose letters are drawn."""
ON_A_TICKET = "Done"
CHOSEN = "✓"
"""Before the topic in the steps of a check-in, once it is chosen."""
ANSWER_S = 5.0
"""Seconds until a touch counts as unheard."""
A_MOMENT_S = REPEAT.total_seconds()
"""Whoever touches near the same spot sooner is taken for a finger that trembles."""


def in_cells(words: str, language: str) -> str:
    """As these words stand on the screen, from its left to its right."""
    return visual(words, Direction.RIGHT_TO_LEFT) if language == "ar" else words


def shown(words: str, language: str) -> str:
    """The start of a label as its cells stand on the screen."""
    translated = WORDS.words(LanguageCode(language)).gettext(words)
    return in_cells(" ".join(translated.split()[:2]), language)


def still(terminal: RealTerminal, words: str) -> tuple[int, int]:
    """Where the words are, once they have stayed there for a moment."""
    place = None
    while (again := terminal.wait_for(words)) != place:
        place = again
        time.sleep(A_MOMENT_S)
    return again


def touch(terminal: RealTerminal, words: str) -> None:
    """As soon as they stand still: a new screen may move them once more."""
    terminal.touch(*still(terminal, words))


def wait_for_offer(terminal: RealTerminal, language: str = "en") -> None:
    """At home, until the button to a counsellor leads to a number."""
    terminal.wait_for(shown(TALK, language))
    ended = time.monotonic() + PATIENCE
    while any(terminal.find(shown(words, language)) for words in NOT_YET):
        assert time.monotonic() < ended, "no number is offered"


def choose_topic(terminal: RealTerminal, topic: str, language: str = "en") -> None:
    """The next screen offers topics, or first a number where there was none before."""
    words, again = in_cells(topic, language), shown(OFFERED_AGAIN, language)
    ended = time.monotonic() + PATIENCE
    while terminal.find(words) is None:
        if (place := terminal.find(again)) is not None:
            time.sleep(A_MOMENT_S)
            if terminal.find(again) == place:
                terminal.touch(*_button_of_offer(terminal, place))
                _wait_until_gone(terminal, again)
        assert time.monotonic() < ended, "no topic is offered"
    touch(terminal, words)


def take_offer(terminal: RealTerminal, language: str = "en") -> None:
    """As soon as the sentence stands still above its button."""
    said = still(terminal, shown(OFFERED_AGAIN, language))
    terminal.touch(*_button_of_offer(terminal, said))


def _button_of_offer(terminal: RealTerminal, said: tuple[int, int]) -> tuple[int, int]:
    return terminal.columns // 2, said[1] + BELOW_OFFER


def _wait_until_gone(terminal: RealTerminal, words: str) -> None:
    """Or until the touch counts as unheard: two near a spot are a trembling finger."""
    heard = time.monotonic() + ANSWER_S
    while terminal.find(words) is not None and time.monotonic() < heard:
        time.sleep(0.1)


def draw_number(terminal: RealTerminal) -> None:
    """The widest button, at the bottom; its letters are drawn where there is room."""
    still(terminal, CHOSEN)
    terminal.touch(*button_below(terminal))


def button_below(terminal: RealTerminal) -> tuple[int, int]:
    return terminal.columns // 2, terminal.rows - 3


def touch_through(
    terminal: RealTerminal, language: str, own_name: str, topic: str
) -> None:
    """From the greeting to the number: four touches."""
    touch(terminal, in_cells(own_name, language))
    wait_for_offer(terminal, language)
    touch(terminal, shown(TALK, language))
    choose_topic(terminal, topic, language)
    draw_number(terminal)
    terminal.wait_for(shown(ON_A_TICKET, language))


def tickets(hub: HubProcess, at_least: int = 0) -> list[Ticket]:
    """What has arrived at the hub, once so many have."""
    ended = time.monotonic() + PATIENCE
    while True:
        with its_state(hub) as context:
            arrived = calling.today(context)
        if len(arrived) >= at_least:
            return arrived
        assert time.monotonic() < ended, f"{len(arrived)} tickets arrived"
        time.sleep(0.2)


def first_topic(hub: HubProcess, language: str) -> str:
    with its_state(hub) as context:
        topic = context.catalogue().offered_topics()[0]
    return topic.title[LanguageCode(language)].split()[0]
