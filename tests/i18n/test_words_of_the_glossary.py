"""The program calls things as the centre does: no word that its glossary forbids."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from kiosk.catalogue.glossary import read_glossary
from kiosk.catalogue.problems import Findings
from kiosk.i18n.languages import LANGUAGES
from tests import content_folder

if TYPE_CHECKING:
    from kiosk.ids import LanguageCode

HERE = Path(__file__).parents[2]


def said(code: LanguageCode) -> list[str]:
    """What the program says in this language, a text a line."""
    path = HERE / "locales" / code.replace("-", "_") / "LC_MESSAGES" / "kiosk.po"
    if not path.exists():
        return []  # the language that it is written in
    with path.open("rb") as file:
        messages = [message.string for message in read_po(file) if message.id]
    forms = [[one] if isinstance(one, str) else list(one or ()) for one in messages]
    texts = [text for several in forms for text in several]
    return [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_is_forbidden(code: LanguageCode, tmp_path: Path) -> None:
    content_folder.put(
        tmp_path / "glossary.toml", (HERE / "content/glossary.toml").read_text("utf-8")
    )
    (tmp_path / "words").mkdir()
    (tmp_path / f"words/{code}.toml").write_text("\n".join(said(code)), "utf-8")
    findings = Findings()
    read_glossary(tmp_path, findings).check_words(findings)
    assert [f"{p} {p.remedy}" for p in findings.problems] == []
