"""What is larger, more or elsewhere than a release is gets nowhere."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from tuf.api.metadata import Metadata, Root, TargetFile

from kiosk.domain.releases import UpdateRefusal
from kiosk.releases.trust.roles import TrustRole
from tests.archives import a_forgery, a_link, everything_in
from tests.fakes.lying_hub import TIMESTAMP, LyingHub
from tests.releases.lies import (
    refuses,
    sign_targets,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.trusting_terminal import TrustingTerminal


PAGE = b"<!DOCTYPE html><title>Sign in to this network</title>"


# endless data, zip bomb


@pytest.mark.parametrize("path", ["metadata/1.root.json", TIMESTAMP])
def test_endless_metadata(hub: LyingHub, terminal: TrustingTerminal, path: str) -> None:
    hub.publish(1)
    hub.lies[path] = itertools.repeat(b"x" * 1000)
    with refuses(terminal, UpdateRefusal.TOO_LARGE):
        terminal.update()


def test_an_endless_archive(hub: LyingHub, terminal: TrustingTerminal) -> None:
    target = hub.publish(1)
    hub.lies[f"targets/{target.file_name}"] = itertools.repeat(b"x" * 1000)
    with refuses(terminal, UpdateRefusal.TOO_LARGE):
        terminal.update()


def test_an_archive_of_a_size_that_no_release_has(
    hub: LyingHub, terminal: TrustingTerminal
) -> None:
    """Not even asked for, however well it is signed."""
    target = hub.publish(1)

    def larger(signed: Any) -> None:
        signed.targets = {
            target.name: TargetFile(2**40, {"sha256": target.sha256}, target.name)
        }

    sign_targets(hub, larger)
    with refuses(terminal, UpdateRefusal.TOO_LARGE):
        terminal.update()
    assert not any(path.startswith("targets/") for path in hub.asked)


def test_endless_roots(hub: LyingHub, terminal: TrustingTerminal) -> None:
    """As many are learnt as somebody signs in a life, and then it goes on."""
    hub.publish(1)
    root = Metadata[Root].from_bytes(hub.newest(TrustRole.ROOT))
    for version in range(2, 200):
        root.signed.version = version
        root.signatures.clear()
        for key in hub.ring[TrustRole.ROOT]:
            root.sign(key.signer, append=True)
        hub.lies[f"metadata/{version}.root.json"] = root.to_bytes()
    assert terminal.update()
    assert len([path for path in hub.asked if "root" in path]) < 100


def test_a_zip_bomb(hub: LyingHub, terminal: TrustingTerminal) -> None:
    bomb = a_forgery([("site.toml", b"0" * 900_000)]).getvalue()
    hub.publish_archive(1, bomb)
    with refuses(terminal, UpdateRefusal.ZIP_BOMB):
        terminal.update()


def test_more_files_than_a_release_has(
    hub: LyingHub, terminal: TrustingTerminal
) -> None:
    many = ((f"services/s{number}.md", b"") for number in range(40_001))
    hub.publish_archive(1, a_forgery(many).getvalue())
    with refuses(terminal, UpdateRefusal.TOO_MANY_FILES):
        terminal.update()


def test_what_is_no_archive(hub: LyingHub, terminal: TrustingTerminal) -> None:
    hub.publish_archive(1, PAGE)
    with refuses(terminal, UpdateRefusal.NOT_AN_ARCHIVE):
        terminal.update()


# path tricks


@pytest.mark.parametrize(
    "name",
    [
        "../site.toml",
        "/etc/site.toml",
        "a/../../site.toml",
        "a\\..\\site.toml",
        "./a.md",
    ],
)
def test_a_name_that_leads_elsewhere(
    hub: LyingHub, terminal: TrustingTerminal, tmp_path: Path, name: str
) -> None:
    hub.publish_archive(1, a_forgery([(name, b"bad")]).getvalue())
    with refuses(terminal, UpdateRefusal.BAD_PATH):
        terminal.update()
    assert b"bad" not in everything_in(tmp_path / "terminal" / "releases").values()


def test_a_link_that_leads_elsewhere(hub: LyingHub, terminal: TrustingTerminal) -> None:
    hub.publish_archive(1, a_forgery([(a_link("site.toml"), b"/etc")]).getvalue())
    with refuses(terminal, UpdateRefusal.BAD_PATH):
        terminal.update()


@pytest.mark.parametrize("name", ["run.py", "site.toml.so", "page.html", "no_suffix"])
def test_a_file_that_is_no_content(
    hub: LyingHub, terminal: TrustingTerminal, name: str
) -> None:
    hub.publish_archive(1, a_forgery([(name, b"bad")]).getvalue())
    with refuses(terminal, UpdateRefusal.BAD_SUFFIX):
        terminal.update()
