from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from kiosk.errors import DataFolderUnusable, KeyUnusable
from kiosk.releases.trust import keys
from kiosk.releases.trust.keys import KeyFolder
from kiosk.releases.trust.roles import TrustRole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_key_that_is_kept_signs_again_after_a_restart(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path / "keys")
    made = folder.keep(keys.new(TrustRole.TARGETS))
    (again,) = KeyFolder(tmp_path / "keys").of(TrustRole.TARGETS)
    assert again.id == made.id
    signature = again.signer.sign(b"words")
    made.signer.public_key.verify_signature(signature, b"words")


def test_only_its_owner_may_read_a_key(tmp_path: Path) -> None:
    kept = KeyFolder(tmp_path / "keys").keep(keys.new(TrustRole.SNAPSHOT))
    assert kept.file is not None
    assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.file.parent.stat().st_mode) == 0o700
    assert not kept.is_open_to_others()
    kept.file.chmod(0o640)
    assert kept.is_open_to_others()


def test_a_role_has_only_its_own_keys(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path)
    folder.keep(keys.new(TrustRole.TIMESTAMP))
    assert folder.of(TrustRole.TARGETS) == []
    assert len(folder.of(TrustRole.TIMESTAMP)) == 1


def test_credentials_of_systemd_are_keys_too(tmp_path: Path) -> None:
    given = tmp_path / "credentials"
    made = keys.put_away(keys.new(TrustRole.TARGETS), given)
    assert made.file is not None
    made.file.rename(given / "kiosk-targets.pem")
    folder = KeyFolder(tmp_path / "keys", given)
    assert [key.id for key in folder.of(TrustRole.TARGETS)] == [made.id]
    folder.drop(TrustRole.TARGETS, but=[])
    assert (given / "kiosk-targets.pem").exists()


def test_an_old_key_is_dropped_and_the_new_one_stays(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path)
    folder.keep(keys.new(TrustRole.TARGETS))
    fresh = folder.keep(keys.new(TrustRole.TARGETS))
    folder.drop(TrustRole.TARGETS, but=[fresh.id])
    assert [key.id for key in folder.of(TrustRole.TARGETS)] == [fresh.id]


def test_what_is_no_key_is_named(tmp_path: Path) -> None:
    rsa = generate_private_key(65537, 2048)
    ours = keys.new(TrustRole.ROOT).signer._private_key
    wrong = {
        "nonsense": b"-----BEGIN nonsense",
        "of another kind": rsa.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        ),
        "with a password": ours.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")
        ),
        "empty": b"",
    }
    for name, content in wrong.items():
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(KeyUnusable, match=name) as refusal:
            keys.read(TrustRole.ROOT, file)
        assert refusal.value.remedy
    with pytest.raises(KeyUnusable, match="gone"):
        keys.read(TrustRole.ROOT, tmp_path / "gone")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataFolderUnusable, match="file"):
        keys.put_away(keys.new(TrustRole.ROOT), tmp_path / "file" / "keys")
