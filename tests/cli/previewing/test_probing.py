"""A probe builds all of a release, and names what cannot be shown."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import msgspec
import pytest

from kiosk.catalogue.loader import load
from kiosk.cli.previewing import probing
from kiosk.cli.previewing.probing import ProbeFailure, probe, sample
from kiosk.errors import BadContent, NotFound
from kiosk.ids import LanguageCode
from kiosk.preview.messages import ProbeRequest
from kiosk.terminal import qr_matrix
from tests import content_folder
from tests.content_folder import put
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.previewing.studio import Studio
    from kiosk.domain.services import Service

CODES = tuple(LanguageCode(code) for code in content_folder.LANGUAGES)


def asking(folder: Path, *codes: str) -> ProbeRequest:
    return ProbeRequest(
        folder=str(folder), now=NOON, languages=codes or None, seconds=60
    )


class Told:
    """Every screen and language before it was built."""

    def __init__(self) -> None:
        self.all: list[tuple[str, str]] = []

    def __call__(self, screen: str, code: str) -> None:
        self.all.append((screen, code))


async def test_every_screen_of_every_language_is_built(
    studio: Studio, folder: Path
) -> None:
    told = Told()
    result = await probe(studio, asking(folder), told)
    for code in CODES:
        screens = {screen for screen, spoken in told.all if spoken == code}
        assert screens >= {
            *("attract", "home", "languages", "categories", "search", "found"),
            *("topics", "confirm", "counselling-language", "ticket", "no-numbers"),
            *("emergency", "trouble", "services of arrival", "services of health"),
            *("service registration", "service doctor"),
            *("text of registration", "text of doctor"),
            *("resources of registration", "take-home of registration"),
        }
    assert result.languages == len(CODES)
    assert result.texts == result.painted == 2 * len(CODES)
    painted = [s for s, c in told.all if not s.startswith("text ") and c in CODES]
    assert result.screens == len(painted)


async def test_only_some_languages_can_be_built(studio: Studio, folder: Path) -> None:
    told = Told()
    result = await probe(studio, asking(folder, "ar"), told)
    assert result.languages == 1
    assert {code for _, code in told.all} == {"ar", probing.EVERY}


async def built_beside(
    studio: Studio, folder: Path, built: Path, *codes: str
) -> set[tuple[str, str]]:
    told = Told()
    asked = msgspec.structs.replace(asking(folder, *codes), beside=str(built))
    await probe(studio, asked, told)
    return {each for each in told.all if each[1] != probing.EVERY}


async def test_beside_what_was_built_only_what_differs_is_built(
    studio: Studio, folder: Path, tmp_path: Path
) -> None:
    built = shutil.copytree(folder, tmp_path / "built")
    assert await built_beside(studio, folder, built) == set()

    put(folder / "services" / "doctor" / "pl.md", content_folder.article("pl", "Nowy"))
    changed = await built_beside(studio, folder, built)
    assert {code for _, code in changed} == {"pl"}
    assert {("service doctor", "pl"), ("text of doctor", "pl")} <= changed
    assert ("services of health", "pl") in changed
    assert not {screen for screen, _ in changed if screen.endswith(" registration")} - {
        "resources of registration",
        "take-home of registration",
        "to talk about registration",
    }


async def test_beside_a_folder_that_is_gone_everything_is_built(
    studio: Studio, folder: Path, tmp_path: Path
) -> None:
    everything = await built_beside(studio, folder, tmp_path / "gone", "ar")
    assert {("service doctor", "ar"), ("service registration", "ar")} <= everything


async def test_a_broken_text_is_found_beside_what_was_built(
    studio: Studio, folder: Path, tmp_path: Path
) -> None:
    built = shutil.copytree(folder, tmp_path / "built")
    put(folder / "services" / "doctor" / "pl.md", "no front matter")
    with pytest.raises(BadContent, match=r"pl\.md"):
        await built_beside(studio, folder, built)


async def test_a_language_that_is_not_offered_is_told(
    studio: Studio, folder: Path
) -> None:
    with pytest.raises(NotFound, match="fa"):
        await probe(studio, asking(folder, "fa"), Told())


async def test_one_release_after_the_other_can_be_probed(
    studio: Studio, folder: Path
) -> None:
    first = await probe(studio, asking(folder, "de"), Told())
    assert await probe(studio, asking(folder, "de"), Told()) == first


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("services/doctor/service.toml", "category = 7\n"),
        ("services/doctor/de.md", "no front matter"),
        ("services/doctor/pl.md", "+++\n+++\n"),
        ("words/ar.toml", "[site\n"),
        ("site.toml", ""),
    ],
)
async def test_what_a_terminal_would_leave_out_is_refused_by_its_file(
    studio: Studio, folder: Path, name: str, text: str
) -> None:
    put(folder / name, text)
    with pytest.raises(BadContent, match=name):
        await probe(studio, asking(folder), Told())


async def test_a_folder_without_content_is_refused(
    studio: Studio, tmp_path: Path
) -> None:
    with pytest.raises(BadContent):
        await probe(studio, asking(tmp_path / "nothing"), Told())


async def test_a_text_that_cannot_be_wrapped_is_named(
    studio: Studio, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_target: str) -> bool:
        raise ValueError("no such code")

    monkeypatch.setattr(qr_matrix, "fits_smallest", broken)
    with pytest.raises(ProbeFailure, match="text of registration, in de"):
        await probe(studio, asking(folder, "de"), Told())


async def test_a_screen_on_which_nothing_stands_is_named(
    studio: Studio, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.cli.previewing import easel

    monkeypatch.setattr(easel, "words_on", lambda _app: " \n")
    with pytest.raises(ProbeFailure, match="attract, in de"):
        await probe(studio, asking(folder), Told())


def test_of_many_services_an_even_sample_is_painted_in_all_languages(
    folder: Path,
) -> None:
    for number in range(40):
        content_folder.add_service(folder, f"more-{number:02}")
    services = load(folder).services
    for most in (10, 40, 100, 1000):
        chosen = sample(services, CODES, most)
        assert len(chosen) == min(most, len(services) * len(CODES))
        assert len(set(chosen_names(chosen))) == len(chosen)
        assert {code for _, code in chosen} == set(CODES)
    each = [service.slug for service, _ in sample(services, CODES, len(services))]
    assert sorted(each) == sorted(service.slug for service in services)


def chosen_names(chosen: list[tuple[Service, LanguageCode]]) -> list[str]:
    return [f"{service.slug} {code}" for service, code in chosen]


def test_a_text_that_is_read_in_another_language_is_not_painted_twice(
    folder: Path,
) -> None:
    (folder / "services" / "doctor" / "ar.md").unlink()
    services = load(folder).services
    chosen = {(service.slug, code) for service, code in sample(services, CODES, 99)}
    assert ("doctor", "ar") not in chosen
    assert len(chosen) == 2 * len(CODES) - 1


def test_of_many_services_with_few_texts_as_many_are_painted_as_there_are(
    folder: Path,
) -> None:
    for number in range(40):
        content_folder.add_service(folder, f"more-{number:02}")
        (folder / "services" / f"more-{number:02}" / "pl.md").unlink()
    chosen = sample(load(folder).services, [LanguageCode("pl")], 10)
    assert [service.slug for service, _ in chosen] == ["registration", "doctor"]


def test_without_services_there_is_nothing_to_sample() -> None:
    assert sample([], CODES, 10) == []


@pytest.mark.usefixtures("no_added_languages")
async def test_a_language_that_only_the_content_has_is_built_on_every_screen(
    studio: Studio, folder: Path
) -> None:
    content_folder.add_hungarian(folder)
    told = Told()
    result = await probe(studio, asking(folder, "hu"), told)
    assert result.languages == 1
    screens = {screen for screen, code in told.all if code == "hu"}
    assert screens >= {"attract", "home", "search", "ticket", "service doctor"}
