from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import publishing
from kiosk.operations.draft_release import DraftOffers
from kiosk.operations.publishing import Wish
from kiosk.operations.taken_back import TakenBack, taken_back
from kiosk.store import releases
from tests.hub_context import gone
from tests.publishing_hub import a_publishing_hub, another_release, edit
from tests.working_draft import ENGLISH, POLISH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

ANNA = Wish("anna")


@pytest.fixture
def ctx(tmp_path: Path, clock: FixedClock) -> Iterator[Context]:
    """The Polish title is changed, and public with release 2."""
    context = a_publishing_hub(tmp_path, clock)
    edit(context, POLISH, "# Witamy", "# Dzień dobry")
    publish_draft(context)
    yield context
    gone(context.database)


def publish_draft(ctx: Context) -> None:
    publishing.publish_files(ctx, ANNA, DraftOffers().now(ctx).files)


def found(ctx: Context) -> TakenBack | None:
    return taken_back(ctx, DraftOffers().now(ctx).changes)


def test_what_was_public_before_somebody_went_back_is_known_with_its_day(
    ctx: Context, clock: FixedClock
) -> None:
    publishing.roll_back(ctx, ANNA, 1)
    assert found(ctx) == TakenBack(clock.now(), frozenset({POLISH}))


def test_a_text_that_never_was_public_was_not_taken_back(ctx: Context) -> None:
    publishing.roll_back(ctx, ANNA, 1)
    edit(ctx, ENGLISH, "# Welcome", "# Good morning")
    back = found(ctx)
    assert back is not None
    assert back.paths == {POLISH}


def test_going_back_twice_forgets_nothing_of_what_was_public_first(
    ctx: Context,
) -> None:
    edit(ctx, ENGLISH, "# Welcome", "# Good morning")
    publish_draft(ctx)
    publishing.roll_back(ctx, ANNA, 2)
    publishing.roll_back(ctx, ANNA, 1)
    back = found(ctx)
    assert back is not None
    assert back.paths == {POLISH, ENGLISH}


def test_where_nobody_went_back_nothing_was_taken_back(ctx: Context) -> None:
    edit(ctx, POLISH, "# Dzień dobry", "# Witamy")
    assert found(ctx) is None


def test_a_draft_that_followed_has_nothing_that_was_taken_back(ctx: Context) -> None:
    publishing.roll_back(ctx, ANNA, 1)
    edit(ctx, POLISH, "# Dzień dobry", "# Witamy")
    assert found(ctx) is None


def test_once_the_draft_is_published_nothing_is_taken_back_any_more(
    ctx: Context,
) -> None:
    publishing.roll_back(ctx, ANNA, 1)
    publish_draft(ctx)
    edit(ctx, POLISH, "# Dzień dobry", "# Cześć")
    assert found(ctx) is None


def test_what_is_kept_no_longer_is_not_compared(ctx: Context) -> None:
    publishing.roll_back(ctx, ANNA, 1)
    for _ in range(releases.KEPT):
        another_release(ctx)
    assert found(ctx) is None
