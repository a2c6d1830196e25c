from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

from kiosk.catalogue.drafts.folder import DraftFolder
from tests.draft_folder import everything
from tests.fakes.command import PROJECT
from tests.fakes.integreat import REGION, FakeIntegreat, a_page, a_usual_region

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


@pytest.fixture
def fake() -> FakeIntegreat:
    return a_usual_region()


@pytest.fixture
def address(fake: FakeIntegreat) -> Iterator[str]:
    with fake.served() as address:
        yield address


@pytest.fixture
def draft(machine: Machine) -> Path:
    return machine.data / "drafts" / f"integreat-{REGION}"


@pytest.fixture
def bring(run: Run, address: str) -> Run:
    def bring(*arguments: str) -> Result:
        told = ["content", "import-integreat", REGION, "--instance", address]
        return run(*told, *arguments)

    return bring


def test_a_region_is_brought_into_the_data_folder_and_told_by_kind(
    bring: Run, draft: Path
) -> None:
    said = bring("--licence", "CC BY 4.0", "--what", "pages,places")
    assert said.exit_code == 0, said.output
    assert f"Spree: {draft}" in said.output
    assert "pages: 3 new, 0 changed, 0 unchanged" in said.output
    assert "places: 1 new, 0 changed, 0 unchanged" in said.output
    assert "events:" not in said.output
    assert "ku: the terminal does not speak this language" in said.output
    assert (draft / "services" / "kurse" / "ar.md").exists()


def test_without_a_licence_it_says_whom_to_ask(bring: Run, draft: Path) -> None:
    said = bring()
    assert "unknown: ask the operator of the region (--licence)" in said.output
    told = (draft / "draft.toml").read_text()
    assert 'licence = "unknown: ask the operator of the region"' in told


def test_languages_roots_kinds_and_folder_can_be_chosen(
    bring: Run, machine: Machine
) -> None:
    into = machine.home / "mine"
    said = bring(
        *("--languages", "de, en", "--what", "pages", "--into", str(into)),
        *("--roots", "/spree/de/willkommen/kurse/", "--licence", "CC0"),
    )
    assert said.exit_code == 0, said.output
    assert [room.name for room in (into / "services").iterdir()] == ["kurse"]
    assert not (into / "services" / "kurse" / "ar.md").exists()
    assert "unknown" not in said.output


def test_the_second_time_it_tells_what_has_changed(
    bring: Run, draft: Path, fake: FakeIntegreat
) -> None:
    bring("--what", "pages")
    (draft / "services" / "kurse" / "de.md").write_text("mine")
    for text in fake.texts["de/pages"]:
        text["content"] += "<p>Mehr.</p>"
    said = bring("--what", "pages")
    assert "0 new, 2 changed, 0 unchanged, 1 kept because edited" in said.output
    assert "newer version beside yours: newer/services/kurse" in said.output


def test_what_was_left_out_is_told_up_to_a_screen_full(
    bring: Run, fake: FakeIntegreat
) -> None:
    fake.add(
        "de/pages", [a_page(f"/spree/de/{n}/", "Leer", content="") for n in range(60)]
    )
    said = bring("--what", "pages")
    assert "left out: 61" in said.output
    assert "/spree/de/0: it has no text of its own" in said.output
    assert "and 11 more: see draft.toml" in said.output


@pytest.mark.parametrize(
    ("spoilt", "answer"),
    [
        ("/de/pages/", httpx.Response(500)),
        ("/de/pages/", httpx.Response(200, content=b'[{"path": ')),
        ("/de/pages/", httpx.Response(302, headers={"Location": "file:///etc/passwd"})),
        ("/ar/events/", httpx.Response(200, content=b'{"a": 1, "a": 2}')),
        ("/regions/spree/", httpx.Response(404)),
    ],
)
def test_a_server_gone_wrong_ends_it_with_one_and_the_draft_as_it_was(
    bring: Run, draft: Path, fake: FakeIntegreat, spoilt: str, answer: httpx.Response
) -> None:
    bring()
    before = everything(draft.parent)
    fake.raw[spoilt] = answer
    said = bring("--licence", "CC0")
    assert said.exit_code == 1
    assert said.stderr.startswith("kiosk: ")
    assert said.stderr.count("\n       ") == 1
    assert "Traceback" not in said.output
    assert everything(draft.parent) == before


def test_nobody_there_ends_it_with_one_and_makes_no_draft(
    run: Run, draft: Path
) -> None:
    with FakeIntegreat().served() as address:
        pass
    said = run("content", "import-integreat", REGION, "--instance", address)
    assert said.exit_code == 1
    assert "did not arrive whole" in said.stderr
    assert not draft.exists()


def test_a_second_import_at_the_same_time_is_refused(bring: Run, draft: Path) -> None:
    with DraftFolder(draft).held():
        said = bring()
    assert said.exit_code == 1
    assert "Another import into" in said.stderr


def test_a_folder_that_is_no_draft_is_left_alone(bring: Run, machine: Machine) -> None:
    before = everything(machine.content)
    said = bring("--into", str(machine.content))
    assert said.exit_code == 1
    assert "holds something else than a draft" in said.stderr
    assert everything(machine.content) == before


def test_a_file_where_a_folder_was_is_named_and_left_alone(
    bring: Run, draft: Path
) -> None:
    bring()
    shutil.rmtree(draft / "services" / "kurse")
    (draft / "services" / "kurse").write_text("mine")
    before = everything(draft.parent)
    said = bring()
    assert said.exit_code == 1
    assert "services/kurse/service.toml cannot be read: Not a directory" in said.stderr
    assert everything(draft.parent) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("..",),
        ("a/b",),
        ("",),
        (REGION, "--what", "news"),
        (REGION, "--what", ""),
    ],
)
def test_a_mistyped_command_is_refused_before_anything_is_asked(
    run: Run, arguments: tuple[str, ...]
) -> None:
    said = run("content", "import-integreat", *arguments)
    assert said.exit_code == 2


def test_the_help_of_content_loads_nothing_of_it() -> None:
    script = (
        "import sys; import kiosk.cli.content;"
        "print(*[m for m in ('httpx', 'msgspec', 'asyncio') if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
    )
    assert out.stdout.split() == []
