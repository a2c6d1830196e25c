from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import draft_following, drafting
from kiosk.operations.draft_following import DraftFollowed
from tests.working_draft import ENGLISH, GERMAN, POLISH, begun, text

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context

ANNA, FILES = "anna", "files"


@pytest.fixture
def draft(ctx: Context, tmp_path: Path) -> Context:
    return begun(ctx)


def public(ctx: Context) -> dict[str, bytes]:
    return {file.path: text(ctx, file.path).encode() for file in drafting.files(ctx)}


def followed(
    ctx: Context, before: dict[str, bytes], **changed: str | None
) -> DraftFollowed:
    paths = {"german": GERMAN, "english": ENGLISH, "polish": POLISH}
    after = dict(before)
    for name, new in changed.items():
        if new is None:
            del after[paths[name]]
        else:
            after[paths[name]] = new.encode()
    return draft_following.follow(ctx, FILES, before, after)


def test_what_nobody_changed_in_the_draft_becomes_what_was_published(
    draft: Context,
) -> None:
    done = followed(draft, public(draft), polish="new", english=None)

    assert done == DraftFollowed(taken=tuple(sorted((ENGLISH, POLISH))))
    assert text(draft, POLISH) == "new"
    assert ENGLISH not in public(draft)


def test_what_somebody_changed_in_the_draft_stays_and_is_told(draft: Context) -> None:
    before = public(draft)
    drafting.save(draft, ANNA, POLISH, "of anna", 1)
    drafting.save(draft, ANNA, GERMAN, "of anna too", 1)

    done = followed(draft, before, polish="of the files", english="taken")

    assert done == DraftFollowed(taken=(ENGLISH,), kept=(POLISH,))
    assert text(draft, POLISH) == "of anna"
    assert text(draft, GERMAN) == "of anna too", "the files had left it alone"


def test_the_same_change_in_both_is_none(draft: Context) -> None:
    before = public(draft)
    drafting.save(draft, ANNA, POLISH, "the same", 1)
    revision = drafting.revision(draft)

    assert followed(draft, before, polish="the same") == DraftFollowed()
    assert drafting.revision(draft) == revision


def test_without_a_draft_nothing_is_begun(ctx: Context) -> None:
    assert followed(ctx, {}, polish="new") == DraftFollowed()
    assert drafting.revision(ctx) == 0
