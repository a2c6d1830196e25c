"""How long a page waits until the draft is read: a moment, then it says so."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger("kiosk.hub")

PATIENCE_SECONDS = 3.0
"""How long a page waits before it tells that it comes by itself."""
CLOSING_SECONDS = 5.0


class DraftReadiness:
    """Reads the draft aside, one look at a time, whoever asks for it."""

    def __init__(
        self,
        is_current: Callable[[], bool],
        look: Callable[[], object],
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._is_current = is_current
        self._look = look
        self._patience = patience
        self._looking: tuple[threading.Thread, threading.Event] | None = None
        self._begins = threading.Lock()

    def begin(self) -> threading.Event:
        """Set when the look that is under way has ended; it ends in any case."""
        with self._begins:
            if self._looking is None or self._looking[1].is_set():
                done = threading.Event()
                thread = threading.Thread(
                    target=self._read, args=(done,), name="draft", daemon=True
                )
                self._looking = thread, done
                thread.start()
            return self._looking[1]

    def renew(self) -> None:
        """Unless it is current; soon after a save, a start or midnight."""
        if not self._is_current():
            self.begin()

    def can_be_shown(self) -> bool:
        """Whether a page can be written now; a fault is told by the page itself."""
        return self._is_current() or self.begin().wait(self._patience)

    def close(self) -> None:
        with self._begins:
            looking = self._looking
        if looking is not None:
            looking[0].join(CLOSING_SECONDS)

    def _read(self, done: threading.Event) -> None:
        try:
            self._look()
        except KioskError as error:
            log.warning("The draft could not be read: %s", error)
        except Exception:  # the outermost call of a thread
            log.exception("The draft could not be read")
        finally:
            done.set()
