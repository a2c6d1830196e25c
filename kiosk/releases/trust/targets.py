"""Which files the targets role vouches for: the newest release, the newest notices."""

from __future__ import annotations

from tuf.api.metadata import TargetFile, Targets

from kiosk.releases.trust.roles import SignedTarget, named


def with_target(known: Targets, target: SignedTarget) -> Targets:
    """The same with this one as the newest of its kind, in place of the one before."""
    kept = {
        name: file
        for name, file in known.targets.items()
        if (found := named(name)) and found[0] is not target.kind
    }
    file = TargetFile(target.length, {"sha256": target.sha256}, target.name)
    return Targets(targets={**kept, target.name: file}, delegations=known.delegations)


def targets_of(signed: Targets) -> tuple[SignedTarget, ...]:
    """Those whose names and hashes mean something here, sorted by name."""
    found = []
    for name, file in sorted(signed.targets.items()):
        meaning, digest = named(name), file.hashes.get("sha256")
        if meaning is not None and digest is not None:
            found.append(SignedTarget(*meaning, file.length, digest))
    return tuple(found)
