"""Which part of KERN UX the hub ships: the rules of the components its pages use.

Called with the unpacked package and the folder to write to. Rules are chosen whole.
A token that never changes is written as its value, a prefix that no browser of today
needs is left out, and so is a token that nothing uses.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

COMPONENTS = {
    *("alert", "badge", "body", "btn", "btn-wrapper", "dialog", "error", "fieldset"),
    *("form-check", "form-input", "heading-large", "heading-medium", "heading-small"),
    *("hint", "icon", "label", "link", "number", "sr-only", "table"),
    *("table-responsive", "task-list", "title"),
}
ICONS = {"info", "success", "warning", "danger", "close", "check", "small", "large"}
BASE = re.compile(r":is\(body.*:not\(\[class\*=kern-level-\]\)$")
UNUSED = re.compile(r"\.kern-(level|dark|light)|\[data-kern-theme|area|iframe")
COMMA = re.compile(r",\s*(?![^(]*\))")
TOKEN = re.compile(r"(--kern-[\w-]+):([^;}]*);?")
USE = re.compile(r"var\((--kern-[\w-]+)(?:, *[^()]*)?\)")
KEPT = re.compile("--kern-(metric-(space-[adlnsx2]|border)|typography-font-size)")
BY_SCHEME = re.compile("--kern-color-(?!.*contextual)|.*-family-default")
HEAD = (
    "/* KERN UX (@kern-ux/native), EUPL-1.2, a selection: see README.md beside it. */\n"
)


def blocks(sheet: str) -> list[tuple[str, str]]:
    """What stands before each outermost brace, and what stands in it."""
    found, depth, start, inside, quote = [], 0, 0, 0, ""
    for at, sign in enumerate(sheet):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "{":
            inside = inside if depth else at + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                found.append((sheet[start : inside - 1].strip(), sheet[inside:at]))
                start = at + 1
    return found


def wanted(selector: str) -> bool:
    """What names no component is the base of all."""
    if selector.startswith("@"):
        return False
    if BASE.match(selector):
        return True
    if UNUSED.search(selector):
        return False
    if icon := re.search(r"\.kern-icon--([a-z-]+)", selector):
        return icon[1] in ICONS
    return set(re.findall(r"\.kern-([a-z]+(?:-[a-z]+)*)", selector)) <= COMPONENTS


def selected(sheet: str) -> str:
    rules = []
    for before, body in blocks(sheet):
        if before.startswith("@media"):
            if inner := selected(body):
                rules.append(f"{before}{{\n{inner}}}")
        elif kept := [part for part in COMMA.split(before) if wanted(part)]:
            rules.append(f"{','.join(kept)}{{{_tight(body)}}}")
    return "".join(f"{rule}\n" for rule in rules)


def _tight(body: str) -> str:
    line = re.sub(r"\s*\n\s*", "", body).strip().removesuffix(";") + ";"
    plain = re.sub(r"-webkit-(?:mask|overflow-scrolling):.*?(?<=[\w)]);", "", line)
    return re.sub(r"(?:(?<=;)|^)([\w-]+): ", r"\1:", plain).removesuffix(";")


def with_values(sheet: str) -> str:
    """Colours stay tokens, since they follow the scheme."""
    said: dict[str, set[str]] = {}
    for name, value in TOKEN.findall(sheet):
        said.setdefault(name, set()).add(value)
    fixed = {
        name: next(iter(values))
        for name, values in said.items()
        if len(values) == 1 and not BY_SCHEME.match(name)
    }

    def shorter(use: re.Match[str]) -> str:
        name = use[1]
        if name in fixed:
            return fixed[name]
        return f"var({name})" if name in said else use[0]

    for _ in range(4):
        sheet = USE.sub(shorter, sheet)
        fixed = {name: USE.sub(shorter, value) for name, value in fixed.items()}
    return sheet


def without_unused_tokens(sheet: str) -> str:
    used = {use[1] for use in USE.finditer(sheet)}

    def if_used(token: re.Match[str]) -> str:
        return token[0] if token[1] in used or KEPT.match(token[1]) else ""

    left = TOKEN.sub(if_used, sheet)
    if left != sheet:
        return without_unused_tokens(left)
    return re.sub(r"\n[^\n{}]+\{;?\}(?=\n)", "", left)


def main(package: Path, target: Path) -> None:
    published = (package / "dist" / "kern.css").read_text("utf-8")
    plain = re.sub(r"/\*.*?\*/|@charset[^;]*;", "", published, flags=re.DOTALL)
    sheet = HEAD + without_unused_tokens(with_values(selected(plain)))
    (target / "kern.css").write_text(sheet, "utf-8")
    licence = (package / "LICENSE.md").read_text("utf-8")
    (target / "LICENSE.md").write_text(licence, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
