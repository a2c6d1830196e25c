"""Writes a settings file, and says how settings are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.config import load
from kiosk.errors import BadSetting

if TYPE_CHECKING:
    from pathlib import Path


def settings_file(folder: Path, text: str) -> Path:
    file = folder / "kiosk.toml"
    file.write_text(text, encoding="utf-8")
    return file


def refusal(file: Path | None = None, **environment: str) -> BadSetting:
    with pytest.raises(BadSetting) as refused:
        load(file, environment)
    assert refused.value.remedy
    return refused.value
