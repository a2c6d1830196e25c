"""By which small words a language is told from its neighbours: they stand in almost
every paragraph of it, and seldom in one of another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Mapping

_LISTS = {
    "de": """
        der die das und ist nicht sie ihr ihre ihren ihrem ein eine einen einem für mit
        auf den dem im von zu zum zur wenn dann oder auch bei haben sind hier gilt""",
    "en": """
        the and you your is are of for or if not with it this that have can must do
        does which from be before also they then what an in at""",
    "pl": """
        państwo państwa jest są nie się że lub oraz dla przez proszę wtedy jeśli czy
        można trzeba który która które tutaj także od ze przed przy jakie""",
    "cs": """
        jste je jsou není že nebo pro pokud když pak se vám vás váš vaše máte musíte
        můžete který která které tady také při před jaké podle""",
    "uk": """
        ви вас вам ваш ваша ваше і й є або для якщо що це тут також він вона яка який
        які треба можна тоді від про мусите маєте ці щоб""",
    "ru": """
        вы вас вам ваш ваша ваше и есть или для если что это здесь также он она какие
        который которые нужно можно тогда от об только этого чтобы""",
    "ro": """
        și este sunt nu sau pentru dacă vă dumneavoastră aveți trebuie puteți care ce
        la cu în din pe un o acest această aici atunci mai""",
    "bg": """
        вие ви ваш вашата вашето сте е са или ако че това тук също да се който която
        които трябва можете тогава какви има няма през ще""",
    "tr": """
        ve bir bu için ile ya da değil siz size sizin mi mı mu olarak gibi daha çok en
        var yok burada hangi o zaman veya gerekir sonra""",
    "vi": """
        và là của các cho những không có được quý vị này để ở với hãy nếu hoặc thì cũng
        phải trong một về từ khi""",
    "ar": """
        في من على إلى أو هل هذا هذه لا يجب لك عن مع التي الذي أن ما هنا عندها إذا يرجى
        أيضا كل بعد قبل""",
    "fa": """
        را از به در این که است با یا برای شما هم اگر آن می باید دارید کنید هستید اینجا
        پس خود نیست هست چه بپرسید""",
}


def _as_written(words: str) -> frozenset[str]:
    return frozenset(words.split())


SMALL_WORDS: Mapping[LanguageCode, frozenset[str]] = {
    LanguageCode(code): _as_written(words)
    for code, words in (*_LISTS.items(), ("de-simple", _LISTS["de"]))
}
"""Of the languages that have texts of their own; the Sorbian ones have few."""
