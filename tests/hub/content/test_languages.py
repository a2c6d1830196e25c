"""GET and POST /content/languages...: which languages the terminal offers, what each
lacks, and how one ends and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import drafting
from kiosk.operations.draft_overview import checked_draft
from tests.hub_web import signed_in
from tests.people import EDITOR, PUBLISHER
from tests.working_draft import POLISH, changed, text

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.hub_web import Browser

PAGE = "/content/languages"
WORDS = "words/pl.toml"
END = f"{PAGE}/pl/remove"
SITE = "site.toml"


@pytest.fixture
def publisher(client: TestClient[Litestar], ctx: Context) -> Browser:
    return signed_in(client, ctx, PUBLISHER)


def row(page: str, name: str) -> str:
    """What the list says of a language, without its tags."""
    found = next(r for r in page.split("<tr ") if f">{name}<" in r)
    return " ".join(found.split())


def offered(ctx: Context) -> list[str]:
    catalogue = checked_draft(ctx).content.catalogue
    assert catalogue
    return list(catalogue.site.languages)


def test_each_language_says_what_it_lacks(publisher: Browser, ctx: Context) -> None:
    drafting.remove(ctx, "anna", POLISH, 1)
    words = changed(ctx, WORDS, "[categories]\n", "[categories]\n# fewer\n")
    fewer = "\n".join(
        line for line in words.splitlines() if not line.startswith("health")
    )
    drafting.save(ctx, "anna", WORDS, f"{fewer}\n", 1)
    page = publisher.get(PAGE).text
    assert "1 text missing" in row(page, "Polish")
    assert "1 short text missing" in row(page, "Polish")
    assert "all there" in row(page, "English")
    assert "What all other texts are made from" in row(page, "German")
    assert f'href="{END}"' in page
    assert f'href="{PAGE}/de/remove"' not in page


def test_a_language_ends_after_what_it_costs_was_told(
    publisher: Browser, ctx: Context
) -> None:
    before = text(ctx, SITE)
    asked = publisher.get(END).text
    assert "End Polish?" in asked
    assert "2 texts are not shown any more." in asked
    assert publisher.post(END).headers["location"] == END
    assert text(ctx, SITE) == before
    answer = publisher.post(END, confirmed="yes")
    assert answer.headers["location"] == f"{PAGE}?notice=ended"
    assert offered(ctx) == ["de", "en", "uk", "ar"]
    assert not checked_draft(ctx).content.errors()
    assert drafting.file(ctx, POLISH).version == 1
    assert text(ctx, SITE) == before.replace('"pl", ', "")


def test_whoever_offers_it_again_has_all_texts_back(
    publisher: Browser, ctx: Context
) -> None:
    publisher.post(END, confirmed="yes")
    page = publisher.get(PAGE).text
    assert "Offer Polish" in page
    publisher.post("/content/new/language", code="pl")
    assert "pl" in offered(ctx)
    assert "all there" in row(publisher.get(PAGE).text, "Polish")


def test_one_with_only_some_texts_ends_whole(publisher: Browser, ctx: Context) -> None:
    only_some = text(ctx, SITE).replace("[site]\n", '[site]\npartly = ["pl"]\n')
    drafting.save(ctx, "anna", SITE, only_some, 1)
    assert "only some texts" in row(publisher.get(PAGE).text, "Polish")
    publisher.post(END, confirmed="yes")
    assert "partly" not in text(ctx, SITE)
    assert not checked_draft(ctx).content.errors()


def test_german_cannot_end_and_the_page_says_why(
    publisher: Browser, ctx: Context
) -> None:
    page = publisher.get(f"{PAGE}/de/remove").text
    assert "German is what all other texts are made from: it cannot end." in page
    assert "confirmed" not in page
    answer = publisher.post(f"{PAGE}/de/remove", confirmed="yes")
    assert answer.status_code == 409
    assert "It stays; end other languages." in answer.text
    assert "de" in offered(ctx)


def test_all_others_may_end_but_german(publisher: Browser, ctx: Context) -> None:
    for code in ("en", "pl", "uk", "ar"):
        assert (
            publisher.post(f"{PAGE}/{code}/remove", confirmed="yes").status_code == 303
        )
    assert offered(ctx) == ["de"]
    assert not checked_draft(ctx).content.errors()
    assert publisher.get(PAGE).status_code == 200


def test_who_reads_a_language_in_place_of_another_is_named(publisher: Browser) -> None:
    page = " ".join(publisher.get(f"{PAGE}/en/remove").text.split())
    assert "Who reads one of these has it in place of a missing text" in page


def test_what_is_not_offered_does_not_end(publisher: Browser) -> None:
    for code in ("tr", "xx", "..", "PL"):
        assert publisher.get(f"{PAGE}/{code}/remove").status_code == 404
    for code in ("tr", "xx"):
        answer = publisher.post(f"{PAGE}/{code}/remove", confirmed="y")
        assert answer.headers["location"] == f"{PAGE}?notice=gone"


def test_editors_read_the_list_and_leave_the_choice_to_publishers(
    client: TestClient[Litestar], ctx: Context
) -> None:
    editor = signed_in(client, ctx, EDITOR)
    page = editor.get(PAGE).text
    assert "Who publishes decides which languages are offered." in page
    assert "/remove" not in page
    assert "Offer Turkish" not in page
    for answer in (editor.get(END), editor.post(END, confirmed="yes")):
        assert answer.status_code == 403
        assert "Only a publisher decides which languages are offered." in answer.text
    assert f'href="{PAGE}"' in editor.get("/content").text
