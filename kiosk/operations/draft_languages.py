"""Which languages the terminal is to offer, what each costs in texts, and how one ends.

A language that ends goes from those that visitors can choose; its texts stay in the
draft, so that offering it again brings them back.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue import skeletons
from kiosk.catalogue.services import FOLDER
from kiosk.catalogue.site import NAME as SITE
from kiosk.catalogue.text_origins import file_of
from kiosk.catalogue.toml_edits import values
from kiosk.catalogue.words import FOLDER as WORDS
from kiosk.catalogue.words import SECTIONS
from kiosk.domain.drafts import DraftStep
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import TranslationState
from kiosk.errors import BadContent, NotFound
from kiosk.i18n.languages import FALLBACKS
from kiosk.operations import draft_beginnings
from kiosk.operations.drafting import put
from kiosk.operations.part_words import present
from kiosk.sentences import sentence
from kiosk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.domain.catalogue import Catalogue
    from kiosk.i18n.languages import Language
    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context

_Words = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class LanguageTexts:
    """What there is in one language, and what there is not."""

    code: LanguageCode
    is_offered: bool
    is_partly: bool
    """Only some texts are expected in it."""
    there: int
    """Services with a text in it."""
    missing: int
    """Services without one."""
    outdated: int
    """Of those of a language that is offered."""
    words_missing: int
    """Short texts of the centre."""
    read_instead_by: tuple[LanguageCode, ...] = ()
    """The other languages offered, whose readers get this one where a text lacks."""

    @property
    def is_source(self) -> bool:
        return self.code == SOURCE_LANGUAGE


def languages(ctx: Context) -> tuple[list[LanguageTexts], list[LanguageTexts]]:
    """Those offered, in their order, and those that a press can offer.

    Raises `BadContent` where the centre itself has errors.
    """
    catalogue = draft_beginnings.readable(ctx)
    free: list[Language] = draft_beginnings.not_offered(ctx)
    codes = [*catalogue.site.languages, *(row.code for row in free)]
    with ctx.database.read() as connection:
        paths = {entry.path for entry in drafts.every(connection)}
        words = {
            code: _words(file.text or "", file.path)
            for code in {*codes, SOURCE_LANGUAGE}
            if (file := drafts.present(connection, file_of(WORDS, code)))
        }
    german = words.get(SOURCE_LANGUAGE, set())
    found = [
        _texts(catalogue, code, paths, len(german - words.get(code, set())))
        for code in codes
    ]
    offered = len(catalogue.site.languages)
    return found[:offered], found[offered:]


def language(ctx: Context, code: str) -> LanguageTexts:
    """One that is offered. Raises `NotFound`, and `BadContent` as `languages` does."""
    found = next((one for one in languages(ctx)[0] if one.code == code), None)
    if found is None:
        raise NotFound("This language is not offered.", remedy="Look at the list.")
    return found


def end_language(ctx: Context, by: str, code: LanguageCode) -> None:
    """Raises `BadContent` for German, `NotFound`, and `DraftConflict`."""
    if language(ctx, code).is_source:
        raise BadContent(
            sentence("German is what all other texts are made from."),
            remedy=sentence("It stays; end other languages."),
        )
    with ctx.database.begin() as connection:
        version, text = present(connection, SITE)
        new = skeletons.without_language(SITE, text, code)
        put(ctx, connection, by, SITE, new, version, DraftStep.SAVED)


def _texts(
    catalogue: Catalogue, code: LanguageCode, paths: Iterable[str], lacking: int
) -> LanguageTexts:
    site = catalogue.site
    known = {path for path in paths if path.startswith(f"{FOLDER}/")}
    there = sum(
        f"{FOLDER}/{service.slug}/{code}.md" in known for service in catalogue.services
    )
    states = [service.state(code, expected=True) for service in catalogue.services]
    others = (other for other in site.languages if other != code)
    return LanguageTexts(
        code,
        code in site.languages,
        code in site.partly,
        there,
        len(catalogue.services) - there,
        states.count(TranslationState.OUTDATED),
        lacking,
        tuple(other for other in others if code in FALLBACKS[other]),
    )


def _words(text: str, path: str) -> _Words:
    """Section and key of each; of a file that cannot be read none."""
    found: _Words = set()
    with suppress(BadContent):
        said = values(path, text)
        for section in SECTIONS:
            texts = said.get(section)
            if isinstance(texts, dict):
                found |= {(section, key) for key in texts}
    return found
