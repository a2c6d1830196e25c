"""Which translations no longer say what the German text says, and how that is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.files import read_text
from kiosk.catalogue.heads import line_of
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.words import CENTRE, PATHWAY
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceText, says
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kiosk.catalogue.words import WordShelf
    from kiosk.domain.catalogue import Catalogue, CentreWords
    from kiosk.domain.services import Service
    from kiosk.domain.translations import Origin
    from kiosk.ids import LanguageCode


@dataclass(frozen=True, slots=True)
class SourceWithTranslations:
    """One German text, and whence the other languages have it, by name of the file."""

    name: str
    called: str
    """As `kiosk content confirm` calls it."""
    text: SourceText
    origins: Mapping[str, Origin]
    root: Path
    """Of the content, where the lines of the files are looked up."""

    def silent(self) -> list[str]:
        """Those at the present version that were made from another text."""
        return [
            name
            for name, origin in self.origins.items()
            if origin.of == self.text.version and not says(origin, self.text)
        ]


def check_words(root: Path, catalogue: Catalogue, findings: Findings) -> None:
    """Whether the centre's short words say what the German ones say."""
    _check_shelf(root, CENTRE, catalogue.words, findings)


def check_pathway(root: Path, catalogue: Catalogue, findings: Findings) -> None:
    """The same for the words of the personal path."""
    pathway = catalogue.pathway()
    if pathway is not None:
        _check_shelf(root, PATHWAY, pathway.words, findings)


def _check_shelf(
    root: Path,
    shelf: WordShelf,
    there: Mapping[LanguageCode, CentreWords],
    findings: Findings,
) -> None:
    source = there.get(SOURCE_LANGUAGE)
    if source is None:
        return
    origins = {
        shelf.file(code): words.origin
        for code, words in there.items()
        if words.origin is not None
    }
    text = SourceText(source.version, source.fingerprint)
    name = shelf.file(SOURCE_LANGUAGE)
    told = SourceWithTranslations(name, shelf.folder, text, origins, root)
    check_source(told, findings)


def check_service(root: Path, service: Service, findings: Findings) -> None:
    source = service.articles.get(SOURCE_LANGUAGE)
    if source is None:
        return
    room = f"services/{service.slug}"
    origins = {
        f"{room}/{code}.md": article.origin
        for code in service.articles
        if (article := service.articles.get(code)) and article.origin is not None
    }
    text = service.source_text(source)
    name = f"{room}/{SOURCE_LANGUAGE}.md"
    source_text = SourceWithTranslations(name, service.slug, text, origins, root)
    check_source(source_text, findings)


def check_source(source: SourceWithTranslations, findings: Findings) -> None:
    """A German text that changed under all of its translations is told once."""
    silent = source.silent()
    fresh = [name for name in source.origins if name not in silent]
    some_match = any(
        origin.of_text == source.text.fingerprint for origin in source.origins.values()
    )
    if silent and not some_match:
        findings.warning(
            source.name,
            _line(source, source.name, "version"),
            sentence(
                "The text was changed, its version {version} was not:"
                " {n} translations were made from another text.",
                version=source.text.version,
                n=len(silent),
            ),
            sentence(
                "Say which it was: `kiosk content changed {called}` with"
                " --meaning or --wording.",
                called=source.called,
            ),
        )
    for name in fresh if silent and not some_match else source.origins:
        _check(name, source, findings)
    _check_unmarked(source, findings)


def _check(name: str, source: SourceWithTranslations, findings: Findings) -> None:
    origin = source.origins[name]
    if says(origin, source.text):
        return
    line = _line(source, name, "of")
    if origin.of > source.text.version:
        findings.error(
            name,
            line,
            sentence(
                "It says version {of}; the German text is only at {version}.",
                of=origin.of,
                version=source.text.version,
            ),
            sentence("Write the version that it was made from."),
        )
    elif origin.of < source.text.version:
        findings.warning(
            name,
            line,
            sentence(
                "The German text is at {version}, this says {of}.",
                version=source.text.version,
                of=origin.of,
            ),
            sentence(
                "Bring it up to date, or `kiosk content confirm` that it still holds."
            ),
        )
    else:
        findings.warning(
            name,
            line,
            sentence("It was made from another German text than the present one."),
            sentence(
                "Bring it up to date, or `kiosk content confirm` that it still holds."
            ),
        )


def _check_unmarked(source: SourceWithTranslations, findings: Findings) -> None:
    """Where the others name their text, one that does not was forgotten."""
    unmarked = [name for name, o in source.origins.items() if o.of_text is None]
    if len(unmarked) == len(source.origins):
        return
    for name in unmarked:
        findings.warning(
            name,
            _line(source, name, "of"),
            sentence("It does not say from which German text it was made (`of_text`)."),
            sentence(
                "Compare it with the German text, then `kiosk content confirm` it."
            ),
        )


def _line(source: SourceWithTranslations, name: str, key: str) -> int | None:
    """Where its head says so; whether it can be read was told before."""
    text = read_text(source.root, name, Findings())
    return None if text is None else line_of(name, text, key)
