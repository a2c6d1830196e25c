"""What changes for visitors is shown, not what is noted beside a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.catalogue.heads import with_keys
from kiosk.operations import draft_beginnings, drafting
from tests.hub.releases.pages import NEW
from tests.publishing_hub import edit
from tests.working_draft import ENGLISH, GERMAN, POLISH, text

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser


def test_bookkeeping_is_not_shown_and_the_translator_is_told_in_words(
    publisher: Browser, ctx: Context
) -> None:
    keys = {"of": "7.0", "of_text": "abcdefabcdef", "made": "human"}
    there = drafting.file(ctx, POLISH)
    drafting.save(
        ctx, "anna", POLISH, with_keys(POLISH, text(ctx, POLISH), keys), there.version
    )
    page = publisher.get(NEW).text
    assert "Translated by a person" in page
    assert "abcdefabcdef" not in page
    assert "7.0" not in page.partition("<h3")[2]


def noted(ctx: Context, path: str) -> None:
    """Somebody says anew which text it was translated from, and nothing else."""
    keys = {"of_text": "abcdefabcdef"}
    there = drafting.file(ctx, path)
    drafting.save(
        ctx, "anna", path, with_keys(path, text(ctx, path), keys), there.version
    )


def test_texts_whose_heads_alone_changed_are_folded_and_do_not_count(
    publisher: Browser, ctx: Context
) -> None:
    noted(ctx, ENGLISH)
    page = publisher.get(NEW).text
    assert "1 text differs" in page
    seen, _, unseen = page.partition("Nothing that visitors see: 1 text</summary>")
    assert "<strong>Polish</strong>" in seen
    assert "<strong>English</strong>" not in seen
    assert "<strong>English</strong>" in unseen


def test_where_visitors_see_no_difference_it_says_so_and_can_be_published(
    publisher: Browser, ctx: Context
) -> None:
    edit(ctx, POLISH, "# Dzień dobry", "# Witamy")
    noted(ctx, ENGLISH)
    page = publisher.get(NEW).text
    assert "Visitors see no difference" in page
    assert "Nothing that visitors see: 1 text</summary>" in page
    assert "there is nothing to publish" not in page
    assert 'id="publish"' in page


def test_the_centre_comes_first_in_two_cards_then_services_under_their_life_areas(
    publisher: Browser, ctx: Context
) -> None:
    for path in ("words/pl.toml", "topics.toml", "resources.toml"):
        there = drafting.file(ctx, path)
        drafting.save(ctx, "anna", path, f"{there.text}\n# new\n", there.version)
    edit(ctx, "services/registration/pl.md", "# Witamy", "# Dzień dobry")
    page = publisher.get(NEW).text
    headings = re.findall(r"<(h[34])[^>]*>([^<]*)</h", page.partition("<h2 class")[2])
    assert headings == [
        ("h3", "What is set for the centre"),
        ("h3", "Short texts of the centre"),
        ("h3", "Welcome"),
        ("h4", "Welcome"),
        ("h3", "Welcome"),
        ("h4", "Welcome"),
    ]
    assert page.count("The centre<") == 0


def test_a_service_that_is_new_stands_under_the_life_area_it_is_drafted_for(
    publisher: Browser, ctx: Context
) -> None:
    settings = text(ctx, "services/doctor/service.toml")
    drafting.save(ctx, "anna", "services/dentist/service.toml", settings, 0)
    article = text(ctx, GERMAN).replace("# Willkommen", "# Zahnarzt", 1)
    drafting.save(ctx, "anna", "services/dentist/de.md", article, 0)
    assert ">Zahnarzt</h4>" in publisher.get(NEW).text


def test_a_service_that_goes_keeps_its_life_area_though_another_one_came_before(
    publisher: Browser, ctx: Context
) -> None:
    site = text(ctx, "site.toml")
    first = '[[categories]]\nid = "work"\nsymbol = "⚒"\n\n'
    new = site.replace("[[categories]]", f"{first}[[categories]]", 1)
    drafting.save(ctx, "anna", "site.toml", new, 1)
    german = text(ctx, "words/de.toml")
    named = german.replace("[categories]", '[categories]\nwork = "Arbeit"')
    drafting.save(ctx, "anna", "words/de.toml", named, 1)
    draft_beginnings.end_service(ctx, "anna", "doctor")
    settings = text(ctx, "services/registration/service.toml")
    moved = settings.replace('"arrival"', '"work"')
    drafting.save(ctx, "anna", "services/registration/service.toml", moved, 1)
    page = publisher.get(NEW).text
    areas = re.findall(r'<h3[^>]*>([^<]*)</h3>\n*<section class="card">\n *<h4', page)
    assert areas == ["Arbeit", "Welcome"]


def test_a_heading_of_a_text_is_called_one_and_a_remark_of_a_file_too(
    publisher: Browser, ctx: Context
) -> None:
    german = drafting.file(ctx, GERMAN)
    headed = f"{text(ctx, GERMAN)}\n## Arzt suchen\n\nRufen Sie an.\n"
    drafting.save(ctx, "anna", GERMAN, headed, german.version)
    there = drafting.file(ctx, "topics.toml")
    remarked = f"# Look at it in May\n{text(ctx, 'topics.toml')}"
    drafting.save(ctx, "anna", "topics.toml", remarked, there.version)
    page = publisher.get(NEW).text
    assert "A remark: Look at it in May" in page
    assert "A heading: Arzt suchen" in page
