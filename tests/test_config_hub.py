"""What the hub's settings may say of its network and its database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.config import load
from tests.settings_files import refusal, settings_file

if TYPE_CHECKING:
    from pathlib import Path


def test_proxies_are_a_list_in_the_file(tmp_path: Path) -> None:
    file = settings_file(tmp_path, '[hub]\nproxies = ["::1", "10.0.0.0/24"]\n')
    assert load(file, {}).hub.proxies == ("::1/128", "10.0.0.0/24")
    assert load(settings_file(tmp_path, "[hub]\nproxies = []\n"), {}).hub.proxies == ()


@pytest.mark.parametrize("said", ['"*"', '["0.0.0.0/0"]', '["proxy"]', "[1]", "true"])
def test_nobody_and_not_everybody_can_be_a_proxy(tmp_path: Path, said: str) -> None:
    refused = refusal(settings_file(tmp_path, f"[hub]\nproxies = {said}\n"))
    assert "hub.proxies" in str(refused)
    assert "127.0.0.1" in refused.remedy


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://db.example/kiosk",
        "postgresql://kiosk@db.example:5433/kiosk?sslmode=verify-full",
        "postgresql://kiosk@/kiosk?host=/run/postgresql",
        "postgresql:///kiosk?host=/run/postgresql",
    ],
)
def test_the_hubs_database_may_be_a_postgresql(tmp_path: Path, address: str) -> None:
    file = settings_file(tmp_path, f'[hub]\ndatabase = "{address}"\n')
    assert load(file, {}).hub.database == address


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///hub.sqlite",
        "mysql://db.example/kiosk",
        "postgresql://db.example",
        "postgresql:///kiosk",
        "postgresql://db.example:port/kiosk",
        "postgresql://[1/kiosk",
        "postgresql://db.example/kiosk?password=s3cret",
        "postgresql://db.example/kiosk?sslpassword=s3cret",
        "postgresql://kiosk:s3cret@db.example/ki osk",
    ],
)
def test_anything_else_is_refused_without_a_word_of_what_it_was(address: str) -> None:
    refused = refusal(KIOSK_HUB_DATABASE=address)
    assert "postgresql://" in refused.remedy
    assert address not in f"{refused} {refused.remedy}"
    assert "s3cret" not in f"{refused} {refused.remedy}"


def test_a_password_stands_in_no_settings_file(tmp_path: Path) -> None:
    address = "postgresql://kiosk:s3cret@db.example/kiosk"
    refused = refusal(settings_file(tmp_path, f'[hub]\ndatabase = "{address}"\n'))
    assert "hub.database_password_file" in refused.remedy
    assert "s3cret" not in f"{refused} {refused.remedy}"
    settings = load(None, {"KIOSK_HUB_DATABASE": address})
    assert settings.hub.database == address
    assert "s3cret" not in repr(settings)
