"""Which refusal each mishap of an update is, and what staff can do about it."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

from tuf.api import exceptions as tuf
from tuf.api.metadata import Metadata, Root, Targets

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import HubError, UpdateRefused
from kiosk.releases.trust.roles import TrustRole
from kiosk.releases.trust.source import TARGETS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.releases.trust.source import SourceFetcher

    Believed = Mapping[str, Root | Targets]
    """By role, the signed metadata that names its keys; empty while there is none."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
NAME = re.compile(r"metadata/(?:([0-9]+)\.)?([a-z]+)\.json")
LONGEST_MESSAGE = 300
ASK = "Find out who changes what the hub sends; this terminal keeps what it has."
REMEDIES: Mapping[UpdateRefusal, str] = {
    UpdateRefusal.UNKNOWN_KEY: "If the hub was set up anew, let this terminal trust it"
    " anew: kiosk content trust. If not, find out who signs there.",
    UpdateRefusal.TOO_FEW_SIGNATURES: "Sign with all keys that must:"
    " kiosk content keys status names them.",
    UpdateRefusal.VERSION_GOES_BACK: "If the hub came back from a backup, publish once"
    " more there. If not, somebody offers old content.",
    UpdateRefusal.EXPIRED: "See whether the hub runs, whether its clock and this one"
    " are right, and what kiosk content keys status says there.",
    UpdateRefusal.CLOCK_TOO_EARLY: "Put this terminal's clock right. If it is, the"
    " hub's was ahead: let this terminal trust it anew, with kiosk content trust.",
    UpdateRefusal.NOT_FETCHED: "Check that the hub runs; it is tried again.",
    UpdateRefusal.DISK_FULL: "Make room on this terminal's disk.",
    UpdateRefusal.DISK_FAILED: "Look at this terminal's disk, and the rights of its"
    " data folder.",
}
"""Where there is none, somebody tampers: `ASK`."""


def refused(reason: UpdateRefusal, message: str) -> UpdateRefused:
    remedy = REMEDIES.get(reason, ASK)
    return UpdateRefused(message[:LONGEST_MESSAGE], remedy, reason=reason)


def refusal(
    error: Exception, asked: SourceFetcher, believed: Believed
) -> UpdateRefused:
    """What the library, the source or the disk raised, in words of the project."""
    return refused(_reason(error, asked, believed), f"{asked.path}: {error}")


def _reason(
    error: Exception, asked: SourceFetcher, believed: Believed
) -> UpdateRefusal:
    match error:
        case OSError():
            full = error.errno in FULL
            return UpdateRefusal.DISK_FULL if full else UpdateRefusal.DISK_FAILED
        case tuf.DownloadLengthMismatchError():
            return UpdateRefusal.TOO_LARGE
        case HubError() | tuf.DownloadError():
            return UpdateRefusal.NOT_FETCHED
        case tuf.ExpiredMetadataError():
            return UpdateRefusal.EXPIRED
        case tuf.LengthOrHashMismatchError():
            return _of_other_bytes(error, asked.path)
        case tuf.BadVersionNumberError():
            return _of_another_version(asked)
        case tuf.UnsignedMetadataError():
            return _of_a_signature(asked, believed)
    return UpdateRefusal.FORGED


def _of_other_bytes(error: Exception, path: str) -> UpdateRefusal:
    """Metadata that another role's metadata did not mean is a mixture."""
    if not path.startswith(TARGETS):
        return UpdateRefusal.MIXED
    by_length = "length" in str(error)
    return UpdateRefusal.WRONG_LENGTH if by_length else UpdateRefusal.WRONG_HASH


def _of_another_version(asked: SourceFetcher) -> UpdateRefusal:
    """Under the name of one version another one, or an older one under a new name."""
    found = NAME.fullmatch(asked.path)
    if found is None or found[2] in {TrustRole.ROOT, TrustRole.TIMESTAMP}:
        return UpdateRefusal.VERSION_GOES_BACK
    version = Metadata.from_bytes(bytes(asked.metadata)).signed.version
    goes_back = str(version) == found[1]
    return UpdateRefusal.VERSION_GOES_BACK if goes_back else UpdateRefusal.MIXED


def _of_a_signature(asked: SourceFetcher, believed: Believed) -> UpdateRefusal:
    found = NAME.fullmatch(asked.path)
    by = believed.get(found[2]) if found else None
    if found is None or by is None:
        return UpdateRefusal.FORGED
    read = Metadata.from_bytes(bytes(asked.metadata))
    result = by.get_verification_result(found[2], read.signed_bytes, read.signatures)
    if result.signed or not read.signatures:
        return UpdateRefusal.TOO_FEW_SIGNATURES
    known = {*result.unsigned} & {*read.signatures}
    return UpdateRefusal.FORGED if known else UpdateRefusal.UNKNOWN_KEY
