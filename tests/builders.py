"""Ready-made values for tests: a ticket, a small catalogue in five languages.

A folder of the same content, for the loader, comes from `tests.content_folder`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from kiosk.domain.catalogue import (
    Catalogue,
    Category,
    Desk,
    EmergencyNumber,
    Topic,
)
from kiosk.domain.facts import Fact
from kiosk.domain.hours import OpenSlot, WeeklyHours
from kiosk.domain.localized import Localized
from kiosk.domain.resources import Pointer, Resource, ResourceKind
from kiosk.domain.services import Article, Block, BlockKind, Contact, Service
from kiosk.domain.site import Partner, Site
from kiosk.domain.tickets import Ticket, TicketNumber, TicketState
from kiosk.domain.translations import Made, Origin, Version
from kiosk.ids import (
    CODE_ALPHABET,
    CategoryId,
    DeskId,
    FactId,
    LanguageCode,
    PartnerId,
    ResourceId,
    Slug,
    TicketCode,
    TicketId,
    TopicId,
)
from tests import content_folder
from tests.pathway import a_pathway

if TYPE_CHECKING:
    from pathlib import Path

DE, EN, PL, UK, AR = (LanguageCode(code) for code in ("de", "en", "pl", "uk", "ar"))
FIVE = (DE, EN, PL, UK, AR)

SERVICE_DAY = date(2026, 3, 2)
"""A Monday."""
OPENING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""Nine o'clock in Spremberg."""


def a_ticket(
    count: int = 17,
    state: TicketState = TicketState.WAITING,
    *,
    series: str = "A",
    topic: str = "residence",
    language: str = "ar",
    screen_language: str = "ar",
    service_day: date = SERVICE_DAY,
    issued_at: datetime | None = None,
    ticket_id: str | None = None,
    code: str | None = None,
    about: str | None = None,
) -> Ticket:
    """A ticket whose identity, code and minute of issue follow from its number."""
    serial = ord(series[-1]) * 10_000 + count
    return Ticket(
        id=TicketId(ticket_id or f"{serial:032x}"),
        number=TicketNumber(series, count),
        service_day=service_day,
        topic=TopicId(topic),
        language=LanguageCode(language),
        screen_language=LanguageCode(screen_language),
        code=TicketCode(code or _code(serial)),
        issued_at=issued_at or OPENING + timedelta(minutes=count),
        state=state,
        about=Slug(about) if about else None,
    )


def a_fact(
    source: str,
    id: str = "fact",  # noqa: A002
    valid_until: date | None = None,
    valid_from: date | None = None,
) -> Fact:
    return Fact(
        FactId(id),
        "So ist es.",
        source,
        date(2026, 2, 1),
        valid_until=valid_until,
        valid_from=valid_from,
    )


def a_resource(
    kind: ResourceKind,
    target: str,
    address: str,
    title: Localized,
    own: dict[LanguageCode, Pointer] | None = None,
) -> Resource:
    name = ResourceId(f"{kind}-{len(target)}")
    return Resource(name, kind, title, Pointer(target, address), own or {})


def a_text(de: str, en: str, pl: str, uk: str, ar: str) -> Localized:
    return Localized(dict(zip(FIVE, (de, en, pl, uk, ar), strict=True)))


def a_catalogue() -> Catalogue:
    """Three categories, three services, four topics (one not offered), two desks."""
    return Catalogue(
        site=a_site(),
        categories=_CATEGORIES,
        services=(_registration(), _doctor(), _contract()),
        topics=_TOPICS,
        counselling_languages=FIVE,
        desks=(
            Desk(
                DeskId("desk-1"),
                a_text("Platz 1", "Desk 1", "Stanowisko 1", "Місце 1", "المكتب 1"),
            ),
            Desk(
                DeskId("desk-2"),
                a_text("Platz 2", "Desk 2", "Stanowisko 2", "Місце 2", "المكتب 2"),
            ),
        ),
        consultation_hours=WeeklyHours(
            (
                OpenSlot(0, time(9), time(12)),
                OpenSlot(0, time(13), time(17)),
                OpenSlot(3, time(9), time(18, 30)),
            )
        ),
        emergency=_EMERGENCY,
        resources=(),
        words={},
        gaps=(),
        pathway=a_pathway,
        general_topic=TopicId("residence"),
    )


def a_site() -> Site:
    return Site(
        name=a_text(
            "NEXUS-HUB Willkommen",
            "NEXUS-HUB Welcome",
            "NEXUS-HUB Witamy",
            "NEXUS-HUB Вітаємо",
            "مرحبًا بكم في NEXUS-HUB",
        ),
        place=a_text(*["Spremberg/Grodk"] * 5),
        greetings=("Herzlich willkommen", "Witajśo k nam"),
        time_zone="Europe/Berlin",
        languages=FIVE,
        partly=frozenset(),
        funding=a_text(
            "Kofinanziert von der Europäischen Union.",
            "Co-funded by the European Union.",
            "Dofinansowane przez Unię Europejską.",
            "Співфінансується Європейським Союзом.",
            "بتمويل مشترك من الاتحاد الأوروبي.",
        ),
        privacy=a_text(
            "Wir speichern Nummer, Thema, Sprache und Zeiten, keinen Namen.",
            "We keep number, topic, language and times, no name.",
            "Zapisujemy numer, temat, język i godziny, bez nazwiska.",
            "Ми зберігаємо номер, тему, мову і час, без імені.",
            "نحفظ الرقم والموضوع واللغة والأوقات، دون اسم.",
        ),
        controller=None,
        partners=(
            Partner(
                PartnerId("welcome-center"),
                "Welcome Center Spree-Neiße",
                a_text("Beratung", "Counselling", "Doradztwo", "Консультації", "مشورة"),
                planned=True,
            ),
        ),
    )


_CATEGORIES = (
    Category(
        CategoryId("arrival"),
        a_text("Ankommen", "Arriving", "Przyjazd", "Прибуття", "الوصول"),
        "⌂",
        "arrival",
    ),
    Category(
        CategoryId("health"),
        a_text("Gesundheit", "Health", "Zdrowie", "Здоров'я", "الصحة"),
        "✚",
        "health",
    ),
    Category(
        CategoryId("work"),
        a_text("Arbeit", "Work", "Praca", "Робота", "العمل"),
        "⚒",
        "work",
        TopicId("work"),
    ),
)

_TOPICS = (
    Topic(
        TopicId("residence"),
        a_text("Aufenthalt", "Residence", "Pobyt", "Проживання", "الإقامة"),
        picture="residence",
    ),
    Topic(
        TopicId("work"),
        a_text("Arbeit", "Work", "Praca", "Робота", "العمل"),
        picture="work",
    ),
    Topic(
        TopicId("family"),
        a_text("Familie", "Family", "Rodzina", "Сім'я", "الأسرة"),
        picture="family",
    ),
    Topic(
        TopicId("tax"),
        a_text("Steuern", "Taxes", "Podatki", "Податки", "الضرائب"),
        active=False,
    ),
)

_EMERGENCY = (
    EmergencyNumber(
        "rescue",
        "112",
        a_text(
            "Notarzt und Feuerwehr",
            "Ambulance and fire brigade",
            "Pogotowie i straż pożarna",
            "Швидка допомога і пожежна служба",
            "الإسعاف والإطفاء",
        ),
        a_text("Kostenlos", "Free of charge", "Bezpłatnie", "Безкоштовно", "مجانًا"),
        "rescue",
    ),
    EmergencyNumber(
        "police",
        "110",
        a_text("Polizei", "Police", "Policja", "Поліція", "الشرطة"),
        note=None,
        picture="police",
    ),
)


def _registration() -> Service:
    return Service(
        slug=Slug("registration"),
        category=CategoryId("arrival"),
        articles={
            DE: _article(DE, "Wohnung anmelden", "Melden Sie sich an.", "Zwei Wochen"),
            EN: _article(EN, "Register your home", "Register.", "Two weeks"),
            PL: _article(PL, "Zameldowanie", "Zamelduj się.", "Dwa tygodnie"),
            UK: _article(UK, "Реєстрація житла", "Зареєструйтеся.", "Два тижні"),
            AR: _article(AR, "تسجيل السكن", "سجّل عنوانك.", "أسبوعان"),
        },
        resources=(
            a_resource(
                ResourceKind.WEB,
                "https://www.stadt-spremberg.de",
                "www.stadt-spremberg.de",
                a_text(*["Stadt Spremberg/Grodk"] * 5),
            ),
            a_resource(
                ResourceKind.PHONE,
                "tel:+493563340330",
                "+49 3563 340330",
                a_text("Anrufen", "Call", "Zadzwoń", "Подзвонити", "اتصل"),
            ),
        ),
        contact=Contact(
            "Bürgerbüro", address="Am Markt 1, 03130 Spremberg/Grodk", phone="115"
        ),
        hours=WeeklyHours((OpenSlot(1, time(9), time(18)),)),
        facts=(a_fact("BMG § 17"),),
        gaps=(),
        funded=False,
        fallbacks={},
        headlines=None,
    )


def _doctor() -> Service:
    return Service(
        slug=Slug("doctor"),
        category=CategoryId("health"),
        articles={
            DE: _article(DE, "Ärztin finden", "Ohne Notfall: 116117.", "Am Abend"),
            EN: _article(EN, "Find a doctor", "No emergency: 116117.", "At night"),
            PL: _article(PL, "Znajdź lekarza", "Zadzwoń: 116117.", "Wieczorem"),
            UK: _article(UK, "Знайти лікаря", "Телефонуйте: 116117.", "Увечері"),
            AR: _article(AR, "البحث عن طبيب", "اتصل بالرقم 116117.", "في المساء"),
        },
        resources=(
            a_resource(
                ResourceKind.WEB,
                "https://www.116117.de",
                "www.116117.de",
                a_text(*["116117"] * 5),
            ),
        ),
        contact=None,
        hours=WeeklyHours((), by_appointment=True),
        facts=(a_fact("www.116117.de"),),
        gaps=(),
        funded=False,
        fallbacks={},
        headlines=None,
    )


def _contract() -> Service:
    """Without contact, hours or resources, and not yet in Ukrainian and Arabic."""
    return Service(
        slug=Slug("contract"),
        category=CategoryId("work"),
        articles={
            DE: _article(DE, "Arbeitsvertrag", "Lesen Sie ihn genau.", "Schriftlich"),
            EN: _article(EN, "Work contract", "Read it closely.", "In writing"),
            PL: _article(PL, "Umowa o pracę", "Przeczytaj ją uważnie.", "Na piśmie"),
        },
        resources=(),
        contact=None,
        hours=None,
        facts=(a_fact("NachwG § 2"),),
        gaps=(),
        funded=False,
        fallbacks={},
        headlines=None,
    )


def a_translation(major: int = 1, read_by: str | None = "WITAJ") -> Origin:
    return Origin(Version(major, 0), Made.HUMAN, read_by)


def _article(language: LanguageCode, title: str, summary: str, text: str) -> Article:
    """A heading, a paragraph that wraps, two bullets and two numbered steps."""
    return Article(
        language,
        title,
        summary,
        (
            Block(BlockKind.HEADING, text),
            Block(BlockKind.PARAGRAPH, " ".join([f"{text}. {summary}"] * 4)),
            Block(BlockKind.BULLET, f"{title} (Bürgerbüro)"),
            Block(BlockKind.BULLET, summary),
            Block(BlockKind.NUMBERED, text, 1),
            Block(BlockKind.NUMBERED, summary, 2),
        ),
        keywords=(),
        version=Version(1, 0),
        origin=None if language == DE else a_translation(),
    )


def _code(serial: int) -> str:
    digits = []
    for _ in range(12):
        serial, digit = divmod(serial, 32)
        digits.append(CODE_ALPHABET[digit])
    return "".join(reversed(digits))


def a_content_folder(parent: Path) -> Path:
    """The smallest complete content, written below `parent`; see its module."""
    return content_folder.write(parent / "content")
