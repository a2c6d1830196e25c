"""Which fields the tables of the centre have, and what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import draft_tables, drafting
from kiosk.operations.draft_tables import FieldKind
from tests.draft_hub import a_drafting_hub
from tests.working_draft import changed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context


TOPICS = "topics.toml"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Context]:
    context = a_drafting_hub(tmp_path)
    yield context
    context.database.close()


def test_a_topic_is_offered_unless_it_is_said_that_it_is_not(hub: Context) -> None:
    unsaid = changed(hub, TOPICS, "active = true\n", "")
    drafting.save(hub, "mira", TOPICS, unsaid, 1)
    table = draft_tables.topics(hub)
    offered = {
        table.ids[field.group]: table.typed[field.path]
        for field in table.fields
        if field.name == "active"
    }
    yes, no = (draft_tables.written(FieldKind.YES, said) for said in (True, False))
    assert offered == {"residence": yes, "tax": no}


def test_a_partner_is_named_and_may_be_planned(hub: Context) -> None:
    table = draft_tables.site(hub)
    kinds = {
        field.name: field.kind for field in table.fields if "partners" in field.path
    }
    assert kinds == {"name": FieldKind.LINE, "planned": FieldKind.YES}
