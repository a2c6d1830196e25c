"""Facts, questions and resources of a service's file are changed by name, and no byte
beside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.service_rows import NEW, REMOVED, named, placed, with_named
from kiosk.catalogue.toml_edits import values

if TYPE_CHECKING:
    from kiosk.catalogue.toml_lines import KeyPath

FILE = "services/doctor/service.toml"
TEXT = """\
# By hand, in May.
category = "health"  # the first
order    = 2

[[facts]]
id = "deadline"
says = "Zwei Wochen Zeit."
source = "BMG § 17"   # read twice

# The second one.
[[facts]]
id = "fee"
says = "Es kostet nichts."
source = "BMG § 30"

[[gaps]]
kind = "hours"
ask = "Wann?"
whom = "Amt"

[contact]
name = "Amt"
"""


@pytest.mark.parametrize("begins", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_value_changes_where_its_row_stands(begins: str, ends: str) -> None:
    text = begins + TEXT.replace("\n", ends)
    changed = with_named(FILE, text, {("facts", "fee", "source"): "BMG § 31"})
    assert changed == text.replace("§ 30", "§ 31")


def test_a_row_goes_with_the_remark_above_it() -> None:
    gone = with_named(FILE, TEXT, {("facts", "fee", REMOVED): True})
    begins, ends = TEXT.index("# The second"), TEXT.index("[[gaps]]")
    assert gone == TEXT[:begins] + TEXT[ends:]
    assert with_named(FILE, gone, {("facts", "fee", REMOVED): True}) == gone


def test_the_last_row_of_its_like_leaves_nothing_behind() -> None:
    asked = next(iter(named(values(FILE, TEXT))["gaps"]))
    gone = with_named(FILE, TEXT, {("gaps", asked, REMOVED): True})
    assert gone == TEXT.partition("[[gaps]]")[0] + TEXT[TEXT.index("[contact]") :]


@pytest.mark.parametrize(
    ("says", "name"),
    [
        ("Kostenlos.", "kostenlos"),
        ("Fee", "fee-2"),
        ("Das Amt schickt eine Rechnung.", "das-amt-schickt-eine"),
        ("Rechtsschutzversicherungsgesellschaft", "rechtsschutzversicherung"),
    ],
)
def test_a_new_fact_is_named_by_what_it_says(says: str, name: str) -> None:
    new: dict[KeyPath, object] = {
        ("facts", NEW, "says"): says,
        ("facts", NEW, "as_of"): date(2026, 12, 1),
        ("facts", NEW, "url"): None,
    }
    row = f'[[facts]]\nid = "{name}"\nsays = "{says}"\nas_of = 2026-12-01\n\n'
    assert with_named(FILE, TEXT, new) == TEXT.replace("[[gaps]]", f"{row}[[gaps]]")


def test_what_stands_in_no_table_comes_before_all_tables() -> None:
    changed = with_named(FILE, TEXT, {("topic",): "tax", ("resources", "office"): True})
    said = values(FILE, changed)
    assert (said["topic"], said["resources"]) == ("tax", ["office"])
    assert changed.partition("[[facts]]")[2] == TEXT.partition("[[facts]]")[2]


def test_rows_that_are_written_in_one_line_are_kept_like_that() -> None:
    text = 'gaps = [{ kind = "cost", ask = "Was?", whom = "Amt" }]\norder = 1\n'
    new: dict[KeyPath, object] = {("gaps", NEW, "ask"): "Wann?"}
    asked = values(FILE, with_named(FILE, text, new))["gaps"]
    assert [row["ask"] for row in asked] == ["Was?", "Wann?"]


def test_of_two_rows_of_one_name_the_first_is_meant() -> None:
    twice = TEXT.replace('"fee"', '"deadline"')
    changed = with_named(FILE, twice, {("facts", "deadline", "source"): "X"})
    assert changed == twice.replace('"BMG § 17"', '"X"')


def test_a_row_that_is_not_there_has_no_place() -> None:
    said = values(FILE, TEXT)
    assert placed(said, ("facts", "fee", "says")) == ("facts", 1, "says")
    assert placed(said, ("facts", "gone", "says")) is None
    assert placed(said, ("contact", "name")) == ("contact", "name")
