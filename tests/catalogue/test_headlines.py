"""What a list reads of an article: the same as the whole article says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.headlines import headline_of
from kiosk.catalogue.loader import load
from kiosk.catalogue.problems import Findings
from kiosk.ids import Slug
from tests import content_folder
from tests.builders import DE, EN, PL, a_content_folder
from tests.each import each

if TYPE_CHECKING:
    from kiosk.domain.services import Service

CONTENT = Path(__file__).parents[2] / "content"
HEAD = '+++\nversion = "1.0"\n+++\n\n'


def test_every_shipped_headline_is_that_of_its_article() -> None:
    for file in each(sorted((CONTENT / "services").glob("*/*.md"))):
        text = file.read_text(encoding="utf-8")
        article = read_article(file.name, text, file.stem, Findings())  # type: ignore[arg-type]
        assert article is not None
        assert headline_of(text, article.language) in {None, article.headline}, file


def test_most_shipped_headlines_need_no_more_than_a_look() -> None:
    files = list((CONTENT / "services").glob("*/*.md"))
    seen = [f for f in files if headline_of(f.read_text(encoding="utf-8"), DE)]
    assert len(seen) > 0.9 * len(files)


def test_a_summary_of_two_lines_is_one_paragraph() -> None:
    found = headline_of(HEAD + "# Titel\n\nEine\n  Zeile.\n\nText.\n", DE)
    assert found is not None
    assert (found.title, found.summary) == ("Titel", "Eine Zeile.")


@pytest.mark.parametrize(
    "text",
    [
        "# Titel\n\nKurz.\n\nText.\n",
        HEAD,
        HEAD + "Titel\n\nKurz.\n\nText.\n",
        HEAD + "# Titel\n\n- Kurz.\n\nText.\n",
        HEAD + "# Titel\n\nKurz.",
        HEAD + "# *Titel*\n\nKurz.\n\nText.\n",
        HEAD + "# Titel\n\nKurz &amp; gut.\n\nText.\n",
        HEAD + "# Titel\n\n<b>Kurz.</b>\n\nText.\n",
    ],
)
def test_what_is_not_plain_is_left_to_the_article(text: str) -> None:
    assert headline_of(text, DE) is None


def doctor(folder: Path) -> Service:
    return load(folder).service(Slug("doctor"))


def test_a_headline_with_marks_comes_from_the_article(tmp_path: Path) -> None:
    headline = doctor(a_content_folder(tmp_path)).headline(PL)
    assert headline is not None
    assert headline.summary == "Witamy Spremberg/Grodk."


def test_a_list_reads_no_whole_article_of_plain_words(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    polish = folder / "services" / "doctor" / "pl.md"
    content_folder.change(polish, "**Spremberg/Grodk**", "Spremberg/Grodk")
    content_folder.change(polish, "- first", "- <b>")
    service = doctor(folder)
    headline = service.headline(PL)
    assert headline is not None
    assert headline.language == PL
    assert service.article(PL).language == EN


def test_a_service_that_cannot_be_read_has_no_headline(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    for code in content_folder.LANGUAGES:
        (folder / "services" / "doctor" / f"{code}.md").write_bytes(b"\xff")
    catalogue = load(folder)
    assert [s.headline(PL) for s in catalogue.services if s.slug == "doctor"] == [None]
    assert not list(catalogue.of_category(catalogue.services[1].category, PL))
