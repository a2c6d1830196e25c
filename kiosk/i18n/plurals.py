"""Which plural form a number takes, by CLDR's rules and in gettext's usual order."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale

if TYPE_CHECKING:
    from babel.plural import PluralRule

    from kiosk.i18n.languages import Language

_ORDER = ("zero", "one", "two", "few", "many", "other")
_LAST_WHOLE_NUMBER = 200
"""By then every form that a whole number can take has been seen."""


def form_of(n: int, language: Language) -> int:
    """The index of the form among those that whole numbers take in this language."""
    return _forms(language.formats).index(_rule(language.formats)(n))


def count(language: Language) -> int:
    """How many forms a translation needs."""
    return len(_forms(language.formats))


@cache
def _forms(formats: str) -> tuple[str, ...]:
    rule = _rule(formats)
    seen = {rule(n) for n in range(_LAST_WHOLE_NUMBER)}
    return tuple(form for form in _ORDER if form in seen)


def _rule(formats: str) -> PluralRule:
    return Locale.parse(formats).plural_form
