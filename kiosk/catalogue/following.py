"""Whether of two sentences that take turns each day has exactly one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import guess
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.catalogue.tables import TomlFile
    from kiosk.domain.facts import Fact
    from kiosk.ids import FactId


def check_following(file: TomlFile, facts: Sequence[Fact]) -> frozenset[FactId]:
    """Looks at each fact that `follows` another; those that are followed well."""
    by_id = {fact.id: fact for fact in facts}
    followed = set()
    for index, fact in enumerate(facts):
        if fact.follows is None:
            continue
        path = ("facts", index, "follows")
        earlier = by_id.get(fact.follows)
        if earlier is None or earlier is fact:
            others = sorted(by_id.keys() - {fact.id})
            file.error(
                path,
                sentence("There is no other fact {fact!r}.", fact=fact.follows),
                sentence(
                    "{guess}Known: {allowed}.",
                    guess=guess(fact.follows, others),
                    allowed=", ".join(others),
                ),
            )
        elif _meets(file, path, earlier, fact):
            followed.add(earlier.id)
    return frozenset(followed)


def _meets(
    file: TomlFile, path: tuple[str | int, ...], earlier: Fact, later: Fact
) -> bool:
    """Whether the day on which one ends is known, and on it the other begins."""
    ends, begins = earlier.valid_until, later.valid_from
    if ends is None or begins is None:
        file.error(
            path,
            sentence(
                "It is not said when {earlier!r} ends and {later!r} begins.",
                earlier=earlier.id,
                later=later.id,
            ),
            sentence(
                "Write the same day as `valid_until` of one and `valid_from` of the"
                " other."
            ),
        )
        return False
    if ends == begins:
        return True
    names = {"earlier": earlier.id, "later": later.id}
    told = (
        sentence(
            "From {ends} until {begins} neither {earlier!r} nor {later!r} is shown.",
            ends=ends,
            begins=begins,
            **names,
        )
        if ends < begins
        else sentence(
            "From {begins} until {ends} both {earlier!r} and {later!r} is shown.",
            ends=ends,
            begins=begins,
            **names,
        )
    )
    file.warning(
        path,
        told,
        sentence("Let one end on the day on which the other begins."),
    )
    return False
