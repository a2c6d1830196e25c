"""How a service, a life area or a language begins in the draft, and a service ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue import skeletons
from kiosk.catalogue.added_languages import NAME as LANGUAGES_FILE
from kiosk.catalogue.added_languages import known_languages
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.text_origins import file_of, naming, text_origin
from kiosk.catalogue.texts import ID_REMEDY, is_id
from kiosk.catalogue.words import FOLDER as WORDS
from kiosk.domain.drafts import DraftStep
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceChange
from kiosk.errors import BadContent, NotFound
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations import draft_forms
from kiosk.operations.draft_overview import checked_draft
from kiosk.operations.drafting import put, take_away
from kiosk.operations.translating import put_source
from kiosk.sentences import sentence
from kiosk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kiosk.catalogue.article_parts import ArticleParts
    from kiosk.catalogue.skeletons import FirstFact
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.drafts import DraftText
    from kiosk.i18n.languages import Language
    from kiosk.ids import CategoryId, LanguageCode
    from kiosk.operations.context import Context
    from kiosk.operations.draft_forms import CheckedForm
    from kiosk.store.database import Connection

SITE = "site.toml"
LONGEST_TITLE = 60
_LAST = 900
"""Higher than what somebody has put in order by hand."""


@dataclass(frozen=True, slots=True)
class NewService:
    german: ArticleParts
    """The title, and the text to begin with, each gap named in it."""
    category: CategoryId
    organisation: str
    fact: FirstFact
    questions: tuple[tuple[str, str], ...] = ()
    """Kind and question, to the organisation."""
    slug: str = ""
    """Wanted; "" for one that is made of the title."""


def begin_service(ctx: Context, by: str, new: NewService) -> str:
    """Its slug. Raises `BadContent` for a slug that is taken or malformed."""
    catalogue = readable(ctx)
    taken: set[str] = {service.slug for service in catalogue.services}
    with ctx.database.begin() as connection:
        taken |= {path.split("/")[1] for path in _paths(connection, "services/")}
        slug = new.slug or skeletons.proposed_slug(new.german.title, taken)
        _check_slug(slug, taken)
        settings = skeletons.service_file(
            new.category,
            _next_order(catalogue, new.category),
            new.organisation,
            new.fact,
            new.questions,
            ctx.today(),
        )
        path = file_of(slug, SOURCE_LANGUAGE)
        article = skeletons.german_article(path, new.german)
        for name, text in (
            (f"services/{slug}/service.toml", settings),
            (path, article),
        ):
            put(ctx, connection, by, name, text, 0, DraftStep.SAVED)
    return slug


def end_service(ctx: Context, by: str, slug: str) -> None:
    """All its files are removed from the draft; each keeps its history.

    Raises `NotFound`.
    """
    with ctx.database.begin() as connection:
        files = drafts.below(connection, f"services/{slug}/")
        if not files:
            raise NotFound("There is no such service.", remedy="Look at the list.")
        for file in files:
            take_away(ctx, connection, by, file.path, file.version)


@dataclass(frozen=True, slots=True)
class NewArea:
    symbol: str
    titles: Mapping[LanguageCode, str]
    """German at least."""
    picture: str = ""
    """Of `kiosk.domain.pictures`; "" for none."""


def begin_area(ctx: Context, by: str, area: NewArea) -> str:
    """Its id, made of the German title. Raises `BadContent`."""
    catalogue = readable(ctx)
    taken = {category.id for category in catalogue.categories}
    name = skeletons.proposed_slug(area.titles[SOURCE_LANGUAGE], taken)
    _check_slug(name, taken)
    with ctx.database.begin() as connection:
        site = _present(connection, SITE)
        text = skeletons.with_category(
            SITE, site.text or "", name, area.symbol, area.picture
        )
        put(ctx, connection, by, SITE, text, site.version, DraftStep.SAVED)
        put_words(ctx, connection, by, ("categories", name), area.titles)
    return name


def added_languages(ctx: Context) -> tuple[Language, ...]:
    """Those that the draft adds now."""
    with ctx.database.read() as connection:
        return known_languages(_added_languages(connection)[1])


def is_known(ctx: Context, language: LanguageCode) -> bool:
    """To the program or to the draft, so that nobody has to describe it."""
    added = {row.code for row in added_languages(ctx)}
    return language in LANGUAGES.spoken() or language in added


def not_offered(ctx: Context) -> list[Language]:
    """What a press can offer."""
    offered = readable(ctx).site.languages
    rows = [LANGUAGES[code] for code in LANGUAGES.spoken()]
    rows += added_languages(ctx)
    return [row for row in rows if row.code not in offered]


def check_new(ctx: Context, language: LanguageCode, *, described: bool) -> None:
    """Raises `BadContent` for one that is offered, or known and described anew."""
    if language in readable(ctx).site.languages:
        raise BadContent(
            sentence("The language {code!r} is offered already.", code=language),
            remedy=sentence("Its texts are among the others under Content."),
        )
    if described and is_known(ctx, language):
        raise BadContent(
            sentence("There is a language {code!r} already.", code=language),
            remedy=sentence("Offer it above."),
        )


def check_added(
    ctx: Context, language: LanguageCode, said: Mapping[str, str]
) -> CheckedForm:
    """What is wrong with a language that the program does not have, at which of its
    fields. Raises `BadContent` where the file of them cannot be read."""
    with ctx.database.read() as connection:
        _version, text = _added_languages(connection)
    new = skeletons.with_added_language(LANGUAGES_FILE, text, language, said)
    fields = [(str(language), key) for key in said]
    return draft_forms.check(ctx, LANGUAGES_FILE, new, fields)


def begin_language(
    ctx: Context,
    by: str,
    language: LanguageCode,
    added: Mapping[str, str] | None = None,
) -> None:
    """Offered from the next release on, with those texts that are there by then.

    `added`: what `languages.toml` says of one that the program does not have. Raises
    `BadContent` where the German words cannot be read.
    """
    name = file_of(WORDS, language)
    with ctx.database.begin() as connection:
        if added is not None:
            version, text = _added_languages(connection)
            new = skeletons.with_added_language(LANGUAGES_FILE, text, language, added)
            put(ctx, connection, by, LANGUAGES_FILE, new, version, DraftStep.SAVED)
            LANGUAGES.look_at(known_languages(new))
        site = _present(connection, SITE)
        text = skeletons.with_language(SITE, site.text or "", language)
        put(ctx, connection, by, SITE, text, site.version, DraftStep.SAVED)
        known = drafts.present(connection, name)
        if known is None or known.text is None:
            german = _present(connection, file_of(WORDS, SOURCE_LANGUAGE))
            begun = _no_words_yet(name, german)
            put(ctx, connection, by, name, begun, 0, DraftStep.SAVED)


def readable(ctx: Context) -> Catalogue:
    """Raises `BadContent` where the centre itself has errors."""
    catalogue = checked_draft(ctx).content.catalogue
    if catalogue is None:
        raise BadContent(
            sentence("The centre itself has errors."),
            remedy=sentence("Mend them first: the page of all content names them."),
        )
    return catalogue


def put_words(
    ctx: Context,
    connection: Connection,
    by: str,
    named: tuple[str, str],
    titles: Mapping[LanguageCode, str],
) -> None:
    """Of the section and id that are `named`, within a transaction that writes more.

    German last: each translation that has the word then says what German says.
    """
    for language, title in titles.items():
        if language != SOURCE_LANGUAGE:
            _put_word(ctx, connection, by, named, language, title)
    name = file_of(WORDS, SOURCE_LANGUAGE)
    german = _present(connection, name)
    title = titles[SOURCE_LANGUAGE]
    text = skeletons.with_word(name, german.text or "", *named, title)
    change = SourceChange.WORDING
    put_source(ctx, connection, by, name, text, german.version, change)


def _put_word(
    ctx: Context,
    connection: Connection,
    by: str,
    named: tuple[str, str],
    language: LanguageCode,
    title: str,
) -> None:
    name = file_of(WORDS, language)
    known = drafts.present(connection, name)
    if known is None or known.text is None or not title:
        return
    text = skeletons.with_word(name, known.text, *named, title)
    put(ctx, connection, by, name, text, known.version, DraftStep.SAVED)


def _next_order(catalogue: Catalogue, category: CategoryId) -> int:
    """Behind the others; orders are written in tens, services do not tell theirs."""
    same = sum(service.category == category for service in catalogue.services)
    return _LAST + same


def _check_slug(slug: str, taken: Collection[str]) -> None:
    if not is_id(slug):
        raise BadContent(
            sentence("The id {name!r} is malformed.", name=slug[:40]), remedy=ID_REMEDY
        )
    if slug in taken:
        raise BadContent(
            sentence("The id {name!r} is taken.", name=slug),
            remedy=sentence("Give each its own id."),
        )


def _paths(connection: Connection, folder: str) -> list[str]:
    return [e.path for e in drafts.every(connection) if e.path.startswith(folder)]


def _added_languages(connection: Connection) -> tuple[int, str]:
    found = drafts.present(connection, LANGUAGES_FILE)
    return (found.version, found.text or "") if found else (0, "")


def _present(connection: Connection, name: str) -> DraftText:
    found = drafts.present(connection, name)
    if found is None or found.text is None:
        raise BadContent(
            sentence("The file {name} is missing.", name=name),
            remedy=sentence("Write it."),
        )
    return found


def _no_words_yet(name: str, german: DraftText) -> str:
    """A translation of the German words in which nothing is translated."""
    told = text_origin(german.path, german.text or "", Findings())
    if told is None:
        raise BadContent(
            sentence("The centre itself has errors."),
            remedy=sentence("Mend them first: the page of all content names them."),
        )
    head = f'of = "{told.source.version}"\nmade = "human"\n'
    return naming(name, head, told.source)
