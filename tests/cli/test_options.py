from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli.options import place
from kiosk.errors import BadSetting


@pytest.fixture(autouse=True)
def no_settings_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KIOSK_DATA", "KIOSK_CONFIG", "KIOSK_CONTENT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "usual"))
    monkeypatch.chdir(tmp_path)


def test_without_a_word_the_data_is_in_the_users_own_folder(tmp_path: Path) -> None:
    here = place(None, None)
    assert here.folder.root == tmp_path / "usual" / "nexus-kiosk"
    assert here.settings_file is None
    assert not here.folder.root.exists()


def test_the_option_goes_over_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path / "variable"))
    assert place(None, None).folder.root == tmp_path / "variable"
    assert place(Path("option"), None).folder.root == tmp_path / "option"


def test_a_settings_file_in_the_data_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("[hub]\nport = 4711\n")
    here = place(tmp_path, None)
    assert here.settings.hub.port == 4711
    assert here.settings_file == tmp_path / "kiosk.toml"


def test_a_file_that_is_named_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kiosk.toml").write_text("[hub]\nport = 4711\n")
    (tmp_path / "other.toml").write_text("[hub]\nport = 4712\n")
    (tmp_path / "third.toml").write_text("[hub]\nport = 4713\n")
    monkeypatch.setenv("KIOSK_CONFIG", "other.toml")
    assert place(tmp_path, None).settings.hub.port == 4712
    assert place(tmp_path, Path("third.toml")).settings.hub.port == 4713


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="There is no settings file"):
        place(tmp_path, Path("nothing.toml"))


def test_the_command_line_goes_over_all(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("[hub]\nport = 4711\n")
    assert place(tmp_path, None, {"hub.port": 1}).settings.hub.port == 1


def test_a_command_started_by_this_one_works_at_the_same_place(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("")
    assert place(tmp_path, None).arguments() == [
        *("--data", str(tmp_path)),
        *("--config", str(tmp_path / "kiosk.toml")),
    ]
    assert place(tmp_path / "empty", None).arguments() == [
        *("--data", str(tmp_path / "empty"))
    ]


def test_the_content_is_the_shipped_one_or_the_one_that_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (place(tmp_path, None).content / "site.toml").is_file()
    monkeypatch.setenv("KIOSK_CONTENT", str(tmp_path))
    assert place(tmp_path, None).content == tmp_path


def test_a_content_folder_that_is_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_CONTENT", str(tmp_path / "nothing"))
    with pytest.raises(BadSetting, match="There is no content folder"):
        _ = place(tmp_path, None).content


def test_a_folder_or_a_broken_link_in_the_place_of_the_settings_is_not_passed_over(
    tmp_path: Path,
) -> None:
    (tmp_path / "one" / "kiosk.toml").mkdir(parents=True)
    with pytest.raises(BadSetting, match="it is a folder"):
        place(tmp_path / "one", None)
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "kiosk.toml").symlink_to(tmp_path / "nothing")
    with pytest.raises(BadSetting, match="There is no settings file"):
        place(tmp_path / "two", None)


@pytest.mark.parametrize(
    ("data", "config"),
    [(Path("~nobody-of-this-name"), None), (None, Path("~nobody-of-this-name/a"))],
)
def test_a_home_that_there_is_not_is_refused(
    data: Path | None, config: Path | None
) -> None:
    with pytest.raises(BadSetting, match="does not know that user") as refused:
        place(data, config)
    assert "KIOSK_" in refused.value.remedy
