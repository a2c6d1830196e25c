"""How the units of all articles in one language become a gettext catalog, and back.

A message is a unit: its context says service and number, its id is the German text.
The same units give the same bytes: no date, no version of a program.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from kiosk.catalogue.article_units import KEYWORDS, SUMMARY, TITLE, ArticleInUnits
from kiosk.catalogue.articles import LONGEST_SUMMARY, LONGEST_TITLE, longest_text
from kiosk.catalogue.front_matter import MOST_KEYWORDS
from kiosk.i18n.catalogs import folder_of
from kiosk.ids import LanguageCode
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kiosk.catalogue.problems import Findings

MOST_UNITS = 10_000
LARGEST_CATALOG = 8 * 1024 * 1024
"""Bytes."""
_ANY = LanguageCode("en")
"""Whose length the template names."""
_HEADERS = {"Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
_CONTEXT = re.compile(r"services/([a-z0-9-]{1,100})/([1-9][0-9]{0,3})")
_LINE = re.compile(
    r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) )?"(?:[^"\\]|\\.)*"'
)
_PLACES = {
    TITLE: "Title, on its card and above the text: at most"
    f" {LONGEST_TITLE} characters.",
    SUMMARY: "Summary, on its card and below the title: at most"
    f" {LONGEST_SUMMARY} characters.",
    KEYWORDS: "Keywords, never shown: what people of your language would type into the"
    f" search, one a line, at most {MOST_KEYWORDS}.",
}


class UndatedCatalog(Catalog):
    """Its head has what never changes, and nothing is read from a head."""

    def __init__(self, language: LanguageCode | None = None) -> None:
        self.twice: list[int] = []
        """The lines of messages that are there already: Babel drops what they say."""
        super().__init__(
            folder_of(language) if language else None,
            header_comment="# The articles of the centre, for `kiosk content import`.",
            fuzzy=False,
        )

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        every: list[tuple[str, str]] = self._get_mime_headers()
        *kept, (name, value) = (pair for pair in every if pair[0] in _HEADERS)
        return [*kept, (name, f"{value}\n")]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        pass

    def __setitem__(self, id: Any, message: Message) -> None:  # noqa: A002
        if id and self.get(id, message.context) is not None:
            self.twice.append(message.lineno or 0)
        super().__setitem__(id, message)


@dataclass(frozen=True, slots=True)
class CatalogArticle:
    slug: str
    source: ArticleInUnits
    texts: Mapping[int, str]
    """Translated units by number."""
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class CatalogUnit:
    """A message that was read."""

    slug: str
    number: int
    line: int
    source: str
    text: str
    is_fuzzy: bool


def written_catalog(
    language: LanguageCode | None, articles: Iterable[CatalogArticle]
) -> bytes:
    """Without a language the template."""
    catalog = UndatedCatalog(language)
    for article in articles:
        for number, source in sorted(article.source.texts.items()):
            text = article.texts.get(number, "")
            message = catalog.add(
                source,
                text,
                locations=[(f"services/{article.slug}/de.md", 0)],
                auto_comments=list(_told(article.source, number, language or _ANY)),
                context=f"services/{article.slug}/{number}",
            )
            # a per cent sign or a mark of a fact is no format of Python
            message.flags = {"fuzzy"} if text and article.is_outdated else set()
    file = io.BytesIO()
    write_po(file, catalog, width=0)
    return file.getvalue()


def read_catalog(name: str, data: bytes, findings: Findings) -> list[CatalogUnit]:
    """All of its units but those that are no more used; none from a broken file."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        findings.error(
            name,
            line,
            sentence("The text is not UTF-8."),
            sentence("Save the file with the encoding UTF-8."),
        )
        return []
    if not _has_sound_lines(name, text, findings):
        return []
    catalog = _parsed(name, text, findings)
    found = {}
    for message in catalog:
        unit = _unit(name, message, findings) if message.id else None
        if unit is None:
            continue
        if (unit.slug, unit.number) in found:
            catalog.twice.append(unit.line)
        found[unit.slug, unit.number] = unit
    if catalog.twice:
        _broken(name, min(catalog.twice), "this unit is there twice", findings)
        return []
    return list(found.values())


def _parsed(name: str, text: str, findings: Findings) -> UndatedCatalog:
    """An empty one for what is none."""
    catalog = UndatedCatalog()
    try:
        parser = PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True)
        parser.parse(io.StringIO(text))
    except PoFileError as error:
        _broken(name, error.lineno + 1, str(error).rpartition(" on ")[0], findings)
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        _broken(name, None, str(error), findings)
    else:
        return catalog
    return UndatedCatalog()


def _has_sound_lines(name: str, text: str, findings: Findings) -> bool:
    """Babel takes a text without its quotation marks, and cuts its ends."""
    begun = 0
    for number, line in enumerate(text.split("\n"), 1):
        said = line.strip()
        begun += said.startswith("msgid ")
        if said and not said.startswith("#") and not _LINE.fullmatch(said):
            _broken(name, number, f"{said[:40]!r} is none of its lines", findings)
            return False
    if begun > MOST_UNITS + 1:
        findings.error(
            name,
            None,
            sentence("There are more than {most} units.", most=MOST_UNITS),
            sentence(
                "Change the articles as files: `kiosk content export` without"
                " --gettext."
            ),
        )
    return begun <= MOST_UNITS + 1


def _unit(name: str, message: Message, findings: Findings) -> CatalogUnit | None:
    place = _CONTEXT.fullmatch(message.context or "")
    if place is None or not isinstance(message.id, str):
        findings.error(
            name,
            message.lineno,
            sentence(
                "This unit is of no article: {context!r}.",
                context=(message.context or "(no context)")[:60],
            ),
            sentence(
                "Remove it; `kiosk content export --gettext` writes those that there"
                " are."
            ),
        )
        return None
    text = message.string if isinstance(message.string, str) else ""
    number, line = int(place[2]), message.lineno or 1
    return CatalogUnit(
        place[1], number, line, message.id, text, bool(message.fuzzy) and bool(text)
    )


def _told(source: ArticleInUnits, number: int, language: LanguageCode) -> list[str]:
    block = source.block(number)
    if block is None:
        place = _PLACES[number]
    else:
        most = longest_text(language)
        kind = {"bullet": "item", "numbered": "numbered item"}.get(block.kind)
        place = (
            f"{(kind or block.kind).capitalize()} of the text, on the service's screen"
            f" and its page: at most {most} words in all."
        )
    told = [f"Service: {source.article.title}", place]
    if block is not None and block.fact is not None:
        told.append(f"It begins with {{{block.fact}}}, which nobody sees: keep it.")
    return told


def _broken(name: str, line: int | None, what: str, findings: Findings) -> None:
    findings.error(
        name,
        line,
        sentence("This is no catalog: {what}.", what=what),
        sentence("Correct the file; `msgfmt --check` names each fault."),
    )
