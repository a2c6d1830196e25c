from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import config
from kiosk.config import Settings, load
from kiosk.errors import BadSetting
from tests.settings_files import refusal, settings_file


def test_without_a_word_everything_has_its_default() -> None:
    settings = load(None, {})
    assert settings == Settings()
    assert (settings.hub.host, settings.hub.port) == ("127.0.0.1", None)
    assert settings.terminal.series == "A"
    assert settings.terminal.quiet_seconds == 60
    assert settings.terminal.warning_seconds == 20


def test_a_file_says_what_differs(tmp_path: Path) -> None:
    file = settings_file(
        tmp_path,
        'log_level = "debug"\n[hub]\nhost = "0.0.0.0"\nport = 9000\n'
        '[terminal]\nseries = "AB"\ntheme = "contrast"\nquiet_seconds = 90\n',
    )
    settings = load(file, {})
    assert settings.log_level == "debug"
    assert (settings.hub.host, settings.hub.port) == ("0.0.0.0", 9000)
    assert settings.terminal.series == "AB"
    assert settings.terminal.theme == "contrast"
    assert settings.terminal.quiet_seconds == 90


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert load(settings_file(tmp_path, "[hub]\n# nothing\n"), {}) == Settings()


def test_the_environment_goes_over_the_file_and_the_command_line_over_both(
    tmp_path: Path,
) -> None:
    file = settings_file(tmp_path, "[hub]\nport = 1001\nhost = 'a.example'\n")
    environment = {"KIOSK_HUB_PORT": "1002", "KIOSK_HUB_HOST": "b.example"}
    settings = load(file, environment, {"hub.port": 1003, "hub.host": None})
    assert settings.hub.port == 1003
    assert settings.hub.host == "b.example"


def test_every_setting_has_a_variable_of_its_own() -> None:
    names = [config.variable(key) for key in config.KINDS]
    assert len(set(names)) == len(names)
    assert "KIOSK_TOKEN_FILE" in names
    assert "KIOSK_HUB_PUBLIC_ADDRESS" in names


def test_every_setting_can_be_said_as_a_variable() -> None:
    said = {
        "content": "/srv/content",
        "log_level": "warning",
        "hub.host": "::",
        "hub.port": "80",
        "hub.public_address": "https://hub.example.org/",
        "hub.proxies": "127.0.0.1, 10.0.0.0/24",
        "hub.database": "postgresql://kiosk@db.example/kiosk",
        "hub.database_password_file": "/etc/kiosk/database",
        "hub.four_eyes": "true",
        "hub.sooner_minutes": "10",
        "hub.urgent_minutes": "60",
        "hub.appointment_minutes": "20",
        "hub.appointment_weeks": "8",
        "hub.appointments_at_once": "2",
        "hub.metrics_token_file": "/run/monitor",
        "hub.oidc_issuer": "https://login.example.org/site",
        "hub.oidc_client_id": "hub",
        "hub.oidc_client_secret_file": "/run/oidc",
        "terminal.series": "B",
        "terminal.hub": "https://hub.example.org",
        "terminal.token_file": "/etc/kiosk/token",
        "terminal.first_root_file": "/etc/kiosk/root.json",
        "terminal.theme": "contrast",
        "terminal.motion": "false",
        "terminal.quiet_seconds": "120",
        "terminal.warning_seconds": "30",
        "alerts.language": "en",
        "alerts.offline_minutes": "10",
        "alerts.old_content_hours": "72",
        "alerts.quiet_hours": "20:00-06:00",
        "alerts.mail_host": "mail.example.org",
        "alerts.mail_port": "2525",
        "alerts.mail_security": "tls",
        "alerts.mail_user": "kiosk",
        "alerts.mail_password_file": "/run/mail",
        "alerts.mail_from": "kiosk@example.org",
        "alerts.mail_to": "it@example.org, hall@example.org",
        "alerts.webhook": "https://chat.example.org/hook?key=1",
        "alerts.webhook_secret_file": "/run/hook",
        "printer.device": "tcp://printer.example.org:9100",
        "printer.dots": "384",
        "printer.cut": "false",
    }
    assert set(said) == set(config.KINDS)
    environment = {config.variable(key): value for key, value in said.items()}
    settings = load(None, environment)
    assert settings.content == Path("/srv/content")
    assert settings.hub == config.HubPart(
        host="::",
        port=80,
        public_address="https://hub.example.org",
        proxies=("127.0.0.1/32", "10.0.0.0/24"),
        database="postgresql://kiosk@db.example/kiosk",
        database_password_file=Path("/etc/kiosk/database"),
        four_eyes=True,
        sooner_minutes=10,
        urgent_minutes=60,
        appointment_minutes=20,
        appointment_weeks=8,
        appointments_at_once=2,
        metrics_token_file=Path("/run/monitor"),
        oidc_issuer="https://login.example.org/site",
        oidc_client_id="hub",
        oidc_client_secret_file=Path("/run/oidc"),
    )
    assert settings.terminal == config.TerminalPart(
        series="B",
        hub="https://hub.example.org",
        token_file=Path("/etc/kiosk/token"),
        first_root_file=Path("/etc/kiosk/root.json"),
        theme="contrast",
        motion=False,
        quiet_seconds=120,
        warning_seconds=30,
    )
    assert settings.printer == config.PrinterPart(
        device="tcp://printer.example.org:9100", dots=384, cut=False
    )
    assert settings.alerts == config.AlertsPart(
        language="en",
        offline_minutes=10,
        old_content_hours=72,
        quiet_hours="20:00-06:00",
        mail_host="mail.example.org",
        mail_port=2525,
        mail_security="tls",
        mail_user="kiosk",
        mail_password_file=Path("/run/mail"),
        mail_from="kiosk@example.org",
        mail_to=("it@example.org", "hall@example.org"),
        webhook="https://chat.example.org/hook?key=1",
        webhook_secret_file=Path("/run/hook"),
    )


def test_a_relative_path_in_a_file_counts_from_the_file(tmp_path: Path) -> None:
    file = settings_file(tmp_path, 'content = "centre"\n')
    assert load(file, {}).content == tmp_path / "centre"


def test_an_absolute_path_in_a_file_stays(tmp_path: Path) -> None:
    file = settings_file(tmp_path, 'content = "/srv/centre"\n')
    assert load(file, {}).content == Path("/srv/centre")


def test_a_typing_mistake_names_file_line_key_and_the_nearest_known(
    tmp_path: Path,
) -> None:
    file = settings_file(tmp_path, "[hub]\n\nprot = 9000\n")
    refused = refusal(file)
    assert f"{file}:3: hub.prot" in str(refused)
    assert "Did you mean hub.port?" in refused.remedy
    assert "terminal.theme" in refused.remedy


def test_a_key_is_found_in_its_own_table(tmp_path: Path) -> None:
    file = settings_file(
        tmp_path, '[terminal]\nseries = "A"\n[hub]\nseries = "A"\nport = 1\n'
    )
    assert f"{file}:4: hub.series" in str(refusal(file))


def test_a_mistaken_table_is_found_even_when_empty(tmp_path: Path) -> None:
    assert "hbu" in str(refusal(settings_file(tmp_path, "[hbu]\n")))


def test_a_table_in_a_table_is_no_setting(tmp_path: Path) -> None:
    assert "hub.tls" in str(refusal(settings_file(tmp_path, "[hub.tls]\nkey=1\n")))


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ('[hub]\nport = "eighty"', "whole number from 1 to 65535"),
        ("[hub]\nport = 0", "whole number from 1 to 65535"),
        ("[hub]\nport = 70000", "whole number from 1 to 65535"),
        ("[hub]\nport = true", "whole number"),
        ("[hub]\nport = 80.0", "whole number"),
        ('[hub]\nhost = "not a host"', "an address to listen on"),
        ('[hub]\npublic_address = "hub.example.org"', "https://"),
        ('[hub]\npublic_address = "https://a/?b"', "https://"),
        ('[hub]\npublic_address = "https://u:p@a"', "https://"),
        ('[hub]\npublic_address = "https://a:port"', "https://"),
        ('[hub]\npublic_address = "ftp://a"', "https://"),
        ('[hub]\npublic_address = "https://[1"', "https://"),
        ('[hub]\npublic_address = "https://a b"', "https://"),
        ('[hub]\npublic_address = "https://a/kiosk"', "without a path"),
        ('[hub]\npublic_address = "https://a."', "https://"),
        ('[hub]\npublic_address = "https://a:0"', "https://"),
        ('[hub]\npublic_address = "http://0.0.0.0"', "https://"),
        ('[hub]\npublic_address = "https://münchen.example"', "letters a to z"),
        ('[terminal]\nhub = "https://a/kiosk"', "without a path"),
        ('[hub]\nhost = "http://0.0.0.0"', "an address to listen on"),
        ('[hub]\nhost = "мой"', "an address to listen on"),
        ('content = "~nobody-of-this-name/content"', "path"),
        ('content = "a\\u0000b"', "path"),
        ("[hub]\npublic_address = 1", "https://"),
        ('[terminal]\nseries = "a"', "one or two letters"),
        ('[terminal]\nseries = "ABC"', "one or two letters"),
        ("[terminal]\nseries = 1", "one or two letters"),
        ('[terminal]\ntheme = "dark"', '"calm", "contrast"'),
        ("[terminal]\nwarning_seconds = 5", "from 20 to 600"),
        ("[terminal]\nquiet_seconds = -1", "from 5 to 3600"),
        ('log_level = "loud"', '"debug", "info"'),
        ("content = 7", "path"),
        ('content = " "', "path"),
        ("content = {a = 1}", "path"),
        ("hub = 5", "Known are"),
    ],
)
def test_an_impossible_value_names_its_key_and_what_is_allowed(
    tmp_path: Path, text: str, allowed: str
) -> None:
    refused = refusal(settings_file(tmp_path, text))
    assert allowed in refused.remedy
    assert str(tmp_path) in str(refused)


def test_a_variable_that_is_no_setting_names_the_nearest() -> None:
    refused = refusal(KIOSK_HUB_PROT="1")
    assert "KIOSK_HUB_PROT" in str(refused)
    assert "Did you mean KIOSK_HUB_PORT?" in refused.remedy


def test_an_impossible_variable_is_named() -> None:
    refused = refusal(KIOSK_HUB_PORT="http")
    assert "the variable KIOSK_HUB_PORT" in str(refused)
    assert "whole number" in refused.remedy


def test_variables_of_others_of_the_tests_and_of_the_place_are_left_alone() -> None:
    environment = {
        "PATH": "/bin",
        "KIOSKS": "3",
        "KIOSK_TESTS_SKIP_NOTHING": "1",
        "KIOSK_DATA": "/srv",
        "KIOSK_CONFIG": "/etc/kiosk.toml",
    }
    assert load(None, environment) == Settings()


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    refused = refusal(tmp_path / "nothing.toml")
    assert "There is no settings file" in str(refused)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "cannot be read" in str(refusal(tmp_path))


@pytest.mark.parametrize("text", [b"[hub", b"port = ", b"a = 1\na = 2", b"\xff\xfe"])
def test_what_is_not_toml_is_named_with_its_place(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes(text)
    assert f"{file} is not TOML" in str(refusal(file))


def test_the_command_line_is_checked_too() -> None:
    with pytest.raises(BadSetting, match=r"the command line: hub\.port"):
        load(None, {}, {"hub.port": 0})


@given(st.text(), st.text())
def test_no_variable_however_odd_breaks_more_than_its_own_setting(
    name: str, value: str
) -> None:
    with suppress(BadSetting):
        load(None, {f"KIOSK_{name.upper()}": value})


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf[hub]\nport = 9000\n",
        b"[hub]\r\nport = 9000\r\n",
        b"\xef\xbb\xbf[hub]\r\nport = 9000",
    ],
    ids=repr,
)
def test_a_file_of_a_windows_editor_is_read(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes(data)
    assert load(file, {}).hub.port == 9000


def test_a_mistake_in_such_a_file_has_its_line(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes(b"\xef\xbb\xbf[hub]\r\nprot = 9000\r\n")
    assert f"{file}:2: hub.prot" in str(refusal(file))


def test_a_file_in_utf_16_says_how_to_save_it(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes("[hub]\nport = 9000\n".encode("utf-16"))
    refused = refusal(file)
    assert "UTF-16" in str(refused)
    assert "Save it as UTF-8" in refused.remedy


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    refused = refusal(tmp_path)
    assert "it is a folder" in str(refused)
    assert "kiosk.toml" in refused.remedy


def test_an_address_is_kept_in_one_way_of_writing() -> None:
    said = {"KIOSK_HUB_PUBLIC_ADDRESS": "HTTPS://Hub.Example.ORG:443/"}
    assert load(None, said).hub.public_address == "https://hub.example.org"


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("device", "lp0"),
        ("device", "http://printer:9100"),
        ("device", "tcp://printer"),
        ("device", "/etc/passwd"),
        ("dots", "100"),
        ("dots", "wide"),
        ("cut", "perhaps"),
    ],
)
def test_a_printer_that_cannot_be_is_refused(key: str, wrong: str) -> None:
    said = refusal(None, **{f"KIOSK_PRINTER_{key.upper()}": wrong})
    assert wrong in str(said)
