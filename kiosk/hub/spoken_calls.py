"""Calls as sound: in whose language, one at a time, kept for those that follow."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from litestar.concurrency import sync_to_thread

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import NotFound, TooBusy
from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.spoken_calls import spoken_call
from kiosk.operations import desk_titles, displays

if TYPE_CHECKING:
    from kiosk.domain.displays import Call
    from kiosk.hub.rendering import Pages
    from kiosk.i18n.languages import Language
    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context

MOST_KEPT = 64
MOST_KEPT_BYTES = 16 * 1024 * 1024
MOST_WAITING = 8
"""Displays that wait for a sound; one more does without, its chime has to do."""


class Voice(Protocol):
    """What renders a sentence; see `kiosk.speech.espeak`."""

    def has(self, voice: str) -> bool: ...

    def render(self, text: str, voice: str) -> bytes:
        """A WAVE file. Raises `SpeechFailed`; blocks, within a bound."""
        ...


class SpokenCalls:
    """`voice`: None where this machine has none; then displays only chime."""

    def __init__(self, ctx: Context, pages: Pages, voice: Voice | None) -> None:
        self._ctx = ctx
        self._pages = pages
        self._voice = voice
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._turn = asyncio.Lock()
        self._waiting = 0

    @property
    def speaks(self) -> bool:
        return self._voice is not None

    async def sound(self, seq: int) -> bytes | None:
        """Of the call of this event; None when it is not open any more.

        Raises `NotFound` without a voice, `TooBusy`, and `SpeechFailed`.
        """
        if self._voice is None:
            raise NotFound("This hub has no voice.", remedy="Install espeak-ng.")
        if self._waiting >= MOST_WAITING:
            raise TooBusy("Too many calls are to be spoken.", remedy="Only chime.")
        self._waiting += 1
        try:
            async with self._turn:
                return await sync_to_thread(self._rendered, self._voice, seq)
        finally:
            self._waiting -= 1

    def _rendered(self, voice: Voice, seq: int) -> bytes | None:
        call = displays.to_be_spoken(self._ctx, seq)
        if call is None:
            return None
        language = spoken_in(call.language, voice)
        key = (self._text(call, language), language.voice or "")
        if key not in self._kept:
            self._kept[key] = voice.render(*key)
            self._forget_the_oldest()
        self._kept.move_to_end(key)
        return self._kept[key]

    def _text(self, call: Call, language: Language) -> str:
        desk = ""
        if call.desk is not None:
            desk = desk_titles.title(self._ctx, call.desk)[language.code]
        return spoken_call(call.number, desk, self._pages.words(language.code))

    def _forget_the_oldest(self) -> None:
        size = sum(len(sound) for sound in self._kept.values())
        while len(self._kept) > MOST_KEPT or size > MOST_KEPT_BYTES:
            size -= len(self._kept.popitem(last=False)[1])


def spoken_in(code: LanguageCode, voice: Voice) -> Language:
    """The visitor's, or the first that they read and that has a voice; else German."""
    source = LANGUAGES[SOURCE_LANGUAGE]
    wished = LANGUAGES.get(code, source)
    for each in (LANGUAGES[one] for one in wished.reads):
        if each.voice is not None and voice.has(each.voice):
            return each
    return source
