"""The centre's glossary: for a German term the one word of each language, and the words
that must not stand for it.

`glossary.toml` may be missing. Editors and translators read all of it; what a machine
can hold them to are the words to avoid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.files import read_text
from kiosk.catalogue.front_matter import divided
from kiosk.catalogue.schema import GlossaryFile, TermTable
from kiosk.catalogue.tables import open_table
from kiosk.catalogue.words import SHELVES
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kiosk.catalogue.problems import Findings
    from kiosk.catalogue.schema import WordLists
    from kiosk.catalogue.tables import TomlFile
    from kiosk.domain.services import Service

_TOML_KEY = re.compile(r"^\s*[\w.\"-]+\s*=")
NAME = "glossary.toml"
MOST_TERMS = 500
MOST_WORDS = 12
"""Of one term in one language."""
LONGEST_WORD = 60
ENDING = "*"
"""In a word to avoid: whatever the word ends with, as in "pozwoleni* na pobyt"."""


@dataclass(frozen=True, slots=True)
class Term:
    german: str
    use: Mapping[LanguageCode, tuple[str, ...]]
    """The preferred word first."""
    avoid: Mapping[LanguageCode, tuple[str, ...]]


class Glossary:
    """What is looked for in the texts."""

    def __init__(self, root: Path, terms: Sequence[Term] = ()) -> None:
        self._root = root
        self.terms = tuple(terms)
        self._forbidden = {
            code: forbidden
            for code in LANGUAGES
            if (forbidden := _Forbidden(self.terms, code)).terms
        }

    def check_words(self, findings: Findings) -> None:
        for name, code in (
            (shelf.file(code), code) for code in self._forbidden for shelf in SHELVES
        ):
            if (self._root / name).exists():
                self._check(name, code, findings)

    def check_service(self, service: Service, findings: Findings) -> None:
        for code in service.articles:
            self._check(f"services/{service.slug}/{code}.md", code, findings)

    def _check(self, name: str, code: LanguageCode, findings: Findings) -> None:
        if forbidden := self._forbidden.get(code):
            text = read_text(self._root, name, findings)
            if text is not None:
                forbidden.check(name, text, findings)


def read_glossary(root: Path, findings: Findings) -> Glossary:
    """With its good terms; without any where there is none."""
    if not (root / NAME).exists():
        return Glossary(root)
    opened = open_table(root, NAME, GlossaryFile, findings)
    if opened is None:
        return Glossary(root)
    file, table = opened
    if len(table.terms) > MOST_TERMS:
        file.error(
            ("terms", MOST_TERMS),
            sentence("There are more than {most} terms.", most=MOST_TERMS),
            sentence("Keep those that matter."),
        )
    terms = [
        term
        for index, raw in enumerate(table.terms[:MOST_TERMS])
        if (term := _term(file, index, raw))
    ]
    _check_claims(file, terms)
    return Glossary(root, terms)


def _term(file: TomlFile, index: int, raw: dict[str, object]) -> Term | None:
    path = ("terms", index)
    table = file.decode(raw, TermTable, path)
    if table is None:
        return None
    use = _words(file, (*path, "use"), table.use)
    return Term(table.german, use, _words(file, (*path, "avoid"), table.avoid))


def _words(
    file: TomlFile, path: tuple[str | int, ...], lists: WordLists
) -> dict[LanguageCode, tuple[str, ...]]:
    found = {}
    for code, words in lists.items():
        if code not in LANGUAGES:
            file.error(
                (*path, code),
                sentence("There is no language {code!r}.", code=code),
                sentence("Known: {allowed}.", allowed=", ".join(LANGUAGES)),
            )
            continue
        if len(words) > MOST_WORDS or any(not _is_word(word) for word in words):
            file.error(
                (*path, code),
                sentence(
                    "These are too many words, or one is empty or too long: at most"
                    " {most} of {longest} characters.",
                    most=MOST_WORDS,
                    longest=LONGEST_WORD,
                ),
                sentence("Keep those that matter."),
            )
            continue
        found[LanguageCode(code)] = tuple(words)
    return found


def _is_word(word: str) -> bool:
    return bool(word.strip(f" {ENDING}")) and len(word) <= LONGEST_WORD


def _check_claims(file: TomlFile, terms: list[Term]) -> None:
    """A term stands there once, and no word is asked for here and forbidden there."""
    seen: set[str] = set()
    asked_for = {
        (code, _key(word)): term
        for term in terms
        for code, words in term.use.items()
        for word in words
    }
    for index, term in enumerate(terms):
        if term.german in seen:
            file.error(
                ("terms", index, "german"),
                sentence("{german!r} stands here twice.", german=term.german),
                sentence("Keep one of them."),
            )
        seen.add(term.german)
        for code, words in term.avoid.items():
            for word in words:
                if other := asked_for.get((code, _key(word))):
                    file.error(
                        ("terms", index, "avoid", code),
                        sentence(
                            "{word!r} is the word for {german!r}.",
                            word=word,
                            german=other.german,
                        ),
                        sentence("Take it out of `avoid`, or find another word there."),
                    )


class _Forbidden:
    """Every word of one language that must not be written, looked for at once."""

    def __init__(self, terms: tuple[Term, ...], code: LanguageCode) -> None:
        self._code = code
        wanted = {_key(word) for term in terms for word in term.use.get(code, ())}
        self.terms = {
            key: term
            for term in terms
            for word in term.avoid.get(code, ())
            if (key := _key(word)) not in wanted
        }
        words = sorted(self.terms, key=len, reverse=True)
        any_of = "|".join(map(_pattern, words))
        self._found = re.compile(rf"(?<!\w)(?:{any_of})(?!\w)")

    def check(self, name: str, text: str, findings: Findings) -> None:
        """In the text alone: people search by words that an office would not write."""
        first = _first_line(name, text)
        for number, line in enumerate(text.splitlines(), 1):
            if number < first or (line.startswith("#") and name.endswith(".toml")):
                continue
            read = line if name.endswith(".md") else _TOML_KEY.sub("", line)
            for match in self._found.finditer(_key(read)):
                self._tell(name, number, _key(match[0]), findings)

    def _tell(self, name: str, line: int, word: str, findings: Findings) -> None:
        term = self._term(word)
        instead = term.use.get(self._code, ())
        findings.warning(
            name,
            line,
            sentence(
                "The glossary does not want {word!r} for {german!r}.",
                word=word,
                german=term.german,
            ),
            sentence("Write {instead!r}.", instead=instead[0])
            if instead
            else sentence("Write it with another word."),
        )

    def _term(self, word: str) -> Term:
        """Whose forbidden word this is, or of which it is another form."""
        if word in self.terms:
            return self.terms[word]
        return next(
            term
            for key, term in self.terms.items()
            if re.fullmatch(_pattern(key), word)
        )


def _pattern(word: str) -> str:
    said = re.escape(word).replace(re.escape(ENDING), r"\w*")
    return said.replace(r"\ ", r"\s+")


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _first_line(name: str, text: str) -> int:
    """Of what visitors read."""
    parts = divided(text) if name.endswith(".md") else None
    return 1 if parts is None else parts[0].count("\n") + 2
