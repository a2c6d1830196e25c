"""What the lexicon may say: which concepts there are, and what visitors call them.

`lexicon.toml` names the services of each concept; `lexicon/<language>.toml` has its
words. Both may be missing: then only the words of the services are searched. A concept
leads to services alone, never to another concept, so that nothing can go in circles.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

from kiosk.catalogue.files import file_names
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import LexiconFile, LexiconWordsFile
from kiosk.catalogue.search.folding import unfolded_words
from kiosk.catalogue.services import FOLDER as SERVICES
from kiosk.catalogue.tables import open_table
from kiosk.catalogue.texts import ID_REMEDY, is_id
from kiosk.domain.lexicon import Lexicon, LexiconWords
from kiosk.errors import guess
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode, Slug
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from kiosk.catalogue.tables import TomlFile

NAME = "lexicon.toml"
FOLDER = "lexicon"
MOST_CONCEPTS = 500
MOST_SERVICES = 8
"""Of one concept."""
MOST_WORDS = 3000
"""Of one language."""
LONGEST_PHRASE = 60
MOST_LOGGED = 10

log = logging.getLogger(__name__)


def lasting_lexicon(root: Path) -> Callable[[], Lexicon]:
    """Read when a search is first built: the greeting needs no word of it."""

    @cache
    def read() -> Lexicon:
        findings = Findings()
        lexicon = read_lexicon(root, findings)
        for problem in findings.errors()[:MOST_LOGGED]:
            log.error("Content refused: %s %s", problem, problem.remedy)
        return lexicon

    return read


def read_lexicon(root: Path, findings: Findings) -> Lexicon:
    """Its good concepts and words."""
    opened = _opened(root, findings)
    if opened is None and (root / FOLDER).exists():
        return Lexicon({}, {})  # all words would name concepts that there are not
    concepts = _concepts(*opened) if opened else {}
    words = {
        code: words
        for code in _languages(root, findings)
        if (words := _words(root, code, concepts, findings))
    }
    return Lexicon(concepts, words)


def check_services(root: Path, slugs: Collection[str], findings: Findings) -> None:
    """A problem for each concept that leads to a service that is not there.

    One that is there and broken is told by itself.
    """
    if _opened(root, Findings()) is None or not (root / SERVICES).is_dir():
        return  # told where they are read
    opened = _opened(root, findings)
    assert opened
    file, table = opened
    for concept, services in table.concepts.items():
        for service in services:
            if service not in slugs and not (root / SERVICES / service).is_dir():
                file.error(
                    ("concepts", concept),
                    sentence("There is no service {service!r}.", service=service),
                    sentence(
                        "{guess}Name a folder of services/, or take it out.",
                        guess=guess(service, sorted(slugs)),
                    ),
                )


def check_languages(
    root: Path, languages: Iterable[LanguageCode], findings: Findings
) -> None:
    """A warning for each language that is offered and has no word of the lexicon."""
    if not (root / NAME).exists():
        return
    for code in languages:
        name = f"{FOLDER}/{code}.toml"
        if not (root / name).exists():
            findings.warning(
                name,
                None,
                sentence(
                    "There are no everyday words in {language}: who searches finds"
                    " only what the texts say.",
                    language=LANGUAGES[code].english_name,
                    german=LANGUAGES[code].german_name,
                ),
                sentence("Write what people call the concepts of {name}.", name=NAME),
            )


def _opened(root: Path, findings: Findings) -> tuple[TomlFile, LexiconFile] | None:
    if not (root / NAME).exists() and not (root / FOLDER).exists():
        return None
    return open_table(root, NAME, LexiconFile, findings)


def _concepts(file: TomlFile, table: LexiconFile) -> dict[str, tuple[Slug, ...]]:
    _check_count(file, "concepts", len(table.concepts), MOST_CONCEPTS)
    found = {}
    for concept, services in list(table.concepts.items())[:MOST_CONCEPTS]:
        path = ("concepts", concept)
        if not is_id(concept):
            file.error(path, sentence("The concept's name is malformed."), ID_REMEDY)
            continue
        _check_count(file, concept, len(services), MOST_SERVICES, path)
        found[concept] = tuple(map(Slug, dict.fromkeys(services[:MOST_SERVICES])))
    return found


def _languages(root: Path, findings: Findings) -> list[LanguageCode]:
    if not (root / FOLDER).exists():
        return []
    found = []
    for name in file_names(root, FOLDER, findings):
        code = name.removesuffix(".toml")
        if code in LANGUAGES and name.endswith(".toml"):
            found.append(LanguageCode(code))
        else:
            findings.error(
                f"{FOLDER}/{name}",
                None,
                sentence("This file belongs to no language."),
                sentence("Name it by one of {allowed}.", allowed=", ".join(LANGUAGES)),
            )
    return found


def _words(
    root: Path, code: LanguageCode, concepts: Collection[str], findings: Findings
) -> LexiconWords | None:
    opened = open_table(root, f"{FOLDER}/{code}.toml", LexiconWordsFile, findings)
    if opened is None:
        return None
    file, table = opened
    total = len(table.fillers) + sum(map(len, table.words.values()))
    _check_count(file, "words", total, MOST_WORDS)
    if total > MOST_WORDS:
        return None
    _check_concepts(file, table.words, concepts)
    _check_claims(file, table)
    for path, words in _lists(table):
        for word in words:
            if len(word) > LONGEST_PHRASE or not unfolded_words(word):
                file.error(
                    path,
                    sentence(
                        "{word!r} is empty or longer than {longest} characters.",
                        word=word[:LONGEST_PHRASE],
                        longest=LONGEST_PHRASE,
                    ),
                    sentence("Write a word or a few words that people type."),
                )
    for filler in table.fillers:
        if len(unfolded_words(filler)) > 1:
            file.error(
                ("fillers",),
                sentence("The filler {word!r} is more than one word.", word=filler),
                sentence("Write each word by itself, if it says nothing alone."),
            )
    phrases = {
        concept: tuple(word for word in words if len(word) <= LONGEST_PHRASE)
        for concept, words in table.words.items()
        if concept in concepts
    }
    return LexiconWords(phrases, tuple(table.fillers))


def _lists(table: LexiconWordsFile) -> list[tuple[tuple[str, ...], list[str]]]:
    by_concept = [(("words", name), words) for name, words in table.words.items()]
    return [*by_concept, (("fillers",), table.fillers)]


def _check_concepts(
    file: TomlFile, words: Collection[str], concepts: Collection[str]
) -> None:
    for concept in words:
        if concept not in concepts:
            file.error(
                ("words", concept),
                sentence("There is no concept {concept!r}.", concept=concept),
                sentence(
                    "{guess}Add it to {name}, or correct its name.",
                    guess=guess(concept, sorted(concepts)),
                    name=NAME,
                ),
            )


def _check_claims(file: TomlFile, table: LexiconWordsFile) -> None:
    """A word means one concept, whichever fillers stand around it."""
    all_words = {concept: tuple(words) for concept, words in table.words.items()}
    general = LexiconWords(all_words, tuple(table.fillers)).general
    nothing = set(table.fillers) - general
    fillers = {word for filler in nothing for word in unfolded_words(filler)}
    claimed: dict[tuple[str, ...], str] = {}
    for concept, phrases in table.words.items():
        for phrase in phrases:
            words = sorted(unfolded_words(phrase))
            key = tuple(word for word in words if word not in fillers) or tuple(words)
            other = claimed.setdefault(key, concept)
            if other != concept:
                file.error(
                    ("words", concept),
                    sentence(
                        "{word!r} stands in {one!r} and in {other!r}.",
                        word=phrase,
                        one=other,
                        other=concept,
                    ),
                    sentence("Keep it in one of them."),
                )


def _check_count(
    file: TomlFile, key: str, count: int, most: int, path: tuple[str, ...] = ()
) -> None:
    if count > most:
        file.error(
            path or (key,),
            sentence("There are {count} here, at most {most}.", count=count, most=most),
            sentence("Keep those that people type most."),
        )
