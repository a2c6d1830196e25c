"""Brings answers in as a draft, and moves a draft into a content as an editor would."""

from __future__ import annotations

import json
import shutil
import tomllib
from typing import TYPE_CHECKING, Any

import msgspec

from kiosk.catalogue.checks import problems
from kiosk.catalogue.drafts.folder import DraftFolder
from kiosk.ids import LanguageCode
from kiosk.integreat.importing import Answers, bring_in
from kiosk.integreat.items import ItemKind
from kiosk.integreat.shapes import Region
from tests import content_folder
from tests.fakes.clock import NOON
from tests.fakes.integreat import INSTANCE, a_region, a_usual_region

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kiosk.catalogue.problems import Problem
    from kiosk.integreat.importing import Summary
    from kiosk.integreat.merging import MergeOutcome
    from tests.fakes.integreat import FakeIntegreat, Json

CODES = {code: LanguageCode(code) for code in ("de", "en", "ar")}
_NAMES = {ItemKind.PAGE: "pages", ItemKind.PLACE: "locations", ItemKind.EVENT: "events"}
_CATEGORIES = ("help", "region")


def answers_of(fake: FakeIntegreat, *kinds: ItemKind, **keys: Any) -> Answers:
    """What the client would bring from it."""
    bodies = {
        (kind, code): json.dumps(fake.texts.get(f"{code}/{name}", [])).encode()
        for kind, name in _NAMES.items()
        for code in CODES
        if not kinds or kind in kinds
    }
    region = msgspec.convert(a_region(), Region)
    return Answers(INSTANCE, region, CODES, bodies, **keys)


def usual_answers() -> Answers:
    return answers_of(a_usual_region())


def with_a_changed_course(content: str = "<p>Anderes.</p><p>Mehr.</p>") -> Answers:
    fake = a_usual_region()
    one(fake, "de/pages", "kurse")["content"] = content
    return answers_of(fake)


def imported(
    path: Path,
    answers: Answers | None = None,
    *,
    retrieved: datetime = NOON,
    licence: str = "CC BY 4.0",
) -> Summary:
    folder = DraftFolder(path)
    with folder.held():
        return bring_in(
            answers or usual_answers(), folder, licence=licence, retrieved=retrieved
        )


def outcomes(found: Summary, kind: ItemKind = ItemKind.PAGE) -> dict[MergeOutcome, int]:
    """How many items of a kind ended how; nothing of what did not happen."""
    return {outcome: n for outcome, n in found.outcomes[kind].items() if n}


def told_by(draft: Path) -> dict[str, Any]:
    return tomllib.loads((draft / "draft.toml").read_text(encoding="utf-8"))


def one(fake: FakeIntegreat, where: str, path_end: str) -> Json:
    """The text that a test changes."""
    return next(
        t for t in fake.texts[where] if t["path"].rstrip("/").endswith(path_end)
    )


def everything(folder: Path) -> dict[str, bytes]:
    """Each file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def errors_once_moved(draft: Path, content: Path) -> list[Problem]:
    """What the content's own check says of all services of the draft."""
    content_folder.write(content)
    _make_room(content)
    for service in (draft / "services").iterdir():
        shutil.copytree(service, content / "services" / service.name)
    for beside in (draft / "resources").iterdir():
        _append(content / "resources.toml", beside / "resources.toml")
        for words in (beside / "words").iterdir():
            _append_words(content / "words" / words.name, words)
    return [problem for problem in problems(content) if problem.is_error]


def _make_room(content: Path) -> None:
    site = content / "site.toml"
    content_folder.change(
        site, "\n[[categories]]", 'partly = ["en", "pl", "uk", "ar"]\n\n[[categories]]'
    )
    for name in _CATEGORIES:
        more = f'[[categories]]\nid = "{name}"\nsymbol = "★"\n\n[[emergency]]'
        content_folder.change(site, "[[emergency]]", more)
        for code in content_folder.LANGUAGES:
            words = content / "words" / f"{code}.toml"
            content_folder.change(
                words, "[categories]", f'[categories]\n{name} = "Mehr"'
            )


def _append(path: Path, more: Path) -> None:
    """What several services lead to stands there once."""
    text = path.read_text(encoding="utf-8")
    for table in more.read_text(encoding="utf-8").split("\n\n"):
        if table.splitlines()[0] not in text:
            text += f"\n{table.strip()}\n"
    path.write_text(text, encoding="utf-8")


def _append_words(path: Path, more: Path) -> None:
    for line in (
        more.read_text(encoding="utf-8").partition("[resources]\n")[2].split("\n")
    ):
        if line.split(" = ")[0] not in path.read_text(encoding="utf-8"):
            content_folder.change(path, "[resources]\n", f"[resources]\n{line}\n")
