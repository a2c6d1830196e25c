"""How long a release takes from a folder to an archive that is signed."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kiosk.domain.releases import ReleaseAbout
from kiosk.releases.packing import pack
from kiosk.releases.trust.roles import SignedTarget, TargetKind
from tests.fakes.metadata_store import MemoryMetadata, a_key_ring, begun

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


def seconds(folder: Path) -> float:
    repository = begun(MemoryMetadata(), a_key_ring(), NOW)
    began = time.perf_counter()
    packed = pack(folder, ReleaseAbout(1, NOW, "bench"))
    repository.add(SignedTarget.of(TargetKind.RELEASE, 1, packed))
    return time.perf_counter() - began
