"""What becomes of a path that changes below the one who walks it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.ids import AnswerCode, Slug
from kiosk.terminal import places
from tests.builders import a_catalogue
from tests.fakes.ports import FakeContents, FakeWorld
from tests.fakes.visit import NARROW, Visit, visiting
from tests.pathway import CHILDREN, HERE

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue

ANSWERED = places.OnPathway((HERE, CHILDREN))


def without_a_path(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, pathway=lambda: None)


def without_registration(catalogue: Catalogue) -> Catalogue:
    left = [s for s in catalogue.services if s.slug != "registration"]
    return catalogue.with_services(left)


def is_told(visit: Visit) -> None:
    """In words, with a way on."""
    assert visit.at(places.Trouble(places.Mishap.NOT_OFFERED))
    assert "This is no longer offered." in visit.words()
    assert "Start again" in visit.words()


@pytest.mark.parametrize(
    ("stands", "touches"),
    [
        (places.OnPathway(), ("#answer-here",)),
        (places.OnPathway((HERE,)), ("#answer-yes",)),
        (ANSWERED, ("#next-stage",)),
        (ANSWERED, ("#language", "#language-de")),
        (ANSWERED, ("#take-plan", "#back")),
    ],
)
async def test_a_path_that_is_gone_is_told(
    stands: places.OnPathway, touches: tuple[str, ...]
) -> None:
    contents = FakeContents(a_catalogue())
    async with visiting(FakeWorld(contents=contents), NARROW) as visit:
        await visit.begin("en", places.Home(), stands)
        for at, touched in enumerate(touches, 1):
            if at == len(touches):
                contents.catalogue = without_a_path(contents.catalogue)
            await visit.touch(touched)
        if visit.app.session.code == "de":
            assert visit.at(places.Trouble(places.Mishap.NOT_OFFERED))
        else:
            is_told(visit)


async def test_a_step_whose_text_is_gone_is_told_and_the_others_stay() -> None:
    contents = FakeContents(a_catalogue())
    async with visiting(FakeWorld(contents=contents), NARROW) as visit:
        await visit.begin("en", places.Home(), ANSWERED)
        contents.catalogue = without_registration(contents.catalogue)
        await visit.touch("#step-register")
        is_told(visit)
        await visit.begin("en", places.Home(), ANSWERED)
        assert not visit.app.screen.query("#step-register")
        assert "doctor (en)" in visit.words()


async def test_an_answer_that_is_known_no_more_is_asked_for_again() -> None:
    gone = places.OnPathway((AnswerCode("ZZ"),))
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", places.Home(), gone)
        assert "Where do you live?" in visit.words()
        await visit.touch("#answer-here")
        await visit.touch("#answer-yes")
        assert "register (en)" in visit.words()
        await visit.touch("#step-register")
        assert visit.at(places.ServicePage(Slug("registration")))
