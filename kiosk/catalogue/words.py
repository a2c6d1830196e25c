"""The centre's short words: a file a language, and a text for each thing that is named.

`words/de.toml` is the source, and `pathway/de.toml` that of the personal path. Each
other file says of which version it is the translation; what a language does not say is
read in another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.files import file_names
from kiosk.catalogue.fingerprints import of_words
from kiosk.catalogue.origins import provenance
from kiosk.catalogue.schema import Head, PathwayWordsFile, WordsFile
from kiosk.catalogue.tables import TomlFile, open_table
from kiosk.catalogue.texts import plain
from kiosk.domain.catalogue import CentreWords
from kiosk.domain.localized import SOURCE_LANGUAGE, Localized
from kiosk.i18n.languages import FALLBACKS, LANGUAGES
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from kiosk.catalogue.problems import Findings
    from kiosk.catalogue.schema import Words
    from kiosk.ids import LanguageCode

FOLDER = "words"
SECTIONS = (
    *("site", "categories", "topics", "desks"),
    *("emergency", "notes", "partners", "resources", "reasons"),
)
REASONS = "reasons"


class WordShelf(NamedTuple):
    """A folder of short words: a file a language, each with the same sections."""

    folder: str
    table: type[Head]
    sections: tuple[str, ...]
    may_lack: bool = False
    """Whether a language may do without; it is read in another one then."""

    def file(self, code: LanguageCode) -> str:
        return f"{self.folder}/{code}.toml"


CENTRE = WordShelf(FOLDER, WordsFile, SECTIONS)
PATHWAY = WordShelf(
    "pathway",
    PathwayWordsFile,
    ("pathway", "questions", "answers", "notes", "steps", "details"),
    may_lack=True,
)
SHELVES = (CENTRE, PATHWAY)


class OpenedWords(NamedTuple):
    file: TomlFile
    table: Head
    sections: tuple[str, ...]

    def section(self, name: str) -> Words:
        found: Words = getattr(self.table, name)
        return found

    def fingerprint(self) -> str:
        return of_words({name: self.section(name) for name in self.sections})

    def texts(self) -> Iterator[str]:
        for name in self.sections:
            yield from self.section(name).values()


class Translated(NamedTuple):
    """One short word of the centre in German and in another language."""

    code: LanguageCode
    path: tuple[str, str]
    german: str
    text: str


class CentreWordsReader:
    """Hands out texts by section and key, and remembers what nobody asked for."""

    def __init__(
        self,
        root: Path,
        whole: Iterable[LanguageCode],
        partly: Iterable[LanguageCode],
        findings: Findings,
        shelf: WordShelf = CENTRE,
    ) -> None:
        """A text is expected in every `whole` language, not in the `partly` ones."""
        self.shelf = shelf
        self._whole = tuple(dict.fromkeys((SOURCE_LANGUAGE, *whole)))
        codes = list(dict.fromkeys((*self._whole, *partly)))
        if shelf.may_lack:
            codes = [code for code in codes if self._is_there(root, code, findings)]
        self.files = {
            code: opened
            for code in codes
            if (opened := _opened(root, code, shelf, findings))
        }
        self._asked: set[tuple[str, str]] = set()

    def localized(self, section: str, key: str, *, lines: bool = False) -> Localized:
        """The text in each language that has it; a problem for each missing one.

        Only German must have it: others read it in another language until then.
        """
        for code in self._whole:
            if code in self.files and key not in self.files[code].section(section):
                self._miss(code, section, key)
        return self._found(section, key, lines=lines)

    def optional(self, section: str, key: str) -> Localized | None:
        """None when no language has it; once one has it German must."""
        if any(key in there.section(section) for there in self.files.values()):
            return self.localized(section, key)
        return None

    def missing(self, code: LanguageCode) -> int:
        """How many of the German words a language lacks that should have all."""
        german, there = self.files.get(SOURCE_LANGUAGE), self.files.get(code)
        if german is None or there is None or code not in self._whole:
            return 0
        return sum(
            key not in there.section(section)
            for section in self.shelf.sections
            for key in german.section(section)
        )

    def translated(self) -> Iterator[Translated]:
        """What was made from the German words as they are now."""
        german = self.files.get(SOURCE_LANGUAGE)
        for code, there in self.files.items():
            if german is None or there.table.of != german.table.version:
                continue
            for section in self.shelf.sections:
                ours, theirs = german.section(section), there.section(section)
                for key in ours.keys() & theirs.keys():
                    yield Translated(code, (section, key), ours[key], theirs[key])

    def check_unused(self, unread: Collection[str] = ()) -> None:
        """A problem for each word that names nothing, such as a mistyped id.

        In sections that are `unread` nothing was asked for, as their file is broken.
        """
        for there in self.files.values():
            for section in self.shelf.sections:
                if section == REASONS or section in unread:
                    continue  # a reason that was chosen before can be chosen again
                for key in there.section(section):
                    if (section, key) not in self._asked:
                        there.file.error(
                            (section, key),
                            sentence(
                                "Nothing is called `{key}` in `{section}`.",
                                key=key,
                                section=section,
                            ),
                            sentence("Correct the id, or remove the line."),
                        )

    def _is_there(self, root: Path, code: LanguageCode, findings: Findings) -> bool:
        """A warning where it should be, and is not; without German nothing is read."""
        name = self.shelf.file(code)
        if code == SOURCE_LANGUAGE or (root / name).exists():
            return True
        if code in self._whole:
            findings.warning(
                name,
                None,
                sentence(
                    "There are no words in {language}: visitors read another language.",
                    language=LANGUAGES[code].english_name,
                    german=LANGUAGES[code].german_name,
                ),
                sentence("Translate {name}.", name=self.shelf.file(SOURCE_LANGUAGE)),
            )
        return False

    def _found(self, section: str, key: str, *, lines: bool) -> Localized:
        self._asked.add((section, key))
        texts = {}
        for code, there in self.files.items():
            text = there.section(section).get(key)
            if text is not None:
                texts[code] = plain(there.file, (section, key), text, lines=lines)
        texts.setdefault(SOURCE_LANGUAGE, key)
        return Localized(texts, FALLBACKS)

    def _miss(self, code: LanguageCode, section: str, key: str) -> None:
        file = self.files[code].file
        told = {
            "section": section,
            "key": key,
            "language": LANGUAGES[code].english_name,
            "german": LANGUAGES[code].german_name,
        }
        remedy = sentence(
            'Add `{key} = "..."` below [{section}].', key=key, section=section
        )
        if code == SOURCE_LANGUAGE:
            missing = sentence("`{section}.{key}` is missing in {language}.", **told)
            file.error((section, key), missing, remedy)
            return
        file.warning(
            (section, key),
            sentence(
                "`{section}.{key}` is missing in {language}: visitors read it in"
                " another language.",
                **told,
            ),
            remedy,
        )


def origins(words: CentreWordsReader) -> dict[LanguageCode, CentreWords]:
    """By language, how far its words can be relied on."""
    found = {}
    for code, there in words.files.items():
        told = provenance(there.file, there.table, code)
        if told:
            mark = there.fingerprint() if told.origin is None else None
            missing = words.missing(code)
            found[code] = CentreWords(told.version, told.origin, mark, missing)
    return found


def check_names(
    root: Path,
    findings: Findings,
    shelf: WordShelf = CENTRE,
    beside: Collection[str] = (),
) -> None:
    """A problem for each file but the languages' own, and what belongs beside them."""
    for name in file_names(root, shelf.folder, findings):
        if name.removesuffix(".toml") not in LANGUAGES and name not in beside:
            findings.error(
                f"{shelf.folder}/{name}",
                None,
                sentence("This file belongs to no language."),
                sentence("Name it by one of {allowed}.", allowed=", ".join(LANGUAGES)),
            )


def _opened(
    root: Path, code: LanguageCode, shelf: WordShelf, findings: Findings
) -> OpenedWords | None:
    opened = open_table(root, shelf.file(code), shelf.table, findings)
    return opened and OpenedWords(*opened, shelf.sections)
