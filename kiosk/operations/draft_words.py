"""Short words of one language as rows of a form, and how they are kept: the centre's,
and those of the personal path."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kiosk.catalogue.heads import with_keys
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.text_origins import naming, source_file, text_origin
from kiosk.catalogue.toml_edits import values, with_values
from kiosk.catalogue.words import CENTRE, SHELVES
from kiosk.domain.drafts import DraftStep
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import Made
from kiosk.errors import BadContent, NotFound
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations import draft_forms, drafting, translating
from kiosk.operations.draft_overview import checked_draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.catalogue.words import WordShelf
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.drafts import DraftEntry
    from kiosk.domain.translations import Origin, SourceChange
    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context
    from kiosk.operations.draft_forms import CheckedForm
    from kiosk.operations.translating import TranslationWork

    TypedWords = Mapping[KeyPath, str]
    """By section and key; empty where there is none."""
LONGEST_WORD = 2_000
"""Characters: the privacy text is the longest."""
SHORT = 80
"""Characters that one line of a form shows."""
BY_FOLDER = {shelf.folder: shelf for shelf in SHELVES}


@dataclass(frozen=True, slots=True)
class WordRow:
    section: str
    key: str
    german: str
    text: str
    """As the draft has it; empty: missing."""

    @property
    def path(self) -> KeyPath:
        return self.section, self.key

    @property
    def is_long(self) -> bool:
        return max(len(self.german), len(self.text)) > SHORT


@dataclass(frozen=True, slots=True)
class WordsInDraft:
    path: str
    language: LanguageCode
    version: int
    source_version: int
    """Of the German words that stand beside them."""
    rows: tuple[WordRow, ...]
    origin: Origin | None
    expected: bool = True
    """Of a language that has only some texts nothing is."""

    @property
    def sections(self) -> list[tuple[str, list[WordRow]]]:
        return [(k, list(of)) for k, of in groupby(self.rows, lambda r: r.section)]

    @property
    def missing(self) -> int:
        """How many German words it should have and lacks."""
        return sum(bool(r.german) and not r.text for r in self.rows if self.expected)

    @property
    def is_source(self) -> bool:
        return self.language == SOURCE_LANGUAGE


def words(ctx: Context, language: str, shelf: WordShelf = CENTRE) -> WordsInDraft:
    """Raises `NotFound` for no language, and for a shelf without German words;
    `BadContent` for a broken file."""
    code = next((known for known in LANGUAGES if known == language), None)
    if code is None:
        raise NotFound("There is no such language.", remedy="Look at the list.")
    path, source = shelf.file(code), shelf.file(SOURCE_LANGUAGE)
    version, text = _there(ctx, path)
    source_version, german = _there(ctx, source)
    if shelf.may_lack and not source_version:
        raise NotFound("There are no such words.", remedy="Write the German ones.")
    told = text_origin(path, text, Findings()) if version else None
    catalogue = checked_draft(ctx).content.catalogue
    wanted = tuple(_wanted(catalogue)) if catalogue and shelf is CENTRE else ()
    return WordsInDraft(
        path,
        code,
        version,
        source_version,
        tuple(_rows(shelf, wanted, _texts(source, german), _texts(path, text))),
        told.origin if told else None,
        catalogue is None or code not in catalogue.site.partly,
    )


def broken(ctx: Context, language: LanguageCode, shelf: WordShelf = CENTRE) -> str:
    """Which of both files it is that cannot be read."""
    mine = shelf.file(language)
    try:
        _texts(mine, _there(ctx, mine)[1])
    except BadContent:
        return mine
    return shelf.file(SOURCE_LANGUAGE)


def tried(ctx: Context, path: str, typed: TypedWords, based_on: int) -> CheckedForm:
    """As it would be; nothing is saved. Raises `BadContent`."""
    before = draft_forms.base(ctx, path, based_on)
    begun = before or _head(ctx, path)
    text = with_values(path, begun, _changes(path, before, typed))
    asks = source_file(path) is None
    return draft_forms.check(ctx, path, text, typed, asks=asks)


def is_changed(ctx: Context, path: str, typed: TypedWords, based_on: int) -> bool:
    """Raises `BadContent`."""
    return bool(_changes(path, draft_forms.base(ctx, path, based_on), typed))


def save_german(
    ctx: Context,
    by: str,
    path: str,
    typed: TypedWords,
    based_on: int,
    change: SourceChange,
) -> DraftEntry:
    """Raises what `draft_forms.save` does."""

    def put(text: str, version: int) -> DraftEntry:
        return translating.save_source(ctx, by, path, text, version, change)

    before = draft_forms.base(ctx, path, based_on)
    changes = _changes(path, before, typed)
    return draft_forms.save(path, before, changes, based_on, put)


def save_translated(
    ctx: Context, by: str, path: str, typed: TypedWords, work: TranslationWork
) -> DraftEntry:
    """Raises what `draft_forms.save` does, and `NotFound` without German words."""

    def put(text: str, version: int) -> DraftEntry:
        again = translating.TranslationWork(
            version, work.source_version, work.made, work.read_by
        )
        return translating.save_translation(ctx, by, path, text, again)

    before = draft_forms.base(ctx, path, work.based_on)
    changes = _changes(path, before, typed)
    return draft_forms.save(path, before, changes, work.based_on, put)


def _head(ctx: Context, path: str) -> str:
    """Of a translation that is not there yet, about as saving it will write it."""
    german = source_file(path)
    told = text_origin(german, _there(ctx, german)[1], Findings()) if german else None
    if told is None:
        return ""
    return with_keys(path, naming(path, "", told.source), {"made": Made.MACHINE.value})


def _changes(path: str, before: str, typed: TypedWords) -> dict[KeyPath, object]:
    """An empty word is none."""
    said = {key: text or None for key, text in typed.items()}
    return draft_forms.changed(path, before, said)


def _there(ctx: Context, path: str) -> tuple[int, str]:
    try:
        there = drafting.file(ctx, path)
    except NotFound:
        return 0, ""
    removed = there.entry.step is DraftStep.REMOVED
    return (0, "") if removed else (there.version, there.text or "")


def _texts(path: str, text: str) -> dict[KeyPath, str]:
    said = values(path, text)
    return {
        (section, key): word
        for section in BY_FOLDER[path.partition("/")[0]].sections
        if isinstance(said.get(section), dict)
        for key, word in said[section].items()
        if isinstance(word, str)
    }


def _rows(
    shelf: WordShelf,
    wanted: Iterable[KeyPath],
    german: Mapping[KeyPath, str],
    mine: Mapping[KeyPath, str],
) -> Iterator[WordRow]:
    """In the order of the German words; what is missing in them stands behind."""
    every = dict.fromkeys((*german, *wanted, *mine))
    for section in shelf.sections:
        for path in every:
            if path[0] == section:
                key = str(path[1])
                texts = german.get(path, ""), mine.get(path, "")
                yield WordRow(section, key, *texts)


def _wanted(catalogue: Catalogue) -> Iterator[KeyPath]:
    """What must have a word in each language."""
    for key in ("name", "place", "funding", "privacy"):
        yield "site", key
    for section, things in (
        ("categories", catalogue.categories),
        ("topics", catalogue.topics),
        ("desks", catalogue.desks),
        ("emergency", catalogue.emergency),
        ("partners", catalogue.site.partners),
        ("resources", catalogue.resources),
    ):
        for thing in things:
            yield section, str(thing.id)
