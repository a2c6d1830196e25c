"""How an editor says "still valid": the heads and dates change, the words do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.facts import facts
from kiosk.catalogue.files import read_text
from kiosk.catalogue.front_matter import FENCE
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import ServiceFile
from kiosk.catalogue.tables import TomlFile
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import BadContent, NotFound
from kiosk.ids import LanguageCode
from kiosk.paths import replace_text

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
    text = _AS_OF.sub(rf"\g<1>{today}", _text(folder, name))
    confirmed = _facts(name, text)
    for fact in confirmed:
        if fact.as_of != today:
            raise BadContent(
                f"{name}: The date of the fact {fact.id!r} was not found.",
                remedy="Write `as_of = ` and the date on a line of their own.",
            )
    replace_text(folder / name, text)
    return len(confirmed)


def confirm_translation(
    folder: Path, slug: str, language: str, read_by: str | None
) -> Version:
    """The translation says what the German text says now. The version it is of.

    Raises `NotFound`, and `BadContent` for what is wrong with either text.
    """
    version = _source_version(folder, slug)
    name = f"services/{slug}/{language}.md"
    text = _with_key(_text(folder, name), "of", f'"{version}"')
    if read_by is not None:
        text = _with_key(text, "read_by", f'"{_quoted(read_by)}"')
    findings = Findings()
    read_article(name, text, LanguageCode(language), findings)
    findings.raise_first()
    replace_text(folder / name, text)
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


def _source_version(folder: Path, slug: str) -> Version:
    findings = Findings()
    name = f"services/{slug}/{SOURCE_LANGUAGE}.md"
    source = read_article(name, _text(folder, name), SOURCE_LANGUAGE, findings)
    findings.raise_first()
    assert source
    return source.version


def _text(folder: Path, name: str) -> str:
    if not (folder / name).exists():
        raise NotFound(f"{folder / name} is not there.", remedy="Look at its name.")
    findings = Findings()
    text = read_text(folder, name, findings)
    findings.raise_first()
    assert text is not None
    return text


def _with_key(text: str, key: str, value: str) -> str:
    """The head with this key, on its old line or below the opening fence."""
    line = re.compile(rf"^{key}[ \t]*=.*$", re.MULTILINE)
    head, fence, body = text.partition(f"\n{FENCE}\n")
    if line.search(head):
        return line.sub(lambda _: f"{key} = {value}", head, count=1) + fence + body
    return f"{head}\n{key} = {value}{fence}{body}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
