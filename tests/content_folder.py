"""Writes a small and complete content folder, which a test then breaks in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LANGUAGES = ("de", "en", "pl", "uk", "ar")
_WELCOME = {
    "de": "Willkommen",
    "en": "Welcome",
    "pl": "Witamy",
    "uk": "Вітаємо",
    "ar": "مرحبًا",
}


def words(key: str, languages: Iterable[str] = LANGUAGES) -> str:
    """Dotted TOML keys, one language a line."""
    return "\n".join(f'{key}.{code} = "{_WELCOME[code]}"' for code in languages)


def article(code: str, title: str = "") -> str:
    heading = title or _WELCOME[code]
    return (
        f"# {heading}\n\n{_WELCOME[code]} **Spremberg/Grodk**.\n\n"
        f"{_WELCOME[code]}, one.\n\n## {_WELCOME[code]}\n\n"
        f"- first\n- second\n\n1. {_WELCOME[code]}\n2. go on\n"
    )


def site() -> str:
    return f"""
[site]
greetings = ["Herzlich willkommen", "Witajśo k nam"]
time_zone = "Europe/Berlin"
languages = ["de", "en", "pl", "uk", "ar"]
{words("name")}
{words("place")}
{words("funding")}
{words("privacy")}

[[categories]]
id = "arrival"
symbol = "⌂"
{words("title")}

[[categories]]
id = "health"
symbol = "✚"
{words("title")}

[[emergency]]
number = "112"
{words("title")}
{words("note")}

[[partners]]
name = "Welcome Center"
planned = true
{words("role")}
"""


def topics() -> str:
    return f"""
counselling_languages = ["de", "en", "pl", "uk", "ar"]

[consultation]
by_appointment = false
slots = [{{ weekday = "mon", opens = "09:00", closes = "12:00" }}]

[[topics]]
id = "residence"
active = true
{words("title")}

[[topics]]
id = "tax"
active = false
{words("title")}

[[desks]]
id = "desk-1"
{words("title")}
"""


def service(category: str = "arrival", order: int = 1) -> str:
    return f"""
category = "{category}"
order = {order}
as_of = 2026-08-19
sources = ["BMG § 17"]

[contact]
name = "Bürgerbüro"
phone = "+49 3563 340330"

[hours]
slots = [{{ weekday = "tue", opens = "09:00", closes = "18:00" }}]

[[resources]]
kind = "web"
target = "https://www.example.de/a"
{words("title")}

[[resources]]
kind = "phone"
target = "tel:+493563340330"
{words("title")}

[[resources]]
kind = "email"
target = "mailto:amt@example.de"
{words("title")}
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
    folder.mkdir(parents=True)
    put(folder / "site.toml", site())
    put(folder / "topics.toml", topics())
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
