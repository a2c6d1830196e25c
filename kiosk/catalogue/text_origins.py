"""Which version one file of the content is, or whose translation.

Read from the exact text of the file, which may have any ends of lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.files import normalised
from kiosk.catalogue.heads import with_keys
from kiosk.catalogue.origins import provenance
from kiosk.catalogue.tables import TomlFile
from kiosk.catalogue.words import SHELVES, OpenedWords
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceText
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from kiosk.catalogue.problems import Findings
    from kiosk.domain.translations import Origin

_SHELVES = {shelf.folder: shelf for shelf in SHELVES}


class TextOrigin(NamedTuple):
    source: SourceText
    """Of a translation: the version it says, and no fingerprint."""
    origin: Origin | None
    """None: this is the source."""


def file_of(slug: str, language: str) -> str:
    """`words` is the slug of the centre's short words, `pathway` of the path's."""
    if slug in _SHELVES:
        return f"{slug}/{language}.toml"
    return f"services/{slug}/{language}.md"


def language_of(name: str) -> LanguageCode | None:
    """Of an article or a file of words; None for any other file."""
    folder, _, file = name.rpartition("/")
    stem, _, suffix = file.rpartition(".")
    expected = "toml" if folder in _SHELVES else "md"
    return LanguageCode(stem) if suffix == expected and stem in LANGUAGES else None


def source_file(name: str) -> str | None:
    """The German file that a translation was made from; None for any other file."""
    code = language_of(name)
    if code is None or code == SOURCE_LANGUAGE:
        return None
    folder, _, file = name.rpartition("/")
    return f"{folder}/{SOURCE_LANGUAGE}.{file.rpartition('.')[2]}"


def naming(name: str, text: str, source: SourceText) -> str:
    """A translation that says it was made from this text, else as it was."""
    of = {"of": str(source.version), "of_text": source.fingerprint}
    return with_keys(name, text, of)


def text_origin(name: str, text: str, findings: Findings) -> TextOrigin | None:
    """None for a file of another kind, and where a problem was found instead."""
    code = language_of(name)
    if code is None:
        return None
    if name.endswith(".toml"):
        return _of_words(name, normalised(text), code, findings)
    article = read_article(name, normalised(text), code, findings)
    if article is None:
        return None
    return TextOrigin(SourceText(article.version, article.fingerprint), article.origin)


def _of_words(
    name: str, text: str, code: LanguageCode, findings: Findings
) -> TextOrigin | None:
    shelf = _SHELVES[name.partition("/")[0]]
    file = TomlFile(name, text, findings)
    raw = file.parsed()
    table = None if raw is None else file.decode(raw, shelf.table, ())
    told = None if table is None else provenance(file, table, code)
    if table is None or told is None:
        return None
    words = OpenedWords(file, table, shelf.sections)
    mark = words.fingerprint() if told.origin is None else None
    return TextOrigin(SourceText(told.version, mark), told.origin)
