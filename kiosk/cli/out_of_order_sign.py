"""The sign before a terminal that is out of order: it hangs until staff take it down,
also over a restart and a power cut."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kiosk import paths, texts
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import DataFolderUnusable, KioskError
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kiosk.domain.out_of_order import HungSign

log = logging.getLogger(__name__)


class OutOfOrderSign:
    """The terminal's port `Sign`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._hung = _read(file)

    def hung(self) -> HungSign | None:
        return self._hung

    def write(self, said: Mapping[str, str]) -> HungSign:
        """So that it would hang after a power cut. Raises `DataFolderUnusable`."""
        import json

        sign = _sign(said)
        paths.write_private(self._file, json.dumps({"texts": dict(said)}))
        return sign

    def hang(self, sign: HungSign) -> None:
        """What is written, from now on."""
        self._hung = sign

    def erase(self) -> None:
        """Raises `DataFolderUnusable`."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise DataFolderUnusable(
                f"{self._file} cannot be removed: {error.strerror or error}.",
                remedy="Make its folder writable.",
            ) from error

    def take_down(self) -> None:
        self._hung = None


def _sign(said: Mapping[str, str]) -> HungSign:
    """Raises `ValueError` without a German text."""
    from kiosk.domain.out_of_order import HungSign  # where one hangs

    if not said.get(SOURCE_LANGUAGE):
        raise ValueError("there is no German text")
    return HungSign({LanguageCode(code): text for code, text in said.items()})


def _read(file: Path) -> HungSign | None:
    """One that cannot be read hangs nowhere: a terminal in order serves people."""
    if not file.exists():
        return None
    import json  # where nothing hangs, the first paint need not wait for it

    try:
        said = json.loads(texts.read(file))["texts"]
        return _sign({str(code): str(text) for code, text in said.items()})
    except (OSError, KioskError, ValueError, TypeError, KeyError, AttributeError):
        log.error("%s cannot be read: the terminal counts as in order", file)
        return None
