"""A short personal path: two questions, three steps, and its folder of content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.catalogue import CentreWords
from kiosk.domain.localized import Localized
from kiosk.domain.pathways import PathAnswer, PathQuestion, Pathway, Step, StepStage
from kiosk.domain.translations import Made, Origin, Version
from kiosk.ids import AnswerCode, FactId, LanguageCode, Slug

if TYPE_CHECKING:
    from pathlib import Path

FIVE = ("de", "en", "pl", "uk", "ar")
HERE, ABROAD = AnswerCode("HH"), AnswerCode("HA")
CHILDREN, NONE = AnswerCode("CY"), AnswerCode("CN")
PATHWAY = """
[[questions]]
id = "home"
picture = "housing"
answers = [{ id = "here", code = "HH" }, { id = "abroad", code = "HA" }]

[[questions]]
id = "children"
when = { home = ["here"] }
answers = [{ id = "yes", code = "CY" }, { id = "no", code = "CN" }]

[[steps]]
id = "register"
stage = "now"
service = "registration"
facts = ["two-weeks"]
when = { home = ["here"] }

[[steps]]
id = "kita"
stage = "soon"
service = "doctor"
when = { home = ["here"], children = ["yes"] }

[[steps]]
id = "advice"
stage = "later"
service = "registration"
"""


def a_pathway() -> Pathway:
    """Of the builders' catalogue: registration, doctor, contract."""
    here = {"home": frozenset({"here"})}
    return Pathway(
        questions=(
            PathQuestion(
                "home",
                _said("Wo wohnen Sie?", "Where do you live?", "أين تسكن؟"),
                (
                    PathAnswer(
                        "here",
                        HERE,
                        _said("Hier in der Nähe", "Near here", "قريب من هنا"),
                        _said(
                            "Zum Beispiel in Spremberg", "In Spremberg", "في المدينة"
                        ),
                    ),
                    PathAnswer(
                        "abroad", ABROAD, _said("Im Ausland", "Abroad", "في الخارج")
                    ),
                ),
                {},
                "housing",
            ),
            PathQuestion(
                "children",
                _said("Haben Sie Kinder?", "Do you have children?", "هل لديك أطفال؟"),
                (
                    PathAnswer("yes", CHILDREN, _said("Ja", "Yes", "نعم")),
                    PathAnswer("no", NONE, _said("Nein", "No", "لا")),
                ),
                here,
                "family",
            ),
        ),
        steps=(
            _step(
                "register", StepStage.NOW, "registration", "Melden Sie sich an", here
            ),
            _step(
                "doctor",
                StepStage.SOON,
                "doctor",
                "Suchen Sie eine Ärztin",
                here | {"children": frozenset({"yes"})},
            ),
            _step(
                "contract", StepStage.LATER, "contract", "Lesen Sie Ihren Vertrag", {}
            ),
        ),
        note=_said(
            "Keine Rechtsberatung.", "No legal advice.", "ليست استشارة قانونية."
        ),
        words={
            LanguageCode(code): CentreWords(
                Version(1, 0),
                None if code == "de" else Origin(Version(1, 0), Made.HUMAN, "WITAJ"),
            )
            for code in FIVE
        },
    )


def write_pathway(folder: Path) -> None:
    """Into a folder of `tests.content_folder`."""
    room = folder / "pathway"
    room.mkdir()
    (room / "pathway.toml").write_text(PATHWAY, "utf-8")
    for code in FIVE:
        (room / f"{code}.toml").write_text(_words(code), "utf-8")


def _step(
    name: str,
    stage: StepStage,
    service: str,
    title: str,
    when: dict[str, frozenset[str]],
) -> Step:
    return Step(
        name,
        stage,
        Slug(service),
        _said(title, f"{name} (en)", f"{name} (ar)"),
        _said("Bald.", "Soon.", "قريبا."),
        when,
        (FactId("fact"),),
    )


def _said(de: str, en: str, ar: str) -> Localized:
    return Localized(
        {LanguageCode(c): t for c, t in (("de", de), ("en", en), ("ar", ar))}, {}
    )


def _words(code: str) -> str:
    head = 'version = "1.0"' if code == "de" else 'of = "1.0"\nmade = "machine"'
    sections = {
        "pathway": ["note"],
        "questions": ["home", "children"],
        "answers": ["home-here", "home-abroad", "children-yes", "children-no"],
        "notes": ["home-here"],
        "steps": ["register", "kita", "advice"],
        "details": ["register", "kita", "advice"],
    }
    lines = [head]
    for section, keys in sections.items():
        lines += ["", f"[{section}]", *(f'{key} = "{key} x{code}"' for key in keys)]
    return "\n".join(lines) + "\n"
