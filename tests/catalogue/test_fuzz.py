"""Whatever an editor's program writes, the reader answers with problems."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import SiteFile
from kiosk.catalogue.tables import TomlFile
from kiosk.errors import BadContent
from tests import content_folder
from tests.builders import DE, a_content_folder

HEAD = '+++\nversion = "1.0"\n+++\n'
MARKS = st.text(alphabet="#-*_`[]()<>!|>1. \n\t\\&;ab:/\"'", max_size=80)
VALUES = [
    *("1", "-1", "1.5", "nan", "inf", "true", '""', '"x"', "[]", "[1]", "{}"),
    *('[""]', '["de", "de"]', "{ a = 1 }", "[{}]", "[[]]", "1979-05-27"),
    *(
        "1979-05-27T07:32:00",
        "2026-08-19T07:32:00Z",
        "07:32:00",
        "99999999999999999999",
    ),
    *('"\\u0000"', '"."', '"../.."', '"' + "a" * 300 + '"'),
]
FILES = {
    "site.toml": content_folder.site(),
    "topics.toml": content_folder.topics(),
    "resources.toml": content_folder.resources(),
    "words/de.toml": content_folder.words("de"),
    "services/doctor/service.toml": content_folder.service("health", 2),
}
LINES = [
    (name, line)
    for name, text in FILES.items()
    for line in dict.fromkeys(text.splitlines())
    if "=" in line
]


@given(st.one_of(st.text(), MARKS, MARKS.map(lambda text: f"{HEAD}# a\n\nb\n\n{text}")))
def test_any_text_is_an_article_or_has_errors(text: str) -> None:
    findings = Findings()
    article = read_article("a.md", text, DE, findings)
    if not findings.errors():
        assert article is not None
        assert article.title
        assert article.summary
        assert all(block.text for block in article.blocks)
    assert all(problem.remedy for problem in findings.problems)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_any_table_is_decoded_or_has_errors(value: Any) -> None:
    findings = Findings()
    raw = {"site": value, "categories": [value], "emergency": value, "more": value}
    TomlFile("site.toml", "", findings).decode(raw, SiteFile, ())
    assert findings.errors()


@pytest.mark.parametrize(("name", "line"), LINES, ids=str)
def test_any_value_for_any_key_is_read_or_refused(
    name: str, line: str, tmp_path: Path
) -> None:
    folder = a_content_folder(tmp_path)
    key = line.partition("=")[0]
    for value in VALUES:
        text = FILES[name].replace(line, f"{key}= {value}", 1)
        content_folder.put(folder / name, text)
        found = problems(folder)
        assert all(problem.remedy for problem in found)
        if not any(problem.is_error for problem in found):
            load(folder)


@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=60), place=st.integers(0, 400))
def test_bytes_thrown_into_a_file_never_escape(data: bytes, place: int) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = a_content_folder(Path(parent))
        for name in FILES:
            good = (folder / name).read_bytes()
            (folder / name).write_bytes(good[:place] + data + good[place:])
        for problem in problems(folder):
            assert problem.message
            assert problem.remedy


def test_a_thousand_brackets_are_an_error_like_any_other(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.put(folder / "topics.toml", "a = " + "[" * 5000)
    with pytest.raises(BadContent, match="topics"):
        load(folder)


def test_a_thousand_quotations_are_an_error_like_any_other(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    text = HEAD + "# a\n\nb\n\n" + ">" * 5000 + "- " * 5000
    content_folder.put(folder / "services" / "doctor" / "de.md", text)
    assert any(p.file == "services/doctor/de.md" for p in problems(folder))
