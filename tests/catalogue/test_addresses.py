"""How a person reads what a QR code holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.addresses import readable
from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.domain.resources import ResourceKind
from kiosk.ids import Slug
from tests import content_folder
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

WEB, PHONE, EMAIL = ResourceKind.WEB, ResourceKind.PHONE, ResourceKind.EMAIL


@pytest.mark.parametrize(
    ("kind", "target", "shown"),
    [
        (WEB, "https://www.116117.de", "www.116117.de"),
        (WEB, "https://www.example.de/", "www.example.de"),
        (WEB, "https://www.example.de/a/b?c=1", "www.example.de/a/b?c=1"),
        (PHONE, "tel:116117", "116117"),
        (PHONE, "tel:+493563340330", "+49 3563340330"),
        (EMAIL, "mailto:amt@example.de", "amt@example.de"),
    ],
)
def test_the_scheme_is_left_out(kind: ResourceKind, target: str, shown: str) -> None:
    assert readable(kind, target) == shown


@pytest.mark.parametrize(
    "grouped", ["+49 3563 340 330", "03563 340330", "03563/340-330"]
)
def test_an_editor_may_group_the_digits_of_a_phone(
    grouped: str, tmp_path: Path
) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(
        folder / "resources.toml",
        'target = "tel:+493563340330"',
        f'target = "tel:+493563340330"\naddress = "{grouped}"',
    )
    assert load(folder).service(Slug("doctor")).resources[1].pointer.address == grouped


@pytest.mark.parametrize(
    "target",
    [
        "https://www.example.de",
        "https://example.de:8443/",
        "https://example.de:65535",
        "https://a-b.example.de/a_b/c~d.php?e=%C3%BC&f=[1]#g",
        "https://xn--grn-hoa.example.de",
    ],
)
def test_usual_web_targets_pass(target: str, tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    facts = folder / "resources.toml"
    content_folder.change(facts, "https://www.example.de/a", target)
    assert load(folder).service(Slug("doctor")).resources[0].pointer.target == target


@pytest.mark.parametrize(
    "target",
    [
        "HTTPS://www.example.de",
        "https:/www.example.de",
        "https://-a.de",
        "https://a..de",
        "https://www.example.de:65536",
        "https://www.example.de:99999/a",
        "https://www.example.de:080",
        "https://www.example.de/a b",
        "https://www.example.de\\n",
        'https://www.example.de/\\"',
        "data:text/html,x",
        "file:///etc/passwd",
        "tel:112",
        "",
    ],
)
def test_other_targets_are_no_web_targets(target: str, tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    facts = folder / "resources.toml"
    content_folder.change(facts, "https://www.example.de/a", target)
    assert any("web target" in p.message for p in problems(folder))
    kinds = {r.kind for r in load(folder).service(Slug("doctor")).resources}
    assert kinds == {PHONE, EMAIL}
