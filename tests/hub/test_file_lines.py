from __future__ import annotations

import msgspec
import pytest

from kiosk.catalogue import schema
from kiosk.hub.field_labels import LABELS
from kiosk.hub.file_lines import LONGEST, read_line
from kiosk.i18n.catalogs import EDITORS, Catalogs
from kiosk.ids import LanguageCode
from kiosk.paths import shipped
from tests.each import each

GERMAN = Catalogs(shipped("locales"), also=EDITORS).words(LanguageCode("de"))
SERVICE = "services/doctor/service.toml"


def test_every_key_that_a_file_can_have_has_a_label() -> None:
    tables = [
        kind
        for kind in vars(schema).values()
        if isinstance(kind, type) and issubclass(kind, schema.Table)
    ]
    for table in each(tables):
        for field in msgspec.structs.fields(table):
            assert field.encode_name in LABELS, (table.__name__, field.encode_name)


@pytest.mark.parametrize(
    ("line", "path", "said"),
    [
        ('german = "Ungarisch"', "languages.toml", "Ihr Name auf Deutsch: Ungarisch"),
        ('name = "Magyar"', "languages.toml", "Ihr Name in der Sprache selbst: Magyar"),
        ("[hu]", "languages.toml", "hu:"),
        ("[pl]", "languages.toml", "Polnisch:"),
        ("order = 3", SERVICE, "Platz in der Liste: 3"),
        ("as_of = 2026-08-19", SERVICE, "Geprüft am: 19.08.2026"),
        ("funded = true", SERVICE, "Mit dem Satz zur Förderung: ja"),
        ("[[facts]]", SERVICE, "Ein Fakt:"),
        ('"resources" = ["office", "map"]', SERVICE, "Zum Mitnehmen: office, map"),
        (
            '  { weekday = "mon", opens = "09:00", closes = "12:00" },',
            SERVICE,
            "Wochentag: Montag, Öffnet: 09:00, Schließt: 12:00",
        ),
        ("slots = [", SERVICE, "Öffnungszeiten:"),
        ("]", SERVICE, ""),
        ("[hours]", SERVICE, "Öffnungszeiten:"),
        (
            'use.pl = ["zezwolenie"]',
            "glossary.toml",
            "Schreiben Sie (Polnisch): zezwolenie",
        ),
        ('health = "Gesundheit"', "words/de.toml", "health: Gesundheit"),
        ("starts = 2026-12-10T14:00:00", "resources.toml", "Beginnt: 10.12.2026 14:00"),
        ('version = "1.1"', "services/doctor/de.md", "Version des Textes: 1.1"),
        ("order = 3", "services/doctor/de.md", "order = 3"),
        ("So = ist es", "services/doctor/de.md", "So = ist es"),
        ("= = broken", SERVICE, "= = broken"),
        ("[" * 5000, SERVICE, "[" * 5000),
    ],
)
def test_a_line_reads_without_the_keys_of_files(
    line: str, path: str, said: str
) -> None:
    assert read_line(line, path, GERMAN) == said


def test_what_is_longer_than_anybody_reads_is_not_looked_at() -> None:
    long = f'says = "{"x" * LONGEST}"'
    assert read_line(long, SERVICE, GERMAN) == long
