"""Where a plan stands as a page of the hub, for a visitor's own phone.

All of it is in the address: nothing is kept, so nothing can be lost or found out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain import pathways
from kiosk.domain.service_pages import in_a_code

if TYPE_CHECKING:
    from kiosk.domain.pathways import Answers
    from kiosk.ids import LanguageCode

PATH = "/p"


def path(answers: Answers, language: LanguageCode | None = None) -> str:
    """Without a language, the browser's is read."""
    plan = f"{PATH}/{pathways.written(answers)}"
    return f"{plan}/{language}" if language else plan


def code_address(
    public_address: str | None, answers: Answers, language: LanguageCode
) -> str | None:
    """What the terminal's code holds; without its language where that is too long."""
    return in_a_code(public_address, path(answers, language), path(answers))
