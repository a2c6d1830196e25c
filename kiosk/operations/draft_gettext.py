"""Which translations of articles go to gettext catalogs, and which come into the draft.

A translation comes back whole: every unit is translated, none is fuzzy, and all are of
the German text as it stands. Then it is a file like any other, and the same rules hold
as for a folder of files: what only the hub has changed meanwhile stays.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.article_catalogs import (
    LARGEST_CATALOG,
    MOST_UNITS,
    CatalogArticle,
    read_catalog,
    written_catalog,
)
from kiosk.catalogue.article_units import in_units, written
from kiosk.catalogue.problems import Findings, Problem
from kiosk.catalogue.text_origins import file_of
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceText, says
from kiosk.errors import BadContent, Conflict
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations.draft_transfer import ImportPlan, plan_of, some
from kiosk.operations.export_list import ExportList, read_list, write_file, write_list
from kiosk.operations.gettext_articles import GettextArticles, by_slug
from kiosk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kiosk.catalogue.article_catalogs import CatalogUnit
    from kiosk.catalogue.article_units import ArticleInUnits
    from kiosk.domain.drafts import DraftText
    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

CATALOGS = "articles"
"""The folder of the catalogs, and of the list of versions they were written from."""
TEMPLATE = "articles.pot"


@dataclass(frozen=True, slots=True)
class GettextExport:
    files: int
    left: tuple[Problem, ...]
    """Articles that are not in it, and why."""


@dataclass(frozen=True, slots=True)
class GettextImport:
    plan: ImportPlan
    left: tuple[Problem, ...]
    """What does not come into the draft, and why; an error is no matter of waiting."""


def export_catalogs(ctx: Context, folder: Path, *, over: bool = False) -> GettextExport:
    """Write a catalog for each language, and the template, into `folder/articles`.

    Raises `Conflict` naming those with translations that neither the draft has nor had,
    unless `over`.
    """
    folder = folder / CATALOGS
    findings = Findings()
    with ctx.database.read() as connection:
        revision = drafts.newest_revision(connection)
        files = {file.path: file for file in drafts.below(connection, "services/")}
        sources = dict(_sources(files, findings))
        lost = [] if over else _lost(connection, folder, files)
    if lost:
        raise Conflict(
            f"{len(lost)} catalogs in {folder} have what the draft has not:"
            f" {some(lost)}.",
            remedy="Import what is finished. Export into another folder and join both"
            " with `msgmerge`, or write --over them.",
        )
    if sum(len(source.texts) for source in sources.values()) > MOST_UNITS:
        raise BadContent(
            f"The articles have more than {MOST_UNITS} units.",
            remedy="Export them as files, without --gettext.",
        )
    whole = [CatalogArticle(slug, source, {}) for slug, source in sources.items()]
    write_file(folder / TEMPLATE, written_catalog(None, whole))
    for code in _translated():
        articles = [
            _translation(files.get(file_of(slug, code)), slug, source, code)
            for slug, source in sources.items()
        ]
        write_file(folder / f"{code}.po", written_catalog(code, articles))
    versions = {
        path: file.version
        for path, file in files.items()
        if path.endswith(".md") and not path.endswith(f"/{SOURCE_LANGUAGE}.md")
    }
    write_list(folder, ExportList(revision, versions))
    return GettextExport(1 + len(_translated()), tuple(findings.problems))


def import_plan(
    ctx: Context, folder: Path, *, over_newer: bool = False
) -> GettextImport:
    """What of the catalogs in `folder/articles` differs from the draft.

    Raises `BadContent` for a folder without catalogs.
    """
    folder = folder / CATALOGS
    findings, known = Findings(), read_list(folder)
    there: dict[str, str] = {}
    with ctx.database.read() as connection:
        files = {file.path: file for file in drafts.below(connection, "services/")}
        sources = dict(_sources(files, Findings()))
        for name, code, units in _catalogs(folder, findings):
            bases = _bases(connection, code, files, known)
            articles = GettextArticles(name, code, sources, bases, findings)
            there |= articles.texts(units)
    known = ExportList(
        known.revision, {p: v for p, v in known.files.items() if p in there}
    )
    plan = plan_of(ctx, there, known, over_newer=over_newer)
    return GettextImport(plan, tuple(findings.problems))


def _translated() -> list[LanguageCode]:
    return [code for code in LANGUAGES if code != SOURCE_LANGUAGE]


def _sources(
    files: Mapping[str, DraftText], findings: Findings
) -> Iterator[tuple[str, ArticleInUnits]]:
    """The German texts by slug, of services that can be read."""
    for path, file in files.items():
        _, slug, name = path.split("/")
        if name != f"{SOURCE_LANGUAGE}.md":
            continue
        found = in_units(path, file.text or "", SOURCE_LANGUAGE)
        if found is not None:
            yield slug, found
        else:
            remedy = "Mend what `kiosk content check` says of it, and export again."
            findings.error(path, None, "It has errors and is in no catalog.", remedy)


def _translation(
    file: DraftText | None, slug: str, source: ArticleInUnits, code: LanguageCode
) -> CatalogArticle:
    """Without its blocks where they are not those of the German text."""
    found = in_units(file.path, file.text, code) if file and file.text else None
    if found is None or found.article.origin is None:
        return CatalogArticle(slug, source, {})
    same = found.kinds == source.kinds
    texts = {n: t for n, t in found.texts.items() if same or not found.block(n)}
    text = source.article.version, source.article.fingerprint
    is_outdated = not says(found.article.origin, SourceText(*text))
    return CatalogArticle(slug, source, texts, is_outdated)


def _bases(
    connection: Connection,
    code: LanguageCode,
    files: Mapping[str, DraftText],
    known: ExportList,
) -> dict[str, str]:
    """By slug the file from which a catalog was written; else as it is now."""
    found = {}
    slugs = {path.split("/")[1] for path in (*files, *known.files)}
    for path, slug in ((file_of(slug, code), slug) for slug in sorted(slugs)):
        now, version = files.get(path), known.files.get(path)
        if version is not None and (now is None or now.version != version):
            now = drafts.by_version(connection, path, version)
        if now is not None and now.text is not None:
            found[slug] = now.text
    return found


def _catalogs(
    folder: Path, findings: Findings
) -> Iterator[tuple[str, LanguageCode, list[CatalogUnit]]]:
    paths = sorted(folder.glob("*.po")) if folder.is_dir() else []
    if not paths:
        raise BadContent(
            f"{folder} has no catalogs.",
            remedy="`kiosk content export --gettext` writes them.",
        )
    for path in paths:
        name = f"{CATALOGS}/{path.name}"
        code = next((code for code in _translated() if code == path.stem), None)
        if code is None:
            findings.error(
                name,
                None,
                f"Nothing is translated into {path.stem[:20]!r}.",
                f"Name the file after one of {', '.join(_translated())}.",
            )
        elif (data := _data(path, name, findings)) is not None:
            yield name, code, read_catalog(name, data, findings)


def _data(path: Path, name: str, findings: Findings) -> bytes | None:
    try:
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST_CATALOG:
            with path.open("rb") as file:
                return file.read(LARGEST_CATALOG)
        what = f"It is no file, or larger than {LARGEST_CATALOG // 1024**2} MiB."
    except OSError as error:
        what = f"It cannot be read: {error.strerror or error}."
    remedy = "Put the file there that `kiosk content export --gettext` wrote."
    findings.error(name, None, what, remedy)
    return None


def _lost(
    connection: Connection, folder: Path, files: Mapping[str, DraftText]
) -> list[str]:
    """Catalogs with a translated unit that the draft has not, and had not."""
    known, lost = read_list(folder), []
    for code in _translated():
        path = folder / f"{code}.po"
        data = _data(path, path.name, Findings()) if path.exists() else b""
        findings = Findings()
        units = read_catalog(path.name, data or b"", findings)
        bases = _bases(connection, code, files, known)
        if data is None or findings.errors() or _has_more(units, code, bases, files):
            lost.append(path.name)
    return lost


def _has_more(
    units: list[CatalogUnit],
    code: LanguageCode,
    bases: Mapping[str, str],
    files: Mapping[str, DraftText],
) -> bool:
    for slug, mine in by_slug(units).items():
        path = file_of(slug, code)
        now = files[path].text if path in files else None
        files_there = {t for t in (bases.get(slug), now) if t is not None}
        had = [u.texts for t in files_there if (u := in_units(path, t, code))]
        for unit in mine:
            text = written(unit.text)
            if text and not any(texts.get(unit.number) == text for texts in had):
                return True
    return False
