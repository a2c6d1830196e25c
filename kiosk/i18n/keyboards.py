"""The keys of the on-screen keyboard, row by row, for each script and language.

Every letter has a key of its own: nothing hides behind a long press or a shift. Letters
stand as on the keyboards that are sold for a language; Arabic and Persian ones too run
from left to right. Where a language needs the row of digits for its letters, digits are
on the other keyboard, one key away.
"""

from __future__ import annotations

from msgspec import Struct

from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode

MOST_KEYS = 12
"""In a row: more are narrower than a finger on the smallest grid."""
DIGITS = "1 2 3 4 5 6 7 8 9 0"
GERMAN = "qwertz-de"
"""What the other key leads to: the words on letters and signs here are German."""
_TONE_BEARER = "a"


class Keyboard(Struct, frozen=True):
    id: str
    name: str
    """On the key that leads to it."""
    rows: tuple[tuple[str, ...], ...]
    """What each key types: a letter, two that are one sign, or a combining tone."""

    @property
    def has_digits(self) -> bool:
        return self.rows[0] == tuple(DIGITS.split())


def face(typed: str) -> str:
    """What stands on the key: a tone is shown above a letter."""
    return _TONE_BEARER + typed if "\u0300" <= typed <= "\u036f" else typed


def _keyboard(id: str, name: str, *rows: str) -> Keyboard:  # noqa: A002
    return Keyboard(id, name, tuple(tuple(row.split()) for row in rows))


KEYBOARDS: dict[str, Keyboard] = {
    keyboard.id: keyboard
    for keyboard in (
        _keyboard(
            GERMAN,
            "ABC",
            DIGITS,
            "q w e r t z u i o p ü",
            "a s d f g h j k l ö ä",
            "y x c v b n m ß",
        ),
        _keyboard(
            "qwerty-en",
            "ABC",
            DIGITS,
            "q w e r t y u i o p",
            "a s d f g h j k l",
            "z x c v b n m",
        ),
        _keyboard(
            "qwerty-pl",
            "ąęł",
            DIGITS,
            "q w e r t y u i o p ę ó",
            "a s d f g h j k l ł ą ś",
            "z x c v b n m ż ź ć ń",
        ),
        _keyboard(
            "qwertz-cs",
            "ěšč",
            "ě š č ř ž ý á í é ď ť ó",
            "q w e r t z u i o p ú",
            "a s d f g h j k l ů",
            "y x c v b n m ň",
        ),
        _keyboard(
            "sorbian",
            "ěłž",
            "č ć ě ł ń ó ŕ ř š ś ž ź",
            "q w e r t z u i o p ü",
            "a s d f g h j k l ö ä",
            "y x c v b n m ß",
        ),
        _keyboard(
            "jcuken-uk",
            "АБВ",
            DIGITS,
            "й ц у к е н г ш щ з х ї",
            "ф і в а п р о л д ж є ґ",
            "я ч с м и т ь б ю '",
        ),
        _keyboard(
            "jcuken-ru",
            "АБВ",
            DIGITS,
            "й ц у к е н г ш щ з х ъ",
            "ф ы в а п р о л д ж э ё",
            "я ч с м и т ь б ю",
        ),
        _keyboard(
            "qwerty-ro",
            "ăîș",
            DIGITS,
            "q w e r t y u i o p ă î",
            "a s d f g h j k l ș ț",
            "z x c v b n m â",
        ),
        _keyboard(
            "bds-bg",
            "АБВ",
            DIGITS,
            "у е и ш щ к с д з ц",
            "ь я а о ж г т н в м ч",
            "ю й ъ ф х п р л б",
        ),
        _keyboard(
            "qwerty-tr",
            "ığş",
            DIGITS,
            "q w e r t y u ı o p ğ ü",
            "a s d f g h j k l ş i",
            "z x c v b n m ö ç",
        ),
        _keyboard(
            "qwerty-vi",
            "ăêơ",
            "ă â ê ô ơ ư đ \u0300 \u0309 \u0303 \u0301 \u0323",
            "q w e r t y u i o p",
            "a s d f g h j k l",
            "z x c v b n m",
        ),
        _keyboard(
            "arabic",
            "العربية",
            DIGITS,
            "ض ص ث ق ف غ ع ه خ ح ج د",
            "ش س ي ب ل ا ت ن م ك ط ذ",
            "ئ ء ؤ ر لا ى ة و ز ظ أ إ",
        ),
        _keyboard(
            "persian",
            "فارسی",
            DIGITS,
            "ض ص ث ق ف غ ع ه خ ح ج چ",
            "ش س ی ب ل ا ت ن م ک گ آ",
            "ظ ط ژ ز ر ذ د پ و ئ",
        ),
    )
}


CODES = _keyboard(
    "codes",
    "ABC",
    DIGITS,
    "A B C D E F G H J",
    "K M N P Q R S T V",
    "W X Y Z",
)
"""For codes, in the order of the alphabet: not everybody knows a Latin keyboard."""


def keyboard_for(code: str) -> Keyboard:
    """The visitor's; whoever reads German, or a language without one, gets German."""
    row = LANGUAGES.get(LanguageCode(code))
    return KEYBOARDS[row.keyboard if row else GERMAN]


def other_keyboard(keyboard: Keyboard) -> Keyboard | None:
    """The one that the switching key leads to; German and codes have none."""
    alone = keyboard.id in {GERMAN, CODES.id}
    return None if alone else KEYBOARDS[GERMAN]


def switch_name(to: Keyboard, home: Keyboard) -> str:
    """What the key says: to German for its letters, or for its digits."""
    if to.id != GERMAN or not home.rows[1][0].isascii():
        return to.name
    return "äöü" if home.has_digits else "123"
