"""What a plan says of itself, on the terminal and on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.pathways import StepStage
from kiosk.domain.translations import state_of
from kiosk.i18n import marks

if TYPE_CHECKING:
    from kiosk.domain.pathways import Pathway
    from kiosk.i18n.catalogs import Words


def stage_title(stage: StepStage, words: Words) -> str:
    gettext = words.gettext
    return {
        StepStage.NOW: gettext("Now"),
        StepStage.SOON: gettext("Soon"),
        StepStage.LATER: gettext("Later"),
    }[stage]


def worth(pathway: Pathway, words: Words) -> str:
    """What all of it is worth; and how far its words can be relied on."""
    told = (pathway.note[words.language.code], _mark(pathway, words))
    return " ".join(part for part in told if part)


def _mark(pathway: Pathway, words: Words) -> str | None:
    """None for words that are current and read, and for the German ones."""
    read_in = pathway.note.shown(words.language.code).language
    if read_in != words.language.code:
        return marks.only_in(read_in, words)
    there = pathway.words.get(read_in)
    if there is None or there.origin is None:
        return None
    return marks.of_state(state_of(there.origin, pathway.source), there.origin, words)
