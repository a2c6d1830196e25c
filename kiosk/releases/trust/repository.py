"""The hub's side of trust: makes, signs and renews what vouches for its releases.

Versions of all but the root are the second of their signing: a hub that was restored
from a backup signs with higher ones than any terminal has seen.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from tuf.api.exceptions import RepositoryError, UnsignedMetadataError
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Role,
    Root,
    Snapshot,
    Targets,
    Timestamp,
)
from tuf.api.serialization.json import JSONSerializer

from kiosk.errors import Conflict, KeyUnusable
from kiosk.releases.trust.delegating import FILE, let_by, letting
from kiosk.releases.trust.roles import (
    FRESH,
    LIFETIMES,
    TOP_ROLES,
    RoleStanding,
    TrustRole,
    is_half_over,
)
from kiosk.releases.trust.targets import targets_of, with_target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from kiosk.releases.trust.keys import SigningKey
    from kiosk.releases.trust.roles import MetadataStore, SignedTarget

    Keys = Callable[[TrustRole], Sequence[SigningKey]]
    """Those of a role that are at hand now."""

S = TypeVar("S", Root, Targets, Snapshot, Timestamp)

PUT_ROOT_BACK = (
    "Name the files of the root keys that were put away: --root-key FILE, each once."
)
REMEDIES: Mapping[TrustRole, str] = {
    TrustRole.ROOT: PUT_ROOT_BACK,
    TrustRole.TARGETS: "Sign on the machine that has the key: kiosk content sign.",
    TrustRole.NOTICES: "Make a new one: kiosk content keys notices.",
}
PUT_KEY_BACK = (
    "Bring the key file back into the data folder, or make a new one:"
    " kiosk content keys rotate."
)


class Repository:
    """Signs with the keys at hand, and keeps the result; reads its clock once."""

    def __init__(self, store: MetadataStore, keys: Keys, now: datetime) -> None:
        self._store = store
        self._keys = keys
        self._now = now.replace(microsecond=0)

    @property
    def has_begun(self) -> bool:
        return self._store.newest(TrustRole.ROOT) is not None

    def begin(
        self, keys: Mapping[TrustRole, Sequence[SigningKey]], threshold: int = 1
    ) -> None:
        """The first root, and nothing vouched for yet.

        `threshold`: how many root keys must sign a root. Raises `Conflict` and
        `KeyUnusable`.
        """
        if self.has_begun:
            raise Conflict(
                "This hub has keys already.",
                remedy="Look at them: kiosk content keys status.",
            )
        self._keys = lambda role: keys.get(role, ())
        root = Root(version=1, expires=self._end(TrustRole.ROOT))
        for role in TOP_ROLES:
            for key in keys[role]:
                root.add_key(key.signer.public_key, role)
        root.roles[TrustRole.ROOT].threshold = threshold
        self._put_root(root, root)
        let = letting(key.signer.public_key for key in keys.get(TrustRole.NOTICES, ()))
        self._put(TrustRole.TARGETS, Targets(version=1, delegations=let))
        self._put_notices()
        self._put_snapshot()

    def can_sign(self, role: TrustRole) -> bool:
        """Raises `KeyUnusable`, as whoever signs does."""
        if not self.has_begun or (role is TrustRole.NOTICES and not self._let()):
            return False
        trusted = self._named(role)
        at_hand = {key.id for key in self._keys(role)} & set(trusted.keyids)
        return len(at_hand) >= trusted.threshold

    def add(self, target: SignedTarget) -> None:
        """Vouch for it as the newest of its kind. Raises `KeyUnusable`."""
        self._put(TrustRole.TARGETS, with_target(self._targets(), target))
        self._put_snapshot()

    def add_notices(self, target: SignedTarget) -> None:
        """The same with the key that the publisher lets. Raises `KeyUnusable`."""
        self._put(TrustRole.NOTICES, with_target(self._noticed(), target))
        self._put_snapshot()

    def asks_to_let(self) -> SigningKey | None:
        """The key with which this hub would sign notices, if the publisher let it.

        None: it needs none, has none, or may already. Raises `KeyUnusable`.
        """
        if self.can_sign(TrustRole.TARGETS):
            return None
        newest = max(
            self._keys(TrustRole.NOTICES), key=lambda key: key.made_at, default=None
        )
        return newest if newest and newest.id not in self._let() else None

    def accept(self, signed: bytes, target: SignedTarget | None) -> None:
        """What the publisher signed elsewhere, if it vouches for just this target more.

        None: it only lets hold longer what is there. Raises `Conflict`.
        """
        try:
            read = Metadata[Targets].from_bytes(signed)
            self._root().verify_delegate(
                TrustRole.TARGETS, read.signed_bytes, read.signatures
            )
        except (RepositoryError, ValueError) as error:
            raise Conflict(
                f"This signature does not hold: {error}.",
                remedy="Sign with the key that kiosk content keys status names.",
            ) from error
        self._check_meant(read.signed, target)
        self._store.put(TrustRole.TARGETS, read.signed.version, signed)
        self._put_notices()
        self._put_snapshot()

    def renew_freshness(self) -> tuple[TrustRole, ...]:
        """What the hub does unasked; answers the roles that were due.

        Raises `KeyUnusable`.
        """
        due = tuple(role for role in FRESH if self._is_due(role))
        if TrustRole.NOTICES in due:
            self._put_notices()
        if due and due != (TrustRole.TIMESTAMP,):
            self._put_snapshot()
        elif due:
            self._put_timestamp()
        return due

    def renew(self, role: TrustRole) -> None:
        """Let it hold for its whole life again. Raises `KeyUnusable`."""
        if role is TrustRole.ROOT:
            root = self._root()
            self._next_root(root)
        elif role is TrustRole.TARGETS:
            self._put(role, self._targets())
        elif role is TrustRole.NOTICES:
            self._put(role, self._noticed())
        if role is TrustRole.TIMESTAMP:
            self._put_timestamp()
        else:
            self._put_snapshot()

    def rotate(
        self,
        role: TrustRole,
        old: Iterable[str],
        fresh: SigningKey,
        of_notices: SigningKey | None = None,
    ) -> None:
        """Let the new key sign in place of the old ones. Raises `KeyUnusable`.

        For the root its old keys must be at hand, too: terminals learn the new root
        from the old one. `of_notices`: whom a new targets key lets sign notices, as it
        leaves the hub.
        """
        root = self._root()
        for key_id in old:
            root.revoke_key(key_id, role)
        root.add_key(fresh.signer.public_key, role)
        before = self._keys
        self._keys = lambda asked: [*before(asked), *([fresh] if asked == role else ())]
        self._next_root(root)
        if role is TrustRole.TARGETS:
            known = self._targets()
            if of_notices is not None:
                known.delegations = letting([of_notices.signer.public_key])
            self._put(role, known)
            self._put_notices()
        self._put_snapshot()

    def vouched_for(self) -> tuple[SignedTarget, ...]:
        return targets_of(self._targets())

    def standings(self) -> tuple[RoleStanding, ...]:
        if not self.has_begun:
            return ()
        signed = self._store.newest(TrustRole.NOTICES) is not None and self._let()
        roles = (*TOP_ROLES, TrustRole.NOTICES) if signed else TOP_ROLES
        return tuple(self._standing(role) for role in roles)

    def _standing(self, role: TrustRole) -> RoleStanding:
        signed = Metadata.from_bytes(self._newest(role)).signed
        trusted = self._named(role)
        return RoleStanding(
            role,
            signed.version,
            signed.expires,
            tuple(trusted.keyids),
            trusted.threshold,
            self.can_sign(role),
        )

    def _check_meant(self, signed: Targets, target: SignedTarget | None) -> None:
        known = self._targets()
        wanted = with_target(known, target) if target else known
        if targets_of(signed) != targets_of(wanted):
            raise Conflict(
                "This signature vouches for something else than the release that"
                " waits for it.",
                remedy="Sign again: something was published meanwhile.",
            )
        asked = self.asks_to_let()
        let = [known.delegations, None]
        if asked is not None:
            let.append(letting([asked.signer.public_key]))
        if signed.delegations not in let:
            raise Conflict(
                "This signature lets a key sign notices that is not this hub's.",
                remedy="Sign again, with the key that kiosk content keys status names.",
            )
        if signed.version <= known.version or signed.is_expired(self._now):
            raise Conflict(
                "This signature is older than the one before it.",
                remedy="Put the clock right where it was signed, and sign again.",
            )

    def _next_root(self, root: Root) -> None:
        before = self._root()
        root.version += 1
        root.expires = self._end(TrustRole.ROOT)
        self._put_root(root, before)

    def _put_root(self, root: Root, before: Root) -> None:
        """It must be believed by itself, and by whoever believes the one before."""
        named_keys = {*root.roles[TrustRole.ROOT].keyids}
        named_keys |= {*before.roles[TrustRole.ROOT].keyids}
        self._sign(root, TrustRole.ROOT, named_keys, (root, before))

    def _put_notices(self) -> None:
        """So that whoever believes the targets finds what they let vouch."""
        if self.can_sign(TrustRole.NOTICES):
            self._put(TrustRole.NOTICES, self._noticed())

    def _put(self, role: TrustRole, signed: S) -> None:
        seconds = int(self._now.timestamp())
        kept = self._store.newest(role)
        known = Metadata.from_bytes(kept).signed.version if kept else 0
        signed.version = max(known + 1, seconds)
        signed.expires = self._end(role)
        by = self._targets() if role is TrustRole.NOTICES else self._root()
        self._sign(signed, role, {*self._named(role).keyids}, (by,))

    def _sign(
        self,
        signed: S,
        role: TrustRole,
        key_ids: set[str],
        by: tuple[Root | Targets, ...],
    ) -> None:
        metadata = Metadata(signed)
        for key in self._keys(role):
            if key.id in key_ids:
                metadata.sign(key.signer, append=True)
        try:
            for trusting in by:
                trusting.verify_delegate(
                    role, metadata.signed_bytes, metadata.signatures
                )
        except UnsignedMetadataError as error:
            raise KeyUnusable(
                f"Not enough keys of the role {role} are here: {error}.",
                remedy=REMEDIES.get(role, PUT_KEY_BACK),
            ) from error
        content = metadata.to_bytes(JSONSerializer(compact=True))
        self._store.put(role, signed.version, content)

    def _put_snapshot(self) -> None:
        """What it has named once it names for ever: terminals miss what is gone."""
        meta = {"targets.json": self._described(TrustRole.TARGETS)}
        if self._store.newest(TrustRole.NOTICES) is not None:
            meta[FILE] = self._described(TrustRole.NOTICES)
        self._put(TrustRole.SNAPSHOT, Snapshot(meta=meta))
        self._put_timestamp()

    def _put_timestamp(self) -> None:
        described = self._described(TrustRole.SNAPSHOT)
        self._put(TrustRole.TIMESTAMP, Timestamp(snapshot_meta=described))

    def _described(self, role: TrustRole) -> MetaFile:
        content = self._newest(role)
        version = Metadata.from_bytes(content).signed.version
        return MetaFile(version, len(content), {"sha256": sha256(content).hexdigest()})

    def _is_due(self, role: TrustRole) -> bool:
        if role is TrustRole.NOTICES and not self.can_sign(role):
            return False
        ends = Metadata.from_bytes(self._newest(role)).signed.expires
        return is_half_over(role, ends, self._now)

    def _let(self) -> tuple[str, ...]:
        """The ids of the keys that may sign notices beside those of the targets."""
        return let_by(self._targets())

    def _named(self, role: TrustRole) -> Role:
        """Which keys it has."""
        if role is TrustRole.NOTICES:
            return self._targets().get_delegated_role(role)
        return self._root().roles[role]

    def _noticed(self) -> Targets:
        kept = self._store.newest(TrustRole.NOTICES)
        return Metadata[Targets].from_bytes(kept).signed if kept else Targets(version=1)

    def _root(self) -> Root:
        return Metadata[Root].from_bytes(self._newest(TrustRole.ROOT)).signed

    def _targets(self) -> Targets:
        return Metadata[Targets].from_bytes(self._newest(TrustRole.TARGETS)).signed

    def _newest(self, role: TrustRole) -> bytes:
        content = self._store.newest(role)
        if content is None:
            raise KeyUnusable(
                "This hub has no keys that sign releases yet.",
                remedy="Make them: kiosk content keys init.",
            )
        return content

    def _end(self, role: TrustRole) -> datetime:
        return self._now + LIFETIMES[role]
