"""What an editor is handed of a service's text in one language, and how it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.article_parts import ArticleParts, parts_of, with_parts
from kiosk.catalogue.heads import with_keys
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.text_origins import file_of, naming, source_file, text_origin
from kiosk.catalogue.texts import is_id
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import Made, SourceText, Version, says
from kiosk.errors import BadContent, NotFound
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from kiosk.operations import translating
from kiosk.sentences import sentence
from kiosk.store import drafts

if TYPE_CHECKING:
    from kiosk.domain.drafts import DraftEntry, DraftText
    from kiosk.domain.translations import Origin, SourceChange
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

LONGEST_ARTICLE = 12_000
"""Characters of all fields: ten times of what is read standing."""

FIRST_VERSION = Version(1, 0)


@dataclass(frozen=True, slots=True)
class DraftArticle:
    """One text of the draft; one that is still to be written has version 0."""

    path: str
    slug: str
    language: LanguageCode
    version: int
    entry: DraftEntry | None
    parts: ArticleParts | None
    """None: it is written so that only the file itself can be edited."""
    origin: Origin | None
    """None of the German text, and of one that is not there or cannot be read."""

    @property
    def is_source(self) -> bool:
        return self.language == SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class ArticleWithSource:
    article: DraftArticle
    source: DraftArticle
    """The German one; the same where that is edited."""
    made_from: ArticleParts | None
    """The German text the translation was made from, where it is another one."""


def article(ctx: Context, slug: str, language: str) -> ArticleWithSource:
    """Raises `NotFound` for a service or language that there is not."""
    if not is_id(slug) or language not in LANGUAGES:
        raise _missing(slug, language)
    with ctx.database.read() as connection:
        if drafts.present(connection, f"services/{slug}/service.toml") is None:
            raise _missing(slug, language)
        mine = _article(connection, slug, LanguageCode(language))
        source = _article(connection, slug, SOURCE_LANGUAGE)
        before = None
        if mine.origin is not None and mine.origin.of_text is not None:
            told = mine.origin.of_text
            before = drafts.by_fingerprint(connection, source.path, told)
    old = parts_of(before.text) if before and before.text else None
    if old == source.parts or (before and before.version == source.version):
        old = None
    return ArticleWithSource(mine, source, old)


def outdated_by_meaning(ctx: Context, slug: str) -> list[LanguageCode]:
    """Whose translations say the German text as it is, and would not after a change."""
    with ctx.database.read() as connection:
        german = drafts.present(connection, file_of(slug, SOURCE_LANGUAGE))
        there = drafts.below(connection, f"services/{slug}/")
    source = _source(german)
    found = []
    for file in there:
        told = text_origin(file.path, file.text or "", Findings())
        if source and told and told.origin and says(told.origin, source):
            found.append(LanguageCode(file.path.rpartition("/")[2].partition(".")[0]))
    order = list(LANGUAGES)
    return sorted(found, key=order.index)


def file_text(ctx: Context, path: str, parts: ArticleParts, based_on: int) -> str:
    """The file with what was typed, as saving it would make it but for its head.

    Raises `BadContent` for more than anybody reads.
    """
    if parts.length() > LONGEST_ARTICLE:
        raise BadContent(
            sentence(
                "The text has {n} characters, more than {most}.",
                n=parts.length(),
                most=LONGEST_ARTICLE,
            ),
            remedy=sentence("Keep it to a page of text."),
        )
    with ctx.database.read() as connection:
        base = drafts.by_version(connection, path, based_on)
        german = drafts.present(connection, source_file(path) or path)
    if base is not None and base.text is not None:
        return with_parts(base.text, parts)
    text, source = with_parts("", parts), _source(german)
    if source_file(path) is None:
        return with_keys(path, text, {"version": str(FIRST_VERSION)})
    if source is not None:
        text = naming(path, text, source)
    return with_keys(path, text, {"made": Made.HUMAN.value})


def typed_text(
    ctx: Context,
    path: str,
    parts: ArticleParts,
    based_on: int,
    made: Made | None,
    read_by: str | None,
) -> str:
    """A translation's file, with who is said to have made and read it so far."""
    text = file_text(ctx, path, parts, based_on)
    if made is None or source_file(path) is None:
        return text
    return with_keys(path, text, {"made": made.value, "read_by": read_by})


def save_german(
    ctx: Context,
    by: str,
    slug: str,
    parts: ArticleParts,
    based_on: int,
    change: SourceChange,
) -> DraftEntry:
    """Raises what `translating.save_source` does."""
    path = file_of(slug, SOURCE_LANGUAGE)
    text = file_text(ctx, path, parts, based_on)
    return translating.save_source(ctx, by, path, text, based_on, change)


def save_translated(
    ctx: Context,
    by: str,
    slug: str,
    language: str,
    parts: ArticleParts,
    work: translating.TranslationWork,
) -> DraftEntry:
    """Raises what `translating.save_translation` does."""
    path = file_of(slug, language)
    text = file_text(ctx, path, parts, work.based_on)
    return translating.save_translation(ctx, by, path, text, work)


def _article(connection: Connection, slug: str, language: LanguageCode) -> DraftArticle:
    path = file_of(slug, language)
    found = drafts.present(connection, path)
    if found is None:
        return DraftArticle(path, slug, language, 0, None, ArticleParts(), None)
    if found.text is None:
        empty = ArticleParts()
        entry = found.entry
        return DraftArticle(path, slug, language, found.version, entry, empty, None)
    told = text_origin(path, found.text, Findings())
    return DraftArticle(
        path,
        slug,
        language,
        found.version,
        found.entry,
        parts_of(found.text),
        told.origin if told else None,
    )


def _source(file: DraftText | None) -> SourceText | None:
    if file is None or file.text is None:
        return None
    told = text_origin(file.path, file.text, Findings())
    return told.source if told else None


def _missing(slug: str, language: str) -> NotFound:
    return NotFound(
        f"The draft has no service {slug[:40]!r} in {language[:12]!r}.",
        remedy="Look at the list of services.",
    )
