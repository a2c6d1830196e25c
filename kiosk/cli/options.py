"""The options of every command, and how they become settings and a data folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.config import Settings
    from kiosk.paths import DataFolder

F = TypeVar("F", bound="Callable[..., Any]")

PATH = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a command was told about where it works."""

    folder: DataFolder
    settings: Settings
    settings_file: Path | None

    @property
    def content(self) -> Path:
        """Raises `BadSetting`."""
        from kiosk import paths
        from kiosk.errors import BadSetting

        folder = self.settings.content or paths.shipped("content")
        if not os.path.isdir(folder):  # noqa: PTH112 - a folder that may not be read
            raise BadSetting(
                f"There is no content folder {folder}.",
                remedy="Correct the setting content, or KIOSK_CONTENT.",
            )
        return folder

    def arguments(self) -> list[str]:
        """The same place, for a command started by this one."""
        said = ["--data", str(self.folder.root)]
        if self.settings_file is not None:
            said += ["--config", str(self.settings_file)]
        return said


def where(command: F) -> F:
    """Add `--data` and `--config`."""
    data = click.option(
        "--data",
        type=PATH,
        help="Where everything is kept. Default: KIOSK_DATA, or the user's data"
        " folder.",
    )
    config = click.option(
        "--config",
        type=PATH,
        help="The settings file. Default: KIOSK_CONFIG, or kiosk.toml in the data"
        " folder.",
    )
    return data(config(command))


def place(
    data: Path | None,
    config: Path | None,
    command_line: Mapping[str, object] | None = None,
) -> Setup:
    """Raises `BadSetting`. Nothing is made yet: see `DataFolder.make`."""
    from kiosk import config as settings

    folder = _folder(data)
    wanted = settings_file(data, config)
    said = config or _named("KIOSK_CONFIG")
    file = wanted if said or os.path.lexists(wanted) else None
    return Setup(folder, settings.load(file, os.environ, command_line or {}), file)


def settings_file(data: Path | None, config: Path | None) -> Path:
    """Where the settings are, or would be."""
    file = config or _named("KIOSK_CONFIG") or _folder(data).settings
    return _absolute(file, "--config or KIOSK_CONFIG")


def _folder(data: Path | None) -> DataFolder:
    from kiosk import paths

    root = data or _named("KIOSK_DATA") or paths.usual_data_folder()
    return paths.DataFolder(_absolute(root, "--data or KIOSK_DATA"))


def _absolute(said: Path, where_from: str) -> Path:
    from kiosk.errors import BadSetting

    try:
        return said.expanduser().absolute()
    except RuntimeError as error:
        raise BadSetting(
            f"{said} cannot be found: this machine does not know that user.",
            remedy=f"Correct {where_from}.",
        ) from error


def _named(variable: str) -> Path | None:
    said = os.environ.get(variable)
    return Path(said) if said else None
