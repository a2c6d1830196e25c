"""How a word is replaced in all texts of the draft at once, after a look at each place.

Texts are what visitors read: articles below their heads, and the short words. Nothing
else of the content is touched: no id, no address, no date.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.heads import below_head, quoted, with_keys
from kiosk.catalogue.text_origins import language_of
from kiosk.domain.drafts import DraftStep
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import BadContent, NotFound
from kiosk.operations.drafting import put
from kiosk.operations.translating import but_renewed, put_source
from kiosk.sentences import sentence
from kiosk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kiosk.domain.drafts import DraftEntry, DraftText
    from kiosk.domain.translations import SourceChange
    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context

LONGEST_SEARCH = 200
MOST_PLACES = 2000
"""Nobody looks at more before saying yes."""
_WORD = re.compile(
    r'^(?P<key>[ \t]*[\w-]+[ \t]*=[ \t]*)(?P<said>"(?:[^"\\\r\n]|\\.)*")'
)


@dataclass(frozen=True, slots=True)
class WantedReplacement:
    search: str
    replacement: str
    """"" takes what was found away."""
    languages: frozenset[LanguageCode] = frozenset()
    """Empty: all of them."""
    match_case: bool = True
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class FoundPlace:
    path: str
    version: int
    """Of the file in which it was found."""
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    places: tuple[FoundPlace, ...]
    more: bool
    """There are more than anybody looks at; nothing can be replaced."""


def find(ctx: Context, wanted: WantedReplacement) -> FoundPlaces:
    """Every line that would change. Raises `BadContent` for what cannot be searched."""
    replaced = _replacer(wanted)
    places: list[FoundPlace] = []
    with ctx.database.read() as connection:
        files = drafts.below(connection)
    for file in files:
        if file.text is None or not _is_meant(file.path, wanted):
            continue
        for number, before, after in _changes(file.path, file.text, replaced):
            if len(places) == MOST_PLACES:
                return FoundPlaces(tuple(places), more=True)
            place = (number, before.rstrip("\r\n"), after.rstrip("\r\n"))
            places.append(FoundPlace(file.path, file.version, *place))
    return FoundPlaces(tuple(places), more=False)


def replace_in(
    ctx: Context,
    by: str,
    wanted: WantedReplacement,
    versions: Mapping[str, int],
    change: SourceChange,
) -> list[DraftEntry]:
    """Replace in these files, which somebody has looked at in these versions.

    German texts rise by what `change` says of them; who has read a translation is
    forgotten. All or nothing: raises `DraftConflict` if one was changed meanwhile.
    """
    replaced = _replacer(wanted)
    for path in versions:
        if not _is_meant(path, wanted):
            raise BadContent(
                sentence("{path} is no text in which to replace.", path=path),
                remedy=sentence("Search again."),
            )
    germans = {p: v for p, v in versions.items() if language_of(p) == SOURCE_LANGUAGE}
    others = {p: v for p, v in versions.items() if p not in germans}
    step, done = DraftStep.REPLACED, []
    with ctx.database.begin() as connection:
        for path, version in sorted(germans.items()):
            text = _replaced(
                path, drafts.by_version(connection, path, version), replaced
            )
            args = (ctx, connection, by, path, text, version, change)
            done.append(put_source(*args, step))
        for path, version in sorted(others.items()):
            based_on = but_renewed(connection, path, version)
            there = drafts.by_version(connection, path, based_on)
            text = _replaced(path, there, replaced)
            if there and text != there.text:
                text = with_keys(path, text, {"read_by": None})
                done.append(put(ctx, connection, by, path, text, based_on, step))
    return done


def _replacer(wanted: WantedReplacement) -> Callable[[str], str]:
    search = unicodedata.normalize("NFC", wanted.search)
    longest = max(len(search), len(wanted.replacement))
    if not search.strip() or longest > LONGEST_SEARCH:
        raise BadContent(
            sentence(
                "Search for 1 to {most} characters.",
                most=LONGEST_SEARCH,
            ),
            remedy=sentence("Write the word that is to be replaced."),
        )
    if any(character in search + wanted.replacement for character in "\r\n\0"):
        raise BadContent(
            sentence("A search ends with its line."),
            remedy=sentence("Search for less."),
        )
    escaped = re.escape(search)
    if wanted.whole_words:
        escaped = rf"(?<!\w){escaped}(?!\w)"
    pattern = re.compile(escaped, 0 if wanted.match_case else re.IGNORECASE)
    return lambda text: pattern.sub(lambda _: wanted.replacement, text)


def _is_meant(path: str, wanted: WantedReplacement) -> bool:
    code = language_of(path)
    return code is not None and (not wanted.languages or code in wanted.languages)


def _changes(
    path: str, text: str, replaced: Callable[[str], str]
) -> Iterator[tuple[int, str, str]]:
    """Number, from 1, old and new line of each that would change."""
    start = below_head(path, text)
    number = text.count("\n", 0, start) + 1
    for line in text[start:].splitlines(keepends=True):
        new = _new_line(path, line, replaced)
        if new != line:
            yield number, line, new
        number += line.endswith("\n")


def _new_line(path: str, line: str, replaced: Callable[[str], str]) -> str:
    if not path.endswith(".toml"):
        return replaced(line)
    word = _WORD.match(line)
    if word is None:
        return line
    try:
        said = tomllib.loads(f"said = {word['said']}")["said"]
    except tomllib.TOMLDecodeError:
        return line
    new = replaced(said)
    return line if new == said else f"{word['key']}{quoted(new)}{line[word.end() :]}"


def _replaced(path: str, file: DraftText | None, replaced: Callable[[str], str]) -> str:
    if file is None or file.text is None:
        raise NotFound(f"The draft has no {path}.", remedy="Search again.")
    start = below_head(path, file.text)
    lines = file.text[start:].splitlines(keepends=True)
    return file.text[:start] + "".join(_new_line(path, x, replaced) for x in lines)
