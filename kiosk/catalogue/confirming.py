"""How an editor says "still valid": the heads and dates change, the words do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.catalogue.added_languages import read_added_languages
from kiosk.catalogue.facts import facts
from kiosk.catalogue.files import read_text
from kiosk.catalogue.heads import with_keys
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import ServiceFile
from kiosk.catalogue.tables import TomlFile
from kiosk.catalogue.text_origins import TextOrigin, file_of, naming, text_origin
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceChange, SourceText
from kiosk.errors import BadContent, NotFound
from kiosk.i18n.languages import LANGUAGES
from kiosk.paths import replace_text
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kiosk.domain.facts import Fact
    from kiosk.domain.translations import Version

_AS_OF = re.compile(r"^([ \t]*as_of[ \t]*=[ \t]*)\d{4}-\d\d-\d\d", re.MULTILINE)


def confirm_facts(folder: Path, slug: str, today: date) -> int:
    """Every fact of the service was looked up today. How many there are.

    Raises `NotFound`, and `BadContent` for what cannot be confirmed: a fact that has
    ended, for one. The file stays as it was then.
    """
    name = f"services/{slug}/service.toml"
    text, count = facts_confirmed(name, _text(folder, name), today)
    replace_text(folder / name, text)
    return count


def facts_confirmed(name: str, text: str, today: date) -> tuple[str, int]:
    """The file with its facts looked up today, and how many they are.

    Raises as `confirm_facts` does.
    """
    text = _AS_OF.sub(rf"\g<1>{today}", text)
    confirmed = _facts(name, text)
    for fact in confirmed:
        if fact.as_of != today:
            raise BadContent(
                sentence(
                    "{name}: The date of the fact {id!r} was not found.",
                    name=name,
                    id=fact.id,
                ),
                remedy=sentence(
                    "Write `as_of = ` and the date on a line of their own."
                ),
            )
    return text, len(confirmed)


def confirm_translation(
    folder: Path, slug: str, language: str, read_by: str | None
) -> Version:
    """The translation says what the German text says now. The version it is of.

    `words` is the slug of the centre's short words. Raises `NotFound`, and `BadContent`
    for what is wrong with either text.
    """
    read_added_languages(folder, Findings())
    source = _origin_of(folder, slug, SOURCE_LANGUAGE).source
    name = file_of(slug, language)
    text = naming(name, _exact(folder, name), source)
    if read_by is not None:
        text = with_keys(name, text, {"read_by": read_by})
    _read(name, text)
    replace_text(folder / name, text)
    return source.version


def tell_change(folder: Path, slug: str, change: SourceChange) -> Version:
    """The German text was changed: in meaning, or only in its wording. Its new version.

    Only the wording: translations of the same major version hold, and name the new
    text. Raises as `confirm_translation` does; then nothing was written.
    """
    read_added_languages(folder, Findings())
    name = file_of(slug, SOURCE_LANGUAGE)
    before = _origin_of(folder, slug, SOURCE_LANGUAGE).source
    version = before.version.raised(change)
    after = SourceText(version, before.fingerprint)
    written = {name: with_keys(name, _exact(folder, name), {"version": str(version)})}
    _read(name, written[name])
    for code in LANGUAGES if change is SourceChange.WORDING else ():
        translation = file_of(slug, code)
        if code != SOURCE_LANGUAGE and (folder / translation).exists():
            origin = _origin_of(folder, slug, code).origin
            if origin and origin.of.major == before.version.major:
                text = naming(translation, _exact(folder, translation), after)
                written[translation] = text
    for file, text in written.items():
        replace_text(folder / file, text)
    return version


def _facts(name: str, text: str) -> tuple[Fact, ...]:
    """As a terminal would read them."""
    findings = Findings()
    file = TomlFile(name, text, findings)
    raw = file.parsed()
    table = None if raw is None else file.decode(raw, ServiceFile, ())
    found = () if table is None else facts(file, table.facts)
    findings.raise_first()
    return found


def _origin_of(folder: Path, slug: str, language: str) -> TextOrigin:
    name = file_of(slug, language)
    return _read(name, _exact(folder, name))


def _read(name: str, text: str) -> TextOrigin:
    findings = Findings()
    found = text_origin(name, text, findings)
    findings.raise_first()
    assert found
    return found


def _exact(folder: Path, name: str) -> str:
    """With its ends of lines as they are; what cannot be read is told as ever."""
    _text(folder, name)
    return (folder / name).read_bytes().decode("utf-8")


def _text(folder: Path, name: str) -> str:
    if not (folder / name).exists():
        raise NotFound(
            f"{folder / name} is not there.",
            remedy="Names of services are those of the folders in services/:"
            " see kiosk content status.",
        )
    findings = Findings()
    text = read_text(folder, name, findings)
    findings.raise_first()
    assert text is not None
    return text
