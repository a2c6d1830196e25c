"""Bounds what strangers can write into the log: a line that repeats is told seldom."""

from __future__ import annotations

import logging

EVERY_SECONDS = 60.0
MOST_KINDS = 1000


class Seldom(logging.Filter):
    """Lets each line pass `most` times a minute, and says how many were left out."""

    def __init__(self, most: int = 1, *, by_arguments: bool = False) -> None:
        """`by_arguments`: lines with other values in them are other lines."""
        super().__init__()
        self._most = most
        self._by_arguments = by_arguments
        self._since = float("-inf")
        self._passed: dict[object, int] = {}
        self._left_out = 0

    def filter(self, record: logging.LogRecord) -> bool:
        if not 0 <= record.created - self._since < EVERY_SECONDS:
            self._since = record.created
            self._passed.clear()
        kind = (record.msg, str(record.args)) if self._by_arguments else record.msg
        passed = self._passed.get(kind, 0)
        if passed >= self._most or (not passed and len(self._passed) >= MOST_KINDS):
            self._left_out += 1
            return False
        self._passed[kind] = passed + 1
        self._tell_of_others(record)
        return True

    def _tell_of_others(self, record: logging.LogRecord) -> None:
        if self._left_out:
            record.msg = f"{record.getMessage()} (and {self._left_out} lines before)"
            record.args = ()
            self._left_out = 0
