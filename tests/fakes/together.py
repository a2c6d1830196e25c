"""Several at the same moment, as people press buttons."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kiosk.errors import Conflict, IllegalMove, NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable


def together(*tasks: Callable[[], object]) -> list[Exception]:
    """Start all at the same moment; the refusals they raised, once all have ended."""
    start = threading.Barrier(len(tasks))
    raised: list[Exception] = []

    def run(task: Callable[[], object]) -> None:
        start.wait()
        try:
            task()
        except (IllegalMove, Conflict, NotAllowed) as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return raised
