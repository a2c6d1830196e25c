"""Writes a small and complete content folder, which a test then breaks in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("de", "en", "pl", "uk", "ar")
_WELCOME = {
    "de": "Willkommen",
    "en": "Welcome",
    "pl": "Witamy",
    "uk": "Вітаємо",
    "ar": "مرحبًا",
}
_SECTIONS = {
    "site": ("name", "place", "funding", "privacy"),
    "categories": ("arrival", "health"),
    "topics": ("residence", "tax"),
    "desks": ("desk-1",),
    "emergency": ("rescue",),
    "notes": ("rescue",),
    "partners": ("welcome-center",),
    "resources": ("office", "office-phone", "office-email"),
}


def head(code: str, *, version: str = "1.0") -> str:
    """What a text in this language says of itself."""
    if code == "de":
        return f'version = "{version}"\n'
    return f'of = "{version}"\nmade = "machine"\n'


def words(code: str) -> str:
    """All short words of one language."""
    lines = [head(code)]
    for section, keys in _SECTIONS.items():
        lines += ["", f"[{section}]"]
        lines += [f'{key} = "{_WELCOME[code]}"' for key in keys]
    return "\n".join(lines) + "\n"


def article(code: str, title: str = "") -> str:
    welcome = _WELCOME[code]
    return (
        f'+++\n{head(code)}keywords = ["{welcome}"]\n+++\n\n'
        f"# {title or welcome}\n\n{welcome} **Spremberg/Grodk**.\n\n"
        f"{' '.join([welcome] * 60)}\n\n## {welcome}\n\n"
        f"- first\n- second\n\n1. {welcome}\n2. go on\n"
    )


def site() -> str:
    return """
[site]
greetings = ["Herzlich willkommen", "Witajśo k nam"]
time_zone = "Europe/Berlin"
languages = ["de", "en", "pl", "uk", "ar"]

[[categories]]
id = "arrival"
symbol = "⌂"

[[categories]]
id = "health"
symbol = "✚"

[[emergency]]
id = "rescue"
number = "112"

[[partners]]
id = "welcome-center"
name = "Welcome Center"
planned = true

[[gaps]]
kind = "other"
ask = "Wer ist verantwortlich?"
whom = "Betreiber"
"""


HUNGARIAN = """
[hu]
name = "Magyar"
german = "Ungarisch"
english = "Hungarian"
greeting = "Üdvözöljük"
script = "Latn"
"""


def add_hungarian(folder: Path) -> None:
    """A language that the program does not have, with a few of its texts."""
    put(folder / "languages.toml", HUNGARIAN)
    listed = 'languages = ["de", "en", "pl", "uk", "ar"'
    change(folder / "site.toml", f"{listed}]", f'{listed}, "hu"]\npartly = ["hu"]')
    change(folder / "topics.toml", '"uk", "ar"]', '"uk", "ar", "hu"]')
    words = head("hu") + '\n[categories]\nhealth = "Egészség"\n'
    put(folder / "words" / "hu.toml", words)
    put(folder / "services" / "doctor" / "hu.md", article("en", "Orvos"))


def topics() -> str:
    return """
counselling_languages = ["de", "en", "pl", "uk", "ar"]
general = "residence"

[consultation]
by_appointment = false
slots = [{ weekday = "mon", opens = "09:00", closes = "12:00" }]

[[topics]]
id = "residence"
active = true

[[topics]]
id = "tax"
active = false

[[desks]]
id = "desk-1"
"""


def resources() -> str:
    return """
[office]
kind = "web"
target = "https://www.example.de/a"

[office-phone]
kind = "phone"
target = "tel:+493563340330"

[office-email]
kind = "email"
target = "mailto:amt@example.de"
"""


def service(category: str = "arrival", order: int = 1) -> str:
    return f"""
category = "{category}"
order = {order}
resources = ["office", "office-phone", "office-email"]

[contact]
name = "Bürgerbüro"
phone = "+49 3563 340330"

[hours]
slots = [{{ weekday = "tue", opens = "09:00", closes = "18:00" }}]

[[facts]]
id = "two-weeks"
says = "Zwei Wochen Zeit."
source = "BMG § 17"
as_of = 2026-08-19

[[gaps]]
kind = "cost"
ask = "Was kostet es?"
whom = "Bürgerbüro"
"""


def add_service(
    folder: Path, slug: str, category: str = "arrival", order: int = 1
) -> Path:
    room = folder / "services" / slug
    room.mkdir(parents=True)
    put(room / "service.toml", service(category, order))
    for code in LANGUAGES:
        put(room / f"{code}.md", article(code))
    return room


def write(folder: Path) -> Path:
    """Two services, `registration` before `doctor` though later by name."""
    (folder / "words").mkdir(parents=True)
    put(folder / "site.toml", site())
    put(folder / "topics.toml", topics())
    put(folder / "resources.toml", resources())
    for code in LANGUAGES:
        put(folder / "words" / f"{code}.toml", words(code))
    add_service(folder, "registration", "arrival", 1)
    add_service(folder, "doctor", "health", 2)
    return folder


def put(path: Path, text: str) -> None:
    path.write_text(text.lstrip("\n"), encoding="utf-8", newline="\n")


def change(path: Path, old: str, new: str) -> None:
    """Replace the first `old`, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
