"""How a text says which version it is, or of which version it is the translation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.fingerprints import LENGTH, is_fingerprint
from kiosk.catalogue.texts import plain
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import Made, Origin, Version
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from kiosk.catalogue.schema import Head
    from kiosk.catalogue.tables import TomlFile
    from kiosk.ids import LanguageCode

_VERSION_REMEDY = sentence('Write `MAJOR.MINOR`, such as "1.0".')
_OF_SOURCES = {"version"}
_OF_TRANSLATIONS = {"of", "of_text", "made", "read_by"}


class Provenance(NamedTuple):
    version: Version
    origin: Origin | None


def provenance(file: TomlFile, head: Head, language: LanguageCode) -> Provenance | None:
    """What the head of a file says of its text; None when it says too little."""
    is_source = language == SOURCE_LANGUAGE
    for key in sorted(_OF_TRANSLATIONS if is_source else _OF_SOURCES):
        if getattr(head, key) is not None:
            whose = (
                sentence("Only a translation has `{key}`.", key=key)
                if is_source
                else sentence("Only the German text has `{key}`.", key=key)
            )
            file.error(
                (key,),
                whose,
                sentence("Remove `{key}`.", key=key),
            )
    if is_source:
        version = _version(file, "version", head.version)
        return None if version is None else Provenance(version, None)
    origin = _origin(file, head)
    return None if origin is None else Provenance(origin.of, origin)


def _origin(file: TomlFile, head: Head) -> Origin | None:
    of = _version(file, "of", head.of)
    made = _made(file, head.made)
    if head.read_by is not None:
        plain(file, ("read_by",), head.read_by)
    of_text = _of_text(file, head.of_text)
    return Origin(of, made, head.read_by, of_text) if of and made else None


def _of_text(file: TomlFile, text: str | None) -> str | None:
    if text is None or is_fingerprint(text):
        return text
    file.error(
        ("of_text",),
        sentence("{text!r} is no fingerprint of {n} digits.", text=text[:20], n=LENGTH),
        sentence(
            "Remove the line, and `kiosk content confirm` that the translation holds."
        ),
    )
    return None


def _version(file: TomlFile, key: str, text: str | None) -> Version | None:
    if text is None:
        file.error(
            (key,), sentence("The key `{key}` is missing.", key=key), _VERSION_REMEDY
        )
        return None
    version = Version.parsed(text)
    if version is None:
        file.error(
            (key,), sentence("{text!r} is no version.", text=text[:20]), _VERSION_REMEDY
        )
    return version


def _made(file: TomlFile, text: str | None) -> Made | None:
    allowed = " or ".join(f'"{made}"' for made in Made)
    try:
        return Made(text or "")
    except ValueError:
        what = (
            sentence("The key `{key}` is missing.", key="made")
            if text is None
            else sentence("The key `{key}` is {text!r}.", key="made", text=text[:20])
        )
        file.error(
            ("made",),
            what,
            sentence("Write {allowed}.", allowed=allowed),
        )
        return None
