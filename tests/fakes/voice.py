"""A voice that says what it was given, and can be out of order."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.errors import SpeechFailed


@dataclass
class FakeVoice:
    voices: frozenset[str] = frozenset({"de", "ar"})
    said: list[str] = field(default_factory=list)
    broken: bool = False

    def has(self, voice: str) -> bool:
        return voice in self.voices

    def render(self, text: str, voice: str) -> bytes:
        if self.broken:
            raise SpeechFailed("It is hoarse.")
        self.said.append(f"{voice}: {text}")
        return b"RIFF" + text.encode()
