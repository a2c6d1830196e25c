"""What a new import does to an old draft: nothing an editor has changed is overwritten.

An item stays as it is unless its hash differs. If it differs and an editor has changed
a file, the new version is put into the room `newer`; if that was changed as well,
nothing is written and the next import tells of it again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from kiosk.integreat.identities import slug
from kiosk.integreat.records import NEWER, Record
from kiosk.integreat.writing import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kiosk.integreat.items import Item
    from kiosk.integreat.writing import Attribution


class MergeOutcome(StrEnum):
    """In the order in which they are told."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept because edited"
    GONE = "no longer delivered"


@dataclass(slots=True)
class Merged:
    """What to write, what to remove, and what is known of each item afterwards."""

    files: dict[str, bytes] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    records: list[Record] = field(default_factory=list)
    outcomes: dict[str, Counter[MergeOutcome]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    kept: list[str] = field(default_factory=list)
    """Where the new versions of edited items lie."""


class Merging:
    def __init__(
        self, folder: Path, records: Iterable[Record], attribution: Attribution
    ) -> None:
        self._folder = folder
        self._attribution = attribution
        self._old = {record.key: record for record in records}
        self._taken = {record.slug for record in self._old.values()} | _rooms(folder)
        self._merged = Merged()

    def merged(self, items: Sequence[Item], asked: Iterable[str]) -> Merged:
        """Of all items of the kinds that were `asked` for; others stay untouched."""
        for item in items:
            self._add(item)
        delivered = {(item.kind.value, item.identity.path) for item in items}
        kinds = set(asked)
        for key, record in self._old.items():
            if key not in delivered:
                self._keep_old(record, told=record.kind in kinds)
        return self._merged

    def _add(self, item: Item) -> None:
        key = (item.kind.value, item.identity.path)
        old = self._old.get(key)
        name = old.slug if old else slug(item.kind, item.identity, self._taken)
        self._taken.add(name)
        new = {
            path: text.encode()
            for path, text in files(name, item, self._attribution).items()
        }
        if old is None:
            self._write(item, name, new, MergeOutcome.NEW)
        elif old.hash == self._hash(item):
            self._unchanged(item, old, new)
        elif not self._is_edited(old.files, new):
            self._remove(old.files, but=new)
            self._write(item, name, new, MergeOutcome.CHANGED)
        else:
            self._beside(item, old, new)

    def _write(
        self, item: Item, name: str, new: dict[str, bytes], outcome: MergeOutcome
    ) -> None:
        self._merged.files |= new
        self._record(item, name, self._hash(item), _digests(new), outcome)

    def _unchanged(self, item: Item, old: Record, new: dict[str, bytes]) -> None:
        """An editor who has taken the new version over has edited nothing any more."""
        known = old.files
        if all(
            self._is_taken_over(path, data, old.files) for path, data in new.items()
        ):
            self._remove(old.files, but=new)
            known = {path: self._digest(path) or "" for path in new}
        waits = any((self._folder / path).exists() for path in _newer(known))
        if waits:
            self._merged.kept.append(f"{NEWER}/services/{old.slug}")
        outcome = MergeOutcome.KEPT if waits else MergeOutcome.UNCHANGED
        self._record(item, old.slug, old.hash, known, outcome)

    def _beside(self, item: Item, old: Record, new: dict[str, bytes]) -> None:
        earlier = _newer(old.files)
        ours = {path: old.files[path] for path in old.files if path not in earlier}
        beside = {f"{NEWER}/{path}": data for path, data in new.items()}
        self._merged.kept.append(f"{NEWER}/services/{old.slug}")
        if self._is_changed(earlier):
            self._record(item, old.slug, old.hash, old.files, MergeOutcome.KEPT)
            return
        self._remove(earlier, but=beside)
        self._merged.files |= beside
        known = ours | _digests(beside)
        self._record(item, old.slug, self._hash(item), known, MergeOutcome.KEPT)

    def _keep_old(self, record: Record, *, told: bool) -> None:
        """What an editor has moved or deleted since is forgotten."""
        if not any((self._folder / path).exists() for path in record.files):
            return
        self._merged.records.append(record)
        if told:
            self._merged.outcomes[record.kind][MergeOutcome.GONE] += 1

    def _record(
        self,
        item: Item,
        name: str,
        digest: str,
        known: dict[str, str],
        outcome: MergeOutcome,
    ) -> None:
        self._merged.outcomes[item.kind][outcome] += 1
        self._merged.records.append(
            Record(
                kind=item.kind.value,
                path=item.identity.path,
                slug=name,
                hash=digest,
                files=known,
                url=item.url,
                languages=list(item.articles),
                fallbacks=list(item.fallbacks),
                under=list(item.under),
                notes=list(item.notes),
            )
        )

    def _is_edited(self, known: dict[str, str], new: dict[str, bytes]) -> bool:
        """Whether there is anything that neither we wrote nor would write now."""
        later = _newer(known)
        ours = {path: known[path] for path in known if path not in later}
        foreign = dict.fromkeys((path for path in new if path not in ours), "")
        rest = {
            path: digest
            for path, digest in (ours | foreign).items()
            if not self._is_taken_over(path, new.get(path), known)
        }
        return self._is_changed(rest)

    def _is_changed(self, known: dict[str, str]) -> bool:
        """A file that an editor has taken away is no change: it was moved."""
        return any(
            self._digest(path) not in (None, digest) for path, digest in known.items()
        )

    def _remove(self, known: dict[str, str], but: dict[str, bytes]) -> None:
        """What was written before and is no more, unless an editor has changed it."""
        self._merged.removed |= {
            path
            for path, digest in known.items()
            if path not in but and self._digest(path) == digest
        }

    def _is_taken_over(
        self, path: str, data: bytes | None, known: dict[str, str]
    ) -> bool:
        """Whether it is the new version, or the one that was put beside it before."""
        here = self._digest(path)
        return here is not None and here in (
            known.get(f"{NEWER}/{path}"),
            None if data is None else _digest(data),
        )

    def _hash(self, item: Item) -> str:
        """Another licence is a change like any other."""
        return _digest(f"{item.hash} {self._attribution}".encode())

    def _digest(self, path: str) -> str | None:
        try:
            return _digest((self._folder / path).read_bytes())
        except FileNotFoundError:
            return None


def _rooms(folder: Path) -> set[str]:
    """Also a folder that an editor has made keeps its name."""
    services = folder / "services"
    return {room.name for room in services.iterdir()} if services.is_dir() else set()


def _newer(known: dict[str, str]) -> dict[str, str]:
    return {path: told for path, told in known.items() if path.startswith(f"{NEWER}/")}


def _digests(new: dict[str, bytes]) -> dict[str, str]:
    return {path: _digest(data) for path, data in new.items()}


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
