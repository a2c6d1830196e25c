"""A hub with an entrance and its people at real browsers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.hub_context import join
from tests.system.hub_process import HubProcess, its_state

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from kiosk.domain.catalogue import Desk
    from tests.people import Person
    from tests.system.browsers import Browsers
    from tests.system.entrance import Entrance


@dataclass
class Office:
    """Everybody is opened a browser of their own."""

    hub: HubProcess
    entrance: Entrance
    browsers: Browsers

    def staffed_by(self, *people: Person) -> list[Page]:
        """They join, and sign in."""
        with its_state(self.hub) as context:
            for person in people:
                join(context, person)
        return [self.browsers.of_staff(person) for person in people]

    def desk(self, person: Person) -> Desk:
        assert person.desk
        return self.entrance.catalogue.desk(person.desk)


def waiting(page: Page) -> Locator:
    """The rows of the counsellor's table."""
    return page.locator("table.queue tbody tr")


def number_of_mine(page: Page) -> Locator:
    """The number of the visitor whom this counsellor has now."""
    return page.locator(".mine .number")
