"""Words are found in the forms people say them in, and mean what stands beside them."""

from __future__ import annotations

from kiosk.catalogue.search import folding
from kiosk.ids import LanguageCode
from tests.catalogue.search.shipped_search import shipped

AR = LanguageCode("ar")


def test_arabic_feminine_nouns_are_found_with_their_possessor() -> None:
    for bare, possessed in (
        ("شقة", "شقتي"),
        ("رخصة", "رخصتي"),
        ("شهادة", "شهادتك"),
        ("إقامة", "إقامته"),
        ("مدرسة", "مدرستها"),
        ("تأشيرة", "تأشيرتنا"),
    ):
        found = shipped().find(possessed, AR)
        assert found, possessed
        assert found[0] == shipped().find(bare, AR)[0], possessed


def test_short_arabic_words_keep_their_last_letters() -> None:
    for word in ("بيت", "متي", "انت"):
        assert folding.without_possessor(word) == word


def test_opening_a_shop_is_not_looking_for_an_open_one() -> None:
    for language, opening, is_open in (
        ("de", "einen Laden aufmachen", "Laden offen"),
        ("pl", "otworzyć sklep", "sklep otwarty"),
        ("ru", "открыть магазин", "магазин открыт"),
        ("uk", "відкрити магазин", "магазин відкрито"),
        ("vi", "mở cửa hàng", "cửa hàng mở chủ nhật"),
    ):
        code = LanguageCode(language)
        assert shipped().find(opening, code)[0] == "dock3", opening
        assert shipped().find(is_open, code)[0] == "shopping", is_open


def test_a_fever_is_not_the_weather() -> None:
    for language, fever, weather in (
        ("bg", "имам температура", "температура навън"),
        ("pl", "mam temperaturę", "temperatura na dworze"),
        ("ro", "am temperatură", "temperatura afară"),
        ("ru", "у ребенка температура", "температура на улице"),
        ("uk", "в дитини температура", "температура надворі"),
    ):
        code = LanguageCode(language)
        assert shipped().find(fever, code)[0] == "doctor-and-emergency", fever
        assert shipped().answer(weather, code).nothing_here, weather


def test_verbs_of_injury_mean_the_body_and_not_a_telephone() -> None:
    for language, body, telephone in (
        ("ar", "كسرت رجلي", "كسرت شاشة الموبايل"),
        ("bg", "счупих си крака", "счупих телефона"),
        ("cs", "zlomil jsem si nohu", "zlomil jsem mobil"),
        ("tr", "kolumu kırdım", "telefonumu kırdım"),
        ("uk", "зламала ногу", "зламала телефон"),
    ):
        code = LanguageCode(language)
        assert shipped().find(body, code)[0] == "doctor-and-emergency", body
        assert shipped().answer(telephone, code).nothing_here, telephone


def test_things_that_break_are_neither_an_injury_nor_a_fee() -> None:
    for language, thing in (
        ("ru", "сломался холодильник"),
        ("ru", "сломался телевизор"),
        ("uk", "зламалася пралка"),
        ("pl", "gdzie oddać buty do naprawy"),
        ("vi", "tủ lạnh hỏng"),
    ):
        assert shipped().answer(thing, LanguageCode(language)).nothing_here, thing
    for language, heating in (("en", "heating broken"), ("tr", "kalorifer bozuldu")):
        found = shipped().find(heating, LanguageCode(language))
        assert found[0] == "rent-a-home", heating
