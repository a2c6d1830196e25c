from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import ImportFailed
from kiosk.integreat.identities import identity
from kiosk.integreat.joining import Joined
from kiosk.integreat.shapes import Page
from kiosk.integreat.tree import DEEPEST, OTHER, Tree
from tests.each import each
from tests.fakes.integreat import Json, a_page


def _pages(*told: Json) -> list[Joined[Page]]:
    found = []
    for one in told:
        page = msgspec.convert(one, Page)
        own = identity(page.path)
        assert own
        found.append(Joined(own, {SOURCE_LANGUAGE: page}))
    return found


def _order(tree: Tree, *roots: str) -> list[str]:
    return [placed.page.source.title for placed in tree.placed(roots)]


def test_children_stand_below_their_parent_by_path_not_by_id() -> None:
    tree = Tree(
        _pages(
            a_page("/s/de/t/a/", "A", "/s/de/t/"),
            a_page("/s/de/z/", "Z", order=2),
            a_page("/s/de/t/", "T", id=75),
        )
    )
    assert _order(tree) == ["T", "A", "Z"]
    assert [placed.under for placed in tree.placed()] == [(), ("T",), ()]
    assert [placed.order for placed in tree.placed()] == [1, 2, 3]
    assert tree.drops == []


def test_siblings_stand_by_order_then_by_title() -> None:
    tree = Tree(
        _pages(
            a_page("/s/de/c/", "C", order=7),
            a_page("/s/de/b/", "B", order=7),
            a_page("/s/de/d/", "D", order=3),
            a_page("/s/de/e/", "E", order=None),
        )
    )
    assert _order(tree) == ["E", "D", "B", "C"]


def test_an_orphan_comes_last_below_other_and_is_told() -> None:
    tree = Tree(
        _pages(a_page("/s/de/x/y/", "Y", "/s/de/x/", order=0), a_page("/s/de/a/", "A"))
    )
    assert _order(tree) == ["A", "Y"]
    assert tree.placed()[1].under == (OTHER,)
    assert str(tree.drops[0]).startswith("/s/de/x/y: its parent is not delivered")


def test_a_ring_of_parents_is_opened_and_told() -> None:
    tree = Tree(
        _pages(
            a_page("/s/de/a/", "A", "/s/de/b/"),
            a_page("/s/de/b/", "B", "/s/de/a/"),
            a_page("/s/de/c/", "C", "/s/de/c/"),
        )
    )
    assert _order(tree) == ["A", "B", "C"]
    assert all("ring" in str(drop) for drop in each(tree.drops))


def test_only_what_is_below_the_roots_is_taken() -> None:
    tree = Tree(
        _pages(
            a_page("/s/de/a/", "A", order=1),
            a_page("/s/de/a/x/", "X", "/s/de/a/"),
            a_page("/s/de/b/", "B", order=2),
            a_page("/s/de/%C3%BC/", "Ü", order=3),
        )
    )
    assert _order(tree, "/s/de/a") == ["A", "X"]
    assert _order(tree, "/s/de/a/x/", "/s/de/ü/") == ["X", "Ü"]


@pytest.mark.parametrize("root", ["/s/de/nowhere/", "../", "", "/s/en/a/"])
def test_a_root_that_is_not_there_is_refused_with_those_that_are(root: str) -> None:
    with pytest.raises(ImportFailed) as caught:
        Tree(_pages(a_page("/s/de/a/", "A"))).placed([root])
    assert "/s/de/a" in caught.value.remedy


def test_a_chain_as_long_as_the_list_is_no_trouble() -> None:
    told = [a_page("/s/de/0/", "0")]
    told += [a_page(f"/s/de/{n}/", str(n), f"/s/de/{n - 1}/") for n in range(1, 5000)]
    tree = Tree(_pages(*reversed(told)))
    placed = tree.placed(["/s/de/0"])
    assert len(placed) == 5000
    assert len(placed[-1].under) == DEEPEST


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(-1, 12)), max_size=10),
)
def test_whatever_the_parents_are_every_page_stands_once(
    links: list[tuple[int, int]],
) -> None:
    parents = dict(links)
    told = [
        a_page(f"/s/de/{n}/", str(n), None if above < 0 else f"/s/de/{above}/")
        for n, above in parents.items()
    ]
    assert sorted(_order(Tree(_pages(*told)))) == sorted(map(str, parents))


def test_no_pages_have_no_order() -> None:
    assert Tree([]).placed() == []
