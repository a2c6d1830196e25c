"""What `resources.toml` says: everything that a service can send a visitor to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.addresses import check_target, readable, resource_kind
from kiosk.catalogue.files import read_text
from kiosk.catalogue.pointers import About, keys_fit, pointer
from kiosk.catalogue.schema import ResourceTable
from kiosk.catalogue.tables import TomlFile
from kiosk.catalogue.texts import ID_REMEDY, is_id, languages, of_language
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.resources import Pointer, Resource, ResourceKind
from kiosk.errors import guess
from kiosk.ids import LanguageCode, ResourceId
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kiosk.catalogue.problems import Findings
    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.texts import Offered
    from kiosk.catalogue.words import CentreWordsReader
    from kiosk.domain.localized import Localized
    from kiosk.domain.site import Site

NAME = "resources.toml"


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that the file names, and what of it is well told."""

    good: Mapping[ResourceId, Resource]
    named: frozenset[str] | None
    """A service may name these without a problem of its own; None: the file is broken,
    which is problem enough."""


def read_resources(
    root: Path, site: Site, words: CentreWordsReader, findings: Findings
) -> Register:
    """An empty register where there is no file, nor a word that asks for one."""
    german = words.files.get(SOURCE_LANGUAGE)
    if not (root / NAME).exists() and not (german and german.section("resources")):
        return Register({}, frozenset())
    text = read_text(root, NAME, findings)
    file = TomlFile(NAME, text or "", findings)
    raw = None if text is None else file.parsed()
    if raw is None:
        return Register({}, None)
    good = {}
    for name, given in raw.items():
        before = len(findings.errors())
        for found in _resource_of(file, name, given, site, words):
            if len(findings.errors()) == before:
                good[found.id] = found
    return Register(good, frozenset(raw))


def _resource_of(
    file: TomlFile, name: str, given: Raw, site: Site, words: CentreWordsReader
) -> Iterator[Resource]:
    """One or none."""
    if not is_id(name) or not isinstance(given, dict):
        file.error(
            (name,), sentence("{name!r} is no resource.", name=name[:40]), ID_REMEDY
        )
        return
    table = file.decode(given, ResourceTable, (name,))
    kind = table and resource_kind(file, (name, "kind"), table.kind)
    title = words.localized("resources", name)
    if table is None or not kind:
        return
    about = About(file, (name,), site.time_zone)
    if keys_fit(about, kind, table, set(given)):
        yield _resource(about, kind, table, title)


def _resource(
    about: About, kind: ResourceKind, table: ResourceTable, title: Localized
) -> Resource:
    spoken: Offered = ()
    if table.languages:
        spoken = languages(about.file, (*about.path, "languages"), table.languages)
    name = title.texts.get(SOURCE_LANGUAGE, "")
    plain = pointer(about, kind, table, name, spoken)
    own = dict(_pages(about, table))
    if kind is ResourceKind.EVENT:
        own = {
            code: pointer(about, kind, table, text, ())
            for code, text in title.texts.items()
        }
    return Resource(ResourceId(str(about.path[0])), kind, title, plain, own)


def _pages(
    about: About, table: ResourceTable
) -> Iterator[tuple[LanguageCode, Pointer]]:
    for code, target in table.pages.items():
        path = (*about.path, "pages", code)
        if of_language(about.file, path, code):
            check_target(about.file, path, ResourceKind.WEB, target)
            own = LanguageCode(code)
            yield own, Pointer(target, readable(ResourceKind.WEB, target), (own,))


def chosen(file: TomlFile, wanted: list[str], known: Register) -> tuple[Resource, ...]:
    """The resources that a service names, in its order, without the broken ones."""
    for at, name in enumerate(wanted):
        if known.named is not None and name not in known.named:
            file.error(
                ("resources", at),
                sentence("There is no resource {name!r}.", name=name[:40]),
                sentence(
                    "{guess}Write [{name}] into {file}, or take one that is there.",
                    guess=guess(name, known.named),
                    name=name,
                    file=NAME,
                ),
            )
    if len(set(wanted)) < len(wanted):
        file.error(
            ("resources",),
            sentence("A resource is named twice."),
            sentence("Name each once."),
        )
    good = known.good
    return tuple(good[ResourceId(name)] for name in wanted if name in good)
