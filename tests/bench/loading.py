"""Content of a thousand services in fifteen languages: load, memory, another language.

Run as a program of its own, so that its memory is that of a terminal with this content:
`python -m tests.bench.loading FOLDER` prints its figures as JSON.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import psutil

from kiosk import paths
from kiosk.catalogue.loader import load
from kiosk.catalogue.search.finding import ServiceSearch
from kiosk.i18n.catalogs import Catalogs
from kiosk.terminal import garbage, places
from tests.fakes.ports import FakeContents, FakeWorld
from tests.fakes.visit import visiting

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue

PROJECT = Path(__file__).parents[2]
SERVICES = 1000
ROUNDS = 3
MIB = 1 << 20
FACTS = "service.toml"
CATEGORY = re.compile(r'^category = ".*"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loaded:
    load_seconds: float
    """The fastest of three, as of a file system that knows the files."""
    memory_mib: float
    """With the index of search, and every language looked at once."""
    switch_seconds: list[float]
    """From one language to the next, on the list of a life area with 77 services;
    for each language the median of its rounds."""


def enlarged(folder: Path) -> Path:
    """The shipped services, copied under other names, as many in each life area."""
    content = paths.shipped("content")
    areas = [category.id for category in load(content).categories]
    shipped = sorted((content / "services").iterdir())
    shutil.copytree(content, folder)
    shutil.rmtree(folder / "services")
    for number in range(SERVICES):
        service = shipped[number % len(shipped)]
        copy = folder / "services" / f"{service.name}-{number}"
        copy.mkdir(parents=True)
        before = folder / "services" / f"{service.name}-{number - len(shipped)}"
        for file in service.iterdir():
            if file.name == FACTS:
                text = file.read_text(encoding="utf-8")
                area = f'category = "{areas[number % len(areas)]}"'
                changed = CATEGORY.sub(area, text, count=1)
                (copy / FACTS).write_text(changed, encoding="utf-8")
            elif before.is_dir():  # its articles once: 16,000 copies take long
                (copy / file.name).hardlink_to(before / file.name)
            else:
                shutil.copyfile(file, copy / file.name)
    return folder


def measure(folder: Path) -> Loaded:
    """In a process of its own."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.bench.loading", str(folder)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    ).stdout
    return Loaded(**json.loads(said))


def measured_here(folder: Path) -> Loaded:
    catalogue, took = _loaded(folder)
    loads = [took]
    for _ in range(2):
        catalogue, took = _loaded(folder)
        loads.append(took)
    search = ServiceSearch(catalogue)
    rounds = [asyncio.run(_switching(_world(catalogue))) for _ in range(ROUNDS)]
    switched = [median(took) for took in zip(*rounds, strict=True)]
    memory = psutil.Process().memory_info().rss / MIB
    assert search.find("kita", catalogue.site.languages[0])
    return Loaded(min(loads), memory, switched)


def _loaded(folder: Path) -> tuple[Catalogue, float]:
    began = time.perf_counter()
    return load(folder), time.perf_counter() - began


def _world(catalogue: Catalogue) -> FakeWorld:
    """No language was read before."""
    words = Catalogs(paths.shipped("locales"))
    return FakeWorld(contents=FakeContents(catalogue), vocabulary=words)


async def _switching(world: FakeWorld) -> list[float]:
    catalogue = world.contents.current()
    took = []
    garbage.begin()
    async with visiting(world) as visit:
        await visit.begin("de", places.Services(catalogue.categories[0].id))
        for code in catalogue.site.languages:
            began = time.perf_counter()
            visit.app.session = visit.app.session.speaking(code, world.vocabulary)
            await visit.app.show()
            took.append(time.perf_counter() - began)
            await visit.settle()
            garbage.tidy()
    return took


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(measured_here(Path(sys.argv[1])))))
