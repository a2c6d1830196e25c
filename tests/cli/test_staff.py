from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.ids import CategoryId
from kiosk.operations import accounts
from tests.people import PASSWORD
from tests.system.hub_process import HubProcess, its_state

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


@pytest.mark.parametrize(
    ("options", "rights"),
    [
        ([], Rights.of(Role.COUNSELLOR)),
        (["--administrator"], Rights.of(Role.ADMINISTRATOR)),
        (
            ["--role", "counsellor", "--role", "editor", "--area", "health"],
            Rights.of(
                Role.COUNSELLOR, Role.EDITOR, areas=frozenset({CategoryId("health")})
            ),
        ),
        (
            ["--role", "editor", "--role", "publisher"],
            Rights.of(Role.EDITOR, Role.PUBLISHER),
        ),
    ],
)
def test_an_invitation_is_a_link_with_which_somebody_sets_a_password(
    run: Run, machine: Machine, options: list[str], rights: Rights
) -> None:
    said = run("staff", "invite", "Anna", *options)
    assert said.exit_code == 0, said.output
    found = re.search(r"http://127\.0\.0\.1:8080/welcome/(\S+)", said.output)
    assert found
    with its_state(HubProcess(machine.data)) as ctx:
        somebody = accounts.accept_invitation(ctx, found[1], PASSWORD)
    assert (somebody.sign_in_name, somebody.rights) == ("anna", rights)


def test_an_invitation_names_whom_it_is_for_as_they_sign_in(run: Run) -> None:
    said = run("staff", "invite", " Anna ").output
    assert said.startswith("For anna (counsellor), once")


def test_the_link_leads_where_the_hub_is_reached(run: Run, machine: Machine) -> None:
    address = machine.data / "hub" / "address"
    address.parent.mkdir(parents=True)
    address.write_text("http://192.168.1.5:8081")
    assert "http://192.168.1.5:8081/welcome/" in run("staff", "invite", "a").output
    said = run("staff", "invite", "a", "--public-address", "https://hub.example.org/")
    assert "https://hub.example.org/welcome/" in said.output


def test_a_name_with_another_role_is_refused(run: Run) -> None:
    run("staff", "invite", "anna")
    said = run("staff", "invite", "anna", "--administrator")
    assert said.exit_code == 2
    assert "anna is counsellor already" in said.output


def test_a_name_that_cannot_be_is_refused(run: Run) -> None:
    said = run("staff", "invite", "two words")
    assert said.exit_code == 2
    assert "is no sign-in name" in said.output


def test_everybody_is_listed(run: Run, machine: Machine) -> None:
    run("staff", "invite", "anna")
    run("staff", "invite", "ole", "--administrator")
    with its_state(HubProcess(machine.data)) as ctx:
        [anna] = [s for s in accounts.list_staff(ctx) if s.sign_in_name == "anna"]
        accounts.deactivate(ctx, anna.id)
    said = run("staff", "list").output
    assert "anna  counsellor  not active" in said
    assert "ole  administrator" in said
