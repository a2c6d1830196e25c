"""The one table of languages: names, script, direction, fallback, formats, devices.

The program has its rows; content may add others, whose words of the program come in
English until there is a catalogue of them. Those are of the content that a process
shows; whoever looks at other content sees its rows alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kiosk.domain.localized import SOURCE_LANGUAGE, Direction
from kiosk.errors import UnknownLanguage
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Language(Struct, frozen=True):
    code: LanguageCode
    own_name: str
    """In its own language and script; a flag never stands for it."""
    german_name: str
    """For a counsellor who reads German."""
    english_name: str
    greeting: str
    """Beneath its own name, before any of its words is read."""
    script: str
    """ISO 15924."""
    direction: Direction
    formats: str
    """Babel's name of the locale for dates, numbers and plurals."""
    fallback: tuple[LanguageCode, ...]
    """Read instead where a text is missing, best first; empty for the source."""
    voice: str | None
    """espeak-ng's name of the voice that reads aloud; None where there is none."""
    keyboard: str
    """The layout of the on-screen keyboard, in `kiosk.i18n.keyboards`."""
    is_added: bool = False
    """By the content; the program has no words in it."""

    @property
    def reads(self) -> tuple[LanguageCode, ...]:
        """What its reader is given, best first."""
        return (self.code, *self.fallback)


SCRIPTS = ("Latn", "Cyrl", "Arab")
"""Which terminals can draw."""
_KEYBOARD_OF = {"Latn": "qwerty-en", "Cyrl": "jcuken-ru", "Arab": "arabic"}
_LTR = Direction.LEFT_TO_RIGHT
_RTL = Direction.RIGHT_TO_LEFT
_DE = (SOURCE_LANGUAGE,)
_EN = (LanguageCode("en"), SOURCE_LANGUAGE)
"""More newcomers read some English than some German."""


def _row(
    code: str,
    names: tuple[str, str, str, str],
    script: str,
    formats: str,
    keyboard: str,
    voice: str | None,
    fallback: tuple[LanguageCode, ...] = _EN,
) -> Language:
    direction = _RTL if script == "Arab" else _LTR
    return Language(
        LanguageCode(code),
        *names,
        script=script,
        direction=direction,
        formats=formats,
        fallback=fallback,
        voice=voice,
        keyboard=keyboard,
    )


def _rows() -> tuple[Language, ...]:
    """By code: own name, German and English name, greeting, what devices need.

    Easy German has the code that BCP 47 registers for it. Both Sorbian languages fall
    back to German, which everybody who reads them reads, and have no voice yet.
    """
    de = ("Deutsch", "Deutsch", "German", "Willkommen")
    en = ("English", "Englisch", "English", "Welcome")
    pl = ("Polski", "Polnisch", "Polish", "Witamy")
    cs = ("Čeština", "Tschechisch", "Czech", "Vítejte")
    ru = ("Русский", "Russisch", "Russian", "Добро пожаловать")
    ro = ("Română", "Rumänisch", "Romanian", "Bun venit")
    tr = ("Türkçe", "Türkisch", "Turkish", "Hoş geldiniz")
    easy = ("Leichte Sprache", "Leichte Sprache", "Easy German", "Willkommen")
    lower = ("Dolnoserbski", "Niedersorbisch", "Lower Sorbian", "Witajśo")
    upper = ("Hornjoserbsce", "Obersorbisch", "Upper Sorbian", "Witajće")
    uk = ("Українська", "Ukrainisch", "Ukrainian", "Ласкаво просимо")
    bg = ("Български", "Bulgarisch", "Bulgarian", "Добре дошли")
    vi = ("Tiếng Việt", "Vietnamesisch", "Vietnamese", "Chào mừng quý vị")
    ar = ("العربية", "Arabisch", "Arabic", "أهلا وسهلا")
    fa = ("فارسی", "Persisch", "Persian", "خوش آمدید")
    return (
        _row("de", de, "Latn", "de_DE", "qwertz-de", "de", ()),
        _row("de-simple", easy, "Latn", "de_DE", "qwertz-de", "de", _DE),
        _row("dsb", lower, "Latn", "dsb_DE", "sorbian", None, _DE),
        _row("hsb", upper, "Latn", "hsb_DE", "sorbian", None, _DE),
        _row("en", en, "Latn", "en_GB", "qwerty-en", "en", _DE),
        _row("pl", pl, "Latn", "pl_PL", "qwerty-pl", "pl"),
        _row("cs", cs, "Latn", "cs_CZ", "qwertz-cs", "cs"),
        _row("uk", uk, "Cyrl", "uk_UA", "jcuken-uk", "uk"),
        _row("ru", ru, "Cyrl", "ru_RU", "jcuken-ru", "ru"),
        _row("ro", ro, "Latn", "ro_RO", "qwerty-ro", "ro"),
        _row("bg", bg, "Cyrl", "bg_BG", "bds-bg", "bg"),
        _row("tr", tr, "Latn", "tr_TR", "qwerty-tr", "tr"),
        _row("vi", vi, "Latn", "vi_VN", "qwerty-vi", "vi"),
        _row("ar", ar, "Arab", "ar_EG", "arabic", "ar"),
        _row("fa", fa, "Arab", "fa_IR", "persian", "fa"),
    )


class LanguageTable(Mapping[LanguageCode, Language]):
    """Grows whole: whoever goes through it goes through what it was then."""

    def __init__(self, rows: Iterable[Language]) -> None:
        self._own = {row.code: row for row in rows}
        self._shown = dict(self._own)
        self._aside: ContextVar[dict[LanguageCode, Language] | None]
        self._aside = ContextVar("languages", default=None)

    def __getitem__(self, code: LanguageCode) -> Language:
        return self._rows[code]

    def __iter__(self) -> Iterator[LanguageCode]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def spoken(self) -> tuple[LanguageCode, ...]:
        """Those that the program has words in."""
        return tuple(self._own)

    def added(self) -> tuple[Language, ...]:
        """Those that content has added, as they are seen here."""
        return tuple(row for code, row in self._rows.items() if code not in self._own)

    def show(self, rows: Iterable[Language]) -> None:
        """For all of this process from now on; a row of the program stays as it is."""
        added = self._but_own(rows)
        if any(self._shown.get(code) != row for code, row in added.items()):
            self._shown = self._shown | added

    def add(self, rows: Iterable[Language]) -> None:
        """What the content says that is being read; `show`, unless it is read aside."""
        if self._aside.get() is None:
            self.show(rows)
        else:
            self._aside.set(self._own | self._but_own(rows))

    @contextmanager
    def read_aside(self, rows: Iterable[Language] = ()) -> Iterator[None]:
        """Content that is not shown, or not yet: nobody else sees what it adds.

        `rows`: what it is known to add.
        """
        before = self._aside.set(self._own | self._but_own(rows))
        try:
            yield
        finally:
            self._aside.reset(before)

    def look_at(self, rows: Iterable[Language]) -> None:
        """For the rest of this request or thread: these also, before those shown."""
        self._aside.set(self._shown | self._but_own(rows))

    def forget_added(self) -> None:
        """As the program begins."""
        self._shown = dict(self._own)
        self._aside.set(None)

    @property
    def _rows(self) -> dict[LanguageCode, Language]:
        return self._aside.get() or self._shown

    def _but_own(self, rows: Iterable[Language]) -> dict[LanguageCode, Language]:
        return {row.code: row for row in rows if row.code not in self._own}


class _FallbackTable(Mapping[LanguageCode, tuple[LanguageCode, ...]]):
    """Of whatever languages there are."""

    def __getitem__(self, code: LanguageCode) -> tuple[LanguageCode, ...]:
        return LANGUAGES[code].fallback

    def __iter__(self) -> Iterator[LanguageCode]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


LANGUAGES = LanguageTable(_rows())

FALLBACKS = _FallbackTable()
"""What `Localized` and `Service` fall back to, by language."""


def added_language(
    code: str, names: tuple[str, str, str, str], script: str, formats: str, **of: str
) -> Language:
    """A row as content adds it: own, German and English name, greeting; what devices
    need as far as it is known (`keyboard`, `voice`)."""
    keyboard = of.get("keyboard") or _KEYBOARD_OF[script]
    formats = formats.replace("-", "_")
    row = _row(code, names, script, formats, keyboard, of.get("voice") or None)
    return replace(row, is_added=True)


def language(code: str) -> Language:
    """The row for a code. Raises `UnknownLanguage`."""
    try:
        return LANGUAGES[LanguageCode(code)]
    except KeyError:
        raise UnknownLanguage(
            f"There is no language {code!r}.",
            remedy=f"Use one of {', '.join(LANGUAGES)}.",
        ) from None
