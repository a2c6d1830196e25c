"""How an editor says "still valid": the heads and dates change, the words do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.files import read_text
from kiosk.catalogue.front_matter import FENCE
from kiosk.catalogue.problems import Findings
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import NotFound
from kiosk.ids import LanguageCode
from kiosk.paths import replace_text

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kiosk.domain.translations import Version

_AS_OF = re.compile(r"^as_of[ \t]*=.*$", re.MULTILINE)


def confirm_facts(folder: Path, slug: str, today: date) -> int:
    """Every fact of the service was looked up today. How many there are.

    Raises `NotFound`, and `BadContent` when the file cannot be read.
    """
    name = f"services/{slug}/service.toml"
    text, found = _AS_OF.subn(f"as_of = {today}", _text(folder, name))
    replace_text(folder / name, text)
    return found


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
