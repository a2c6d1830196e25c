"""Where a key stands in a TOML text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.toml_lines import line_of

if TYPE_CHECKING:
    from kiosk.catalogue.toml_lines import KeyPath

TEXT = """\
order = 1
sources = [
  "a",
]

[contact]
name = "Amt"

[[resources]]
kind = "web"
title.de = "eins"
[[resources]]
kind = "phone"
[resources.title]
de = "zwei"
"pl" = "dwa"
[[resources]]
title = { de = "drei" }
[[resources.more]]
a = 1
[[resources.more]]
a = 2
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("order",), 1),
        (("sources", 0), 2),
        (("contact",), 6),
        (("contact", "name"), 7),
        (("contact", "fax"), 6),
        (("resources", 0), 9),
        (("resources", 0, "title", "de"), 11),
        (("resources", 0, "title", "pl"), 11),
        (("resources", 1, "kind"), 13),
        (("resources", 1, "title", "de"), 15),
        (("resources", 1, "title", "pl"), 16),
        (("resources", 1, "title", "ar"), 14),
        (("resources", 2, "title", "de"), 18),
        (("resources", 2, "more", 1, "a"), 22),
        (("nowhere",), None),
        ((), None),
    ],
)
def test_the_deepest_line_on_the_way_is_named(path: KeyPath, line: int | None) -> None:
    assert line_of(TEXT, path) == line


def test_a_comment_is_no_key() -> None:
    assert line_of("# order = 1\norder = 2\n", ("order",)) == 2
