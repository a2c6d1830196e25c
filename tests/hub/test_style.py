from __future__ import annotations

import re
from hashlib import sha256

import pytest

from kiosk.hub.rendering import STATIC, TEMPLATES
from tests.hub.colours import contrast, of_hex, of_oklch

VISITOR = (STATIC / "visitor.css").read_text("utf-8")
SERVICE = (STATIC / "service.css").read_text("utf-8")
STAFF = (STATIC / "hub.css").read_text("utf-8")
KERN = (STATIC / "vendor" / "kern" / "kern.css").read_text("utf-8")
MORE_FOR_STAFF = ["editor.css", "figures.css", "releases.css"]
"""Sheets of some pages of staff, which load `hub.css` too."""
DARK = "@media (prefers-color-scheme: dark)"
LIGHT = "@media (prefers-color-scheme: light)"
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
KERN_TOKEN = re.compile(r"--kern-color-([\w-]+):(?:var\(--kern-color-)?([^;)]+)")
TEXT = [
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "call-wash"),
    ("ink", "alarm-wash"),
    ("quiet", "ground"),
    ("quiet", "surface"),
    ("quiet", "call-wash"),
    ("primary", "surface"),
    ("primary", "ground"),
    ("on-primary", "primary"),
    ("on-call", "call"),
    ("call", "surface"),
    ("on-bar", "bar"),
]
EDGES = [
    ("edge", "surface"),
    ("focus", "surface"),
    ("focus", "ground"),
    ("primary", "surface"),
    ("call", "call-wash"),
    ("alarm", "alarm-wash"),
]
WASHES = ["info", "success", "warning", "danger"]
PAPERS = ["layout-background-default", "layout-background-default-surface"]
KERN_TEXT = [
    *((ink, paper) for ink in ("action-default", "action-visited") for paper in PAPERS),
    *((f"layout-text-{of}", paper) for of in ("default", "muted") for paper in PAPERS),
    *(("layout-text-default", f"feedback-{wash}-background") for wash in WASHES),
    ("action-on-default", "action-default"),
    ("feedback-success", "layout-background-default"),
    ("action-default", "layout-background-default"),
]
KERN_EDGES = [
    *(
        (edge, paper)
        for edge in ("layout-border", "form-input-border")
        for paper in PAPERS
    ),
    *(("action-focus-default", paper) for paper in PAPERS),
    *((f"feedback-{wash}", f"feedback-{wash}-background") for wash in WASHES),
]


def tokens() -> dict[str, dict[str, str]]:
    """Of visitors' pages."""
    light, dark = VISITOR.split(DARK)
    named = dict(TOKEN.findall(light))
    in_the_dark = dict(TOKEN.findall(dark.split("*, *::before")[0]))
    return {"light": named, "dark": named | in_the_dark}


def kern_colour(scheme: str, name: str) -> tuple[float, float, float]:
    primitives = dict(KERN_TOKEN.findall(KERN.split(DARK)[0]))
    start = DARK if scheme == "dark" else LIGHT
    by_scheme = dict(KERN_TOKEN.findall(KERN.split(start)[1].split("\n}")[0]))
    return of_oklch(primitives[by_scheme[name]])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_a_visitors_text_can_be_read(scheme: str, ink: str, paper: str) -> None:
    named = tokens()[scheme]
    assert contrast(of_hex(named[ink]), of_hex(named[paper])) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "paper"), EDGES)
def test_edges_on_visitors_pages_can_be_seen(
    scheme: str, line: str, paper: str
) -> None:
    named = tokens()[scheme]
    assert contrast(of_hex(named[line]), of_hex(named[paper])) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), KERN_TEXT)
def test_text_of_staff_can_be_read(scheme: str, ink: str, paper: str) -> None:
    assert contrast(kern_colour(scheme, ink), kern_colour(scheme, paper)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "paper"), KERN_EDGES)
def test_edges_on_pages_of_staff_can_be_seen(
    scheme: str, line: str, paper: str
) -> None:
    assert contrast(kern_colour(scheme, line), kern_colour(scheme, paper)) >= 3


def test_colours_are_named_in_one_place() -> None:
    colour = re.compile(r"#[0-9a-f]{3,6}\b|\b(?:rgb|hsl|oklch)\(")
    assert not colour.search(VISITOR.split("*, *::before")[1])
    assert not colour.search(STAFF)
    assert not colour.search(SERVICE.split("@media print")[0])


def test_every_token_that_the_sheet_of_services_uses_is_one_of_visitors() -> None:
    used = set(re.findall(r"var\(--([\w-]+)", SERVICE))
    assert used <= set(tokens()["light"])


def test_every_token_that_the_sheet_of_staff_uses_is_defined() -> None:
    defined = set(re.findall(r"(--[\w-]+):", STAFF + KERN))
    assert set(re.findall(r"var\((--[\w-]+)", STAFF)) <= defined


@pytest.mark.parametrize(
    "sheet", [STAFF, VISITOR, SERVICE], ids=["staff", "visitor", "service"]
)
def test_sides_are_logical_so_that_right_to_left_is_free(sheet: str) -> None:
    physical = re.findall(
        r"(?:margin|padding|border|inset)-(?:left|right)|(?<![\w-])(?:left|right|width|"
        r"height):|text-align: (?:left|right)",
        sheet,
    )
    assert physical == []


def test_every_page_says_its_language_and_direction() -> None:
    base = (TEMPLATES / "base.html").read_text("utf-8")
    assert '<html lang="{{ language.code }}" dir="{{ language.direction }}">' in base
    for template in TEMPLATES.rglob("page.html"):
        assert template.read_text("utf-8").startswith("{% extends")


def test_programs_of_others_are_what_their_makers_published() -> None:
    table = (STATIC / "vendor" / "README.md").read_text("utf-8")
    scripts = sorted((STATIC / "vendor").glob("*.js"))
    assert len(scripts) == 1
    for script in scripts:
        assert script.name in table
        assert sha256(script.read_bytes()).hexdigest() in table
        assert script.with_name(script.name.split(".")[0] + ".LICENSE").exists()


def test_kern_is_what_was_chosen_with_its_licence_and_nothing_from_elsewhere() -> None:
    folder = STATIC / "vendor" / "kern"
    table = (folder / "README.md").read_text("utf-8")
    for name in ("kern.css", "LICENSE.md"):
        assert sha256((folder / name).read_bytes()).hexdigest() in table
    assert "EUROPÄISCHE UNION PUBLIC LICENCE" in (folder / "LICENSE.md").read_text()
    assert len(KERN.encode()) < 60_000
    assert "@font-face" not in KERN
    assert "@import" not in KERN
    assert set(re.findall(r"url\(\"(\w+):", KERN)) == {"data"}
    assert KERN.count("url(") == KERN.count('url("data:image/svg+xml')


def test_a_visitors_sheet_is_small_and_stands_alone() -> None:
    assert len(VISITOR.encode()) < 8_000
    assert "kern" not in VISITOR
    assert "url(" not in VISITOR


def test_nothing_is_written_into_the_pills_of_a_visitor() -> None:
    """All facts but the topic are pills, each with an edge of its own."""
    assert not re.search(r"\.facts span::(before|after)", STAFF)


def styled(sheet: str) -> set[str]:
    """Classes with rules of their own."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    selectors = ",".join(re.findall(r"([^{}]+)\{", plain)).split(",")
    return {m[1] for each in selectors if (m := re.match(r"\s*\.([\w-]+)", each))}


@pytest.mark.parametrize("name", MORE_FOR_STAFF)
def test_a_sheet_of_some_pages_gives_no_class_of_all_pages_another_look(
    name: str,
) -> None:
    assert styled((STATIC / name).read_text("utf-8")) & styled(STAFF) == set()
