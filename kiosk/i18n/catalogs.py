"""The program's words by language, read from .po files when first asked for."""

from __future__ import annotations

from functools import cached_property
from gettext import c2py
from typing import TYPE_CHECKING

from kiosk.errors import BadContent
from kiosk.i18n import compiled
from kiosk.i18n.languages import LANGUAGES, language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from kiosk.i18n.compiled import Messages
    from kiosk.i18n.languages import Language
    from kiosk.ids import LanguageCode

DOMAIN = "kiosk"
EDITORS = "editors"
"""The words of the pages on which content is written: staff read German or English, so
no other language has them."""
WRITTEN_IN = "en"
"""The language of the words in the code: it needs no file."""
_BETWEEN = "\x04"
"""Joins a context and its message, as in gettext's own files."""
_FORM = _BETWEEN
"""In place of a message: the catalog's rule, which of its forms a number takes.

The translations were written for this rule; CLDR's may change with its next version.
"""
_IN_GERMAN = "n != 1"


class Words:
    """One language's words; what is not translated comes in English."""

    def __init__(self, language: Language, messages: Messages | None = None) -> None:
        self.language = language
        self._messages = messages or {}

    def gettext(self, message: str) -> str:
        return self._messages.get(message, (message,))[0]

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form for `n`; the caller fills `n` in."""
        forms = self._messages.get(singular)
        if forms is None:
            return singular if n == 1 else plural
        return forms[min(self._form_of(n), len(forms) - 1)]

    def pgettext(self, context: str, message: str) -> str:
        """The message as it is meant in this context."""
        return self._messages.get(context + _BETWEEN + message, (message,))[0]

    @cached_property
    def _form_of(self) -> Callable[[int], int]:
        return c2py(self._messages.get(_FORM, (_IN_GERMAN,))[0])


class Catalogs:
    """All languages' words in one folder; each file is read once."""

    def __init__(
        self, folder: Path, kept_in: Path | None = None, also: str | None = None
    ) -> None:
        """`kept_in`: where they may be kept as they were read, for the next start.

        `also`: a further domain, of the languages that have it.
        """
        self._folder = folder
        self._kept_in = kept_in
        self._also = also
        self._read: dict[LanguageCode, Words] = {}

    def words(self, language: LanguageCode) -> Words:
        """Raises `UnknownLanguage`, and `BadContent` for a missing or broken file."""
        known = self._read.get(language)
        if known is None or known.language is not LANGUAGES.get(language):
            known = self._read[language] = self._words(language)
        return known

    def _words(self, code: LanguageCode) -> Words:
        row = language(code)
        if code == WRITTEN_IN or (row.is_added and not self.file(code).exists()):
            return Words(row)
        return Words(row, self._more(code) | self._messages(code))

    def _more(self, code: LanguageCode) -> Messages:
        if self._also is None or not self.file(code, self._also).exists():
            return {}
        return messages(read(self.file(code, self._also), code))

    def _messages(self, code: LanguageCode) -> Messages:
        catalog = self.file(code)
        if self._kept_in is None:
            return messages(read(catalog, code))
        kept = self._kept_in / f"{code}.json"
        found = compiled.find(kept, catalog)
        if found is None:
            found = messages(read(catalog, code))
            compiled.keep(kept, catalog, found)
        return found

    def file(self, code: LanguageCode, domain: str = DOMAIN) -> Path:
        return self._folder / folder_of(code) / "LC_MESSAGES" / f"{domain}.po"


def folder_of(code: str) -> str:
    """As gettext names it: `de_simple` for `de-simple`."""
    return code.replace("-", "_")


def read(file: Path, code: LanguageCode) -> Catalog:
    """The catalog as it stands in the file. Raises `BadContent`."""
    from babel.messages.pofile import PoFileError, read_po  # 15 ms

    try:
        with file.open("rb") as text:
            catalog = read_po(
                text, locale=folder_of(code), domain=DOMAIN, abort_invalid=True
            )
        c2py(catalog.plural_expr)
    except OSError as trouble:
        raise BadContent(
            f"{file}: cannot be read: {trouble.strerror}.",
            remedy=f"Put the words for {code!r} there, or do not offer this language.",
        ) from trouble
    except (PoFileError, LookupError, ValueError) as trouble:
        raise BadContent(
            f"{file}: is not a catalog of words: {trouble}.",
            remedy="Correct the file; `msgfmt --check` names each fault.",
        ) from trouble
    return catalog


def messages(catalog: Catalog) -> Messages:
    """What is translated, and the rule; a doubtful (fuzzy) or half-empty one is not."""
    found: Messages = {_FORM: (catalog.plural_expr,)}
    for message in catalog:
        forms = _forms(message.string or "")
        if message.id and all(forms) and not message.fuzzy:
            found[_key(message.id, message.context)] = forms
    return found


def _forms(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def _key(id: str | tuple[str, ...] | list[str], context: str | None) -> str:  # noqa: A002
    name = id if isinstance(id, str) else id[0]
    return name if context is None else context + _BETWEEN + name
