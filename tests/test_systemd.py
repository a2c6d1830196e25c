from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk import config
from kiosk.cli import COMMANDS, token_files
from kiosk.hub.serving import FILES_BESIDE, USUAL
from kiosk.terminal.themes import CALM
from tests.system.programs import need

FOLDER = Path(__file__).parents[1] / "systemd"
TERMINAL = FOLDER / "kiosk-terminal@.service"
README = FOLDER.parent / "README.md"
CI = FOLDER.parent / ".ci" / "run"
UNITS = sorted(FOLDER.glob("*.service"))
DISPLAY = FOLDER / "kiosk-display@.service"
OF_THE_PROGRAM = [unit for unit in UNITS if unit != DISPLAY]
"""The display is a browser: nothing of this program runs there."""
ALL = sorted(FOLDER.iterdir())
SETTING = re.compile(r"^[A-Z][A-Za-z]+=|^[a-z-]+=|^[a-z]\s")
PROGRAM = re.compile(r"/opt/kiosk/\.venv/bin/kiosk (\w+)")


def settings_of(unit: Path) -> list[tuple[str, str]]:
    lines = [line for line in unit.read_text().splitlines() if "=" in line]
    pairs = [line.partition("=") for line in lines if not line.startswith("#")]
    return [(name, value) for name, _, value in pairs]


def test_there_is_a_unit_for_each_half_and_for_a_display() -> None:
    assert [unit.name for unit in UNITS] == [
        "kiosk-display@.service",
        "kiosk-hub.service",
        "kiosk-terminal@.service",
    ]


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_finds_no_fault(unit: Path, tmp_path: Path) -> None:
    need("systemd-analyze")
    name = unit.name.replace("@", "@tty1")
    text = re.sub(r"^ExecStart=.*", "ExecStart=/bin/true", unit.read_text(), flags=re.M)
    (tmp_path / name).write_text(text)
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in said.stderr.splitlines() if name in line]
    assert ours == []
    assert said.returncode == 0, said.stderr


def test_systemd_takes_the_users(tmp_path: Path) -> None:
    need("systemd-sysusers")
    (tmp_path / "etc").mkdir()
    said = subprocess.run(
        ["systemd-sysusers", f"--root={tmp_path}", str(FOLDER / "kiosk.sysusers")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    users = (tmp_path / "etc" / "passwd").read_text()
    assert "kiosk-hub:" in users
    assert "kiosk-terminal:" in users


@pytest.mark.parametrize("unit", OF_THE_PROGRAM, ids=lambda path: path.name)
def test_it_starts_a_command_that_there_is(unit: Path) -> None:
    [command] = PROGRAM.findall(unit.read_text())
    assert command in COMMANDS


@pytest.mark.parametrize("unit", OF_THE_PROGRAM, ids=lambda path: path.name)
def test_it_sets_only_variables_that_there_are(unit: Path) -> None:
    known = {
        *map(config.variable, config.KINDS),
        *config.NOT_SETTINGS,
        token_files.COPIED_FROM,
    }
    said = [v.partition("=")[0] for n, v in settings_of(unit) if n == "Environment"]
    assert set(said) <= known
    assert "KIOSK_DATA" in said


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_it_ends_by_term_and_starts_again(unit: Path) -> None:
    said = dict(settings_of(unit))
    assert said["KillSignal"] == "SIGTERM"
    assert said["Restart"] == "always"
    assert said["NoNewPrivileges"] == "yes"
    assert said["ProtectSystem"] == "strict"
    assert said["User"] != "root"


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_its_user_is_made_and_its_folder_is_its_own(unit: Path) -> None:
    said = dict(settings_of(unit))
    assert f" {said['User']} " in (FOLDER / "kiosk.sysusers").read_text()
    assert said["StateDirectory"] == said["User"]
    assert said["StateDirectoryMode"] == "0700"


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_group_of_lines_is_explained(path: Path) -> None:
    """A comment stands before each line, or before the lines that belong with it."""
    explained = False
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        if line.startswith("#"):
            explained = True
        elif not line.strip() or line == "[Install]":
            explained = line == "[Install]"
        elif not line.startswith("["):
            assert explained or line.startswith(("Description", "Type")), number


def test_what_the_services_read_is_made_where_it_is_missing() -> None:
    made = (FOLDER / "kiosk.tmpfiles").read_text()
    for unit in UNITS:
        for path in re.findall(r"/etc/kiosk/\w+(?:\.\w+)?", unit.read_text()):
            if path != "/etc/kiosk/foot.ini":
                assert f" {path} " in made, path


def test_the_token_is_nobody_elses_to_read() -> None:
    [line] = [
        line
        for line in (FOLDER / "kiosk.tmpfiles").read_text().splitlines()
        if line.startswith("f") and "/token" in line
    ]
    assert line.split()[2:5] == ["0600", "root", "root"]


def test_no_key_switches_to_another_console() -> None:
    """`cage -s` allows it; its manual: "-s Allow VT switching"."""
    said = dict(settings_of(TERMINAL))
    cage = shlex.split(said["ExecStart"].partition("/usr/bin/cage")[2])
    assert "-s" not in cage[: cage.index("--")]


def test_cage_can_make_its_socket_although_the_folders_of_users_are_closed() -> None:
    """ProtectHome=yes closes /run/user too, which a session names XDG_RUNTIME_DIR."""
    said = dict(settings_of(TERMINAL))
    assert said["ProtectHome"] == "yes"
    folder = f"XDG_RUNTIME_DIR=%t/{said['RuntimeDirectory']}"
    assert said["ExecStart"].startswith(f"/usr/bin/env {folder} /usr/bin/cage ")
    assert said["RuntimeDirectoryMode"] == "0700"


def test_readme_installs_what_the_terminal_is_tested_with() -> None:
    [line] = re.findall(
        r"apt-get install (cage .*)$", README.read_text("utf-8"), re.MULTILINE
    )
    in_ci = set(re.findall(r"[a-z0-9-]+", CI.read_text("utf-8")))
    packages = set(line.split())
    assert packages - {"libpam-systemd"} <= in_ci, "the session is not tested"
    assert {"cage", "foot", "xwayland", "fonts-dejavu", "fonts-noto-mono"} <= packages


def _actions_of_foot(section: str) -> set[str]:
    """All that this foot has: the settings that come with it name every one."""
    text = Path("/etc/xdg/foot/foot.ini").read_text("utf-8")
    part = text.split(f"[{section}]")[1].split("\n[")[0]
    return set(re.findall(r"^# *([a-z-]+)=", part, re.MULTILINE))


def test_foots_settings_are_well_formed_and_leave_no_key() -> None:
    foot = configparser.ConfigParser()
    foot.read(FOLDER / "foot.ini")
    assert set(foot["key-bindings"].values()) == {"none"}
    assert set(foot["mouse-bindings"].values()) == {"none"}
    assert foot["scrollback"]["lines"] == "0"
    assert ":size=" not in foot["main"]["font"]
    assert f"#{foot['colors']['background']}" == CALM.background
    if shutil.which("foot"):
        said = subprocess.run(
            ["foot", "--check-config", f"--config={FOLDER / 'foot.ini'}"],
            capture_output=True,
            check=False,
        )
        assert said.returncode == 0, said.stderr


def test_the_hub_may_open_a_file_for_each_connection_it_accepts() -> None:
    unit = (FOLDER / "kiosk-hub.service").read_text()
    (limit,) = re.findall(r"^LimitNOFILE=(\d+)$", unit, re.MULTILINE)
    assert int(limit) >= USUAL.open_files + FILES_BESIDE


def test_the_display_sounds_untouched_and_keeps_its_cookie() -> None:
    said = dict(settings_of(DISPLAY))
    started = shlex.split(said["ExecStart"].partition("/usr/bin/cage")[2])
    cage, chromium = started[: started.index("--")], started[started.index("--") + 1 :]
    assert "-s" not in cage
    assert chromium[0] == "/usr/bin/chromium"
    assert chromium[-1] == "${KIOSK_DISPLAY}"
    assert {"--kiosk", "--autoplay-policy=no-user-gesture-required"} <= set(chromium)
    [kept] = [flag for flag in chromium if flag.startswith("--user-data-dir=")]
    assert f"/{said['StateDirectory']}/" in kept
    assert "audio" in (FOLDER / "kiosk.sysusers").read_text()


@pytest.mark.parametrize("section", ["key-bindings", "mouse-bindings"])
def test_no_key_and_no_button_of_foot_is_forgotten(section: str) -> None:
    need("foot")
    foot = configparser.ConfigParser()
    foot.read(FOLDER / "foot.ini")
    harmless = {"noop", "selection-override-modifiers"}
    actions = _actions_of_foot(section)
    assert len(actions) > len(harmless)
    assert actions - harmless <= set(foot[section])
