"""The search over the content that comes with the program, made once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import kiosk
from kiosk.catalogue.loader import load
from kiosk.catalogue.search.finding import ServiceSearch

CONTENT = Path(kiosk.__file__).parent.parent / "content"


@cache
def shipped() -> ServiceSearch:
    return ServiceSearch(load(CONTENT))
