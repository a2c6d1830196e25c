from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.changes import ChangeKind
from kiosk.errors import DraftMoved
from kiosk.operations import draft_release, publishing
from kiosk.operations.draft_release import DraftOffers, Seen
from kiosk.operations.publishing import Wish
from tests.hub_context import gone, statements
from tests.publishing_hub import a_publishing_hub, another_release, edit
from tests.working_draft import POLISH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


@pytest.fixture
def ctx(tmp_path: Path, clock: FixedClock, engine: str) -> Iterator[Context]:
    context = a_publishing_hub(tmp_path, clock, engine=engine)
    yield context
    gone(context.database)


@pytest.fixture
def offers() -> DraftOffers:
    return DraftOffers()


def test_a_draft_that_says_the_same_offers_nothing(
    ctx: Context, offers: DraftOffers
) -> None:
    assert offers.now(ctx).changes == ()


def test_a_changed_text_is_offered_with_its_language(
    ctx: Context, offers: DraftOffers
) -> None:
    edit(ctx, POLISH, "Witamy", "Dzień dobry")
    (change,) = offers.now(ctx).changes
    assert (change.path, change.slug, change.language, change.kind) == (
        POLISH,
        "doctor",
        "pl",
        ChangeKind.CHANGED,
    )


def test_it_is_compared_anew_only_when_something_moved(
    ctx: Context, offers: DraftOffers
) -> None:
    first = offers.now(ctx)
    with statements(ctx.database) as asked:
        assert offers.now(ctx) is first
    assert len(asked) == 2
    edit(ctx, POLISH, "Witamy", "Dzień dobry")
    assert offers.now(ctx) is not first


def test_just_what_was_seen_is_published(ctx: Context, offers: DraftOffers) -> None:
    edit(ctx, POLISH, "Witamy", "Dzień dobry")
    seen = offers.now(ctx).seen
    offer = draft_release.agreed(ctx, offers, seen)
    publishing.publish_files(ctx, Wish("anna", based_on=seen.release), offer.files)
    public = publishing.files_of(ctx, 2)
    assert "Dzień dobry" in public[POLISH].decode()
    assert offers.now(ctx).changes == ()


def test_a_page_kept_open_while_the_draft_moved_publishes_nothing(
    ctx: Context, offers: DraftOffers
) -> None:
    seen = offers.now(ctx).seen
    edit(ctx, POLISH, "Witamy", "Dzień dobry")
    with pytest.raises(DraftMoved):
        draft_release.agreed(ctx, offers, seen)


def test_a_page_kept_open_while_somebody_published_publishes_nothing(
    ctx: Context, offers: DraftOffers
) -> None:
    seen = offers.now(ctx).seen
    another_release(ctx)
    with pytest.raises(DraftMoved):
        draft_release.agreed(ctx, offers, seen)


def test_nothing_that_never_was_is_agreed_to(ctx: Context, offers: DraftOffers) -> None:
    with pytest.raises(DraftMoved):
        draft_release.agreed(ctx, offers, Seen(10**9, 10**9))
