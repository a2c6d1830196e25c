"""The one table of languages: own name, script, direction, fallback, formats."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.localized import SOURCE_LANGUAGE, Direction
from kiosk.errors import UnknownLanguage
from kiosk.ids import LanguageCode


@dataclass(frozen=True, slots=True)
class Language:
    code: LanguageCode
    own_name: str
    """In its own language and script; a flag never stands for it."""
    german_name: str
    """For a counsellor who reads German."""
    english_name: str
    script: str
    """ISO 15924."""
    direction: Direction
    formats: str
    """Babel's name of the locale for dates and numbers."""
    fallback: LanguageCode | None
    """Read instead where a text is missing; None for the source."""


_LTR = Direction.LEFT_TO_RIGHT
_RTL = Direction.RIGHT_TO_LEFT
_DE = SOURCE_LANGUAGE


def _row(
    code: str,
    own: str,
    german: str,
    english: str,
    script: str,
    direction: Direction,
    formats: str,
    fallback: LanguageCode | None = _DE,
) -> Language:
    return Language(
        LanguageCode(code), own, german, english, script, direction, formats, fallback
    )


LANGUAGES: dict[LanguageCode, Language] = {
    row.code: row
    for row in (
        _row("de", "Deutsch", "Deutsch", "German", "Latn", _LTR, "de_DE", None),
        _row("en", "English", "Englisch", "English", "Latn", _LTR, "en_GB"),
        _row("pl", "Polski", "Polnisch", "Polish", "Latn", _LTR, "pl_PL"),
        _row("uk", "Українська", "Ukrainisch", "Ukrainian", "Cyrl", _LTR, "uk_UA"),
        _row("ar", "العربية", "Arabisch", "Arabic", "Arab", _RTL, "ar_EG"),
    )
}


def language(code: str) -> Language:
    """The row for a code. Raises `UnknownLanguage`."""
    try:
        return LANGUAGES[LanguageCode(code)]
    except KeyError:
        raise UnknownLanguage(
            f"There is no language {code!r}.",
            remedy=f"Use one of {', '.join(LANGUAGES)}.",
        ) from None
