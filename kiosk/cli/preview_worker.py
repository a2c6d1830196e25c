"""`kiosk preview-worker`: draws what it is asked for; hub and terminal start it."""

from __future__ import annotations

import click

USUAL_NICE = 10
USUAL_MEMORY_MB = 1024
"""Of addresses, which are more than what is in memory: some 150 for what is shipped,
three times as many for a thousand services."""


@click.command(hidden=True)
@click.option("--nice", default=USUAL_NICE, type=click.IntRange(0, 19))
@click.option("--memory-mb", default=USUAL_MEMORY_MB, type=click.IntRange(min=1))
def preview_worker(nice: int, memory_mb: int) -> None:
    """Answer requests that come through standard input. Not for people."""
    import asyncio
    import os
    import sys

    from kiosk import logs
    from kiosk.cli.previewing import limits
    from kiosk.clock import SystemClock

    limits.end_with_parent(sys.stdin.fileno())
    limits.step_back(nice, memory_mb * 1024 * 1024)
    logs.to_nowhere()
    answered = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)  # whatever prints must not speak between the answers
    from kiosk.cli.previewing.serving import serve
    from kiosk.preview.process import OUT_OF_MEMORY

    try:
        asyncio.run(serve(sys.stdin.fileno(), answered, SystemClock()))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    os._exit(0)  # what is warm need not be put away
