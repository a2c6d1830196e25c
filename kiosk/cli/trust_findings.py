"""What `kiosk doctor` says of the keys that sign releases, and of what they signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.findings import note, well, wrong, wrong_because
from kiosk.errors import KioskError
from kiosk.releases.trust.roles import RoleStanding, TrustRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from kiosk.cli.findings import Finding
    from kiosk.cli.options import Setup

RENEWING = {
    TrustRole.ROOT: "Bring the root keys, and: kiosk content keys renew root"
    " --root-key FILE",
    TrustRole.TARGETS: "Publish something, or: kiosk content keys renew targets",
    TrustRole.SNAPSHOT: "The hub renews it by itself: let it run, and see its log.",
    TrustRole.TIMESTAMP: "The hub renews it by itself: let it run, and see its log.",
    TrustRole.NOTICES: "The hub renews it by itself: let it run, and see its log.",
}


def trust_findings(
    place: Setup, standings: Sequence[RoleStanding], now: datetime
) -> Iterator[Finding]:
    if not standings:
        yield note(
            "releases: nothing was signed yet",
            "The keys are made with the first release, or by kiosk content keys init.",
        )
        return
    has = {standing.role for standing in standings if standing.can_sign}
    for standing in standings:
        yield _until(standing, now)
        if standing.role is TrustRole.TARGETS and not standing.can_sign:
            yield note(
                "releases: the key of the publisher is not here, so the hub publishes"
                " nothing by itself",
                "Sign on the machine that has it: kiosk content sign",
            )
            if TrustRole.NOTICES not in has:
                yield note(
                    "releases: notices do not reach terminals: the publisher lets no"
                    " key of this hub sign them",
                    "Make one: kiosk content keys notices",
                )
        elif standing.role is TrustRole.NOTICES and not standing.can_sign:
            yield wrong(
                "releases: the key with which this hub signs notices is not here",
                "Bring its file back, or make a new one: kiosk content keys notices",
            )
        elif standing.role is not TrustRole.ROOT and not standing.can_sign:
            yield wrong(
                f"releases: the key of the role {standing.role} is not here",
                "Bring its file back, or: kiosk content keys rotate"
                f" {standing.role} --root-key FILE",
            )
    yield from _files(place)


def _until(standing: RoleStanding, now: datetime) -> Finding:
    told = f"releases: {standing.role} holds until {standing.expires:%Y-%m-%d %H:%M}"
    if standing.is_over(now):
        return wrong(f"{told} UTC, which is over", RENEWING[standing.role])
    if standing.ends_soon(now):
        return wrong(f"{told} UTC, which is soon", RENEWING[standing.role])
    return well(f"{told} UTC")


def _files(place: Setup) -> Iterator[Finding]:
    from kiosk.cli.release_keys import key_folder

    folder = key_folder(place)
    for role in TrustRole:
        try:
            for key in folder.of(role):
                if key.is_open_to_others():
                    yield wrong(
                        f"releases: others on this machine can read {key.file}",
                        f"chmod 600 {key.file}",
                    )
                if role is TrustRole.ROOT:
                    yield note(
                        f"releases: the root key {key.file} lies on this machine",
                        "Put it away, each to a place of its own: whoever has it can"
                        " replace all others.",
                    )
        except KioskError as error:
            yield wrong_because(error)
