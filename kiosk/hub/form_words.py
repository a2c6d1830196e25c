"""How what the check says of a file is said to somebody who fills in a form: by the
labels of its fields and what was typed, in words of no file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.domain.resources import ResourceKind
from kiosk.hub.field_labels import label_of
from kiosk.sentences import Sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Parts = Mapping[str, Any]
    """Of the sentence about the file."""

LONGEST_REPEATED = 60
"""Characters of what was typed."""
_KINDS: Mapping[str, Sentence] = {
    ResourceKind.WEB: sentence("Page"),
    ResourceKind.PHONE: sentence("Phone"),
    ResourceKind.EMAIL: sentence("E-mail"),
    ResourceKind.PLACE: sentence("Place"),
    ResourceKind.EVENT: sentence("Event"),
    ResourceKind.WIFI: sentence("Wi-Fi"),
}


def in_form_words(text: object) -> object:
    """What says nothing of a file stays as it is; its parts are looked at, too."""
    if not isinstance(text, Sentence):
        return text
    if text.kind in ALIKE:
        return ALIKE[text.kind]
    parts = {name: in_form_words(part) for name, part in text.parts.items()}
    said = WITH_PARTS.get(text.kind)
    return said(parts) if said else sentence(text.kind, **parts)


def _of_no_kind(parts: Parts) -> Sentence:
    """A value that is none of its kind: it stands in the field, and here again."""
    told = {
        "field": _label(parts),
        "typed": str(parts.get("typed", ""))[:LONGEST_REPEATED],
    }
    match parts.get("expected"):
        case "int":
            return sentence("{field}: “{typed}” is no whole number.", **told)
        case "float":
            return sentence("{field}: “{typed}” is no number.", **told)
        case "date":
            return sentence("{field}: “{typed}” is no day.", **told)
        case "datetime":
            return sentence("{field}: “{typed}” is no day with a time.", **told)
    return sentence("{field}: “{typed}” cannot stand there.", **told)


def _label(parts: Parts, name: str = "key") -> Sentence | str:
    return label_of(str(parts[name]).rpartition(".")[2])


def _kind(parts: Parts) -> Sentence | str:
    return _KINDS.get(str(parts["kind"]), str(parts["kind"]))


WITH_PARTS: Mapping[str, Callable[[Parts], Sentence]] = {
    "`{key}`: {what}.": _of_no_kind,
    "`{key}`: {typed!r} is no text.": _of_no_kind,
    "`{key}`: {typed!r} is no whole number.": _of_no_kind,
    "`{key}`: {typed!r} is neither true nor false.": _of_no_kind,
    "`{key}`: {typed!r} is no number.": _of_no_kind,
    "`{key}`: {typed!r} is no day.": _of_no_kind,
    "`{key}` is no list.": _of_no_kind,
    "`{key}` is no table.": _of_no_kind,
    "`{path}`: {fault}": lambda parts: sentence(
        "{field}: {fault}", field=_label(parts, "path"), fault=parts["fault"]
    ),
    "`{keys}`: {fault}": lambda parts: sentence(
        "{field}: {fault}",
        field=_label(parts, "keys"),
        fault=parts["fault"],
    ),
    "The key `{key}` is missing.": lambda parts: sentence(
        "{field}: nothing is said.", field=_label(parts)
    ),
    "Unknown key `{key}`.": lambda parts: sentence(
        "“{name}” in the file is nothing that anybody reads.", name=parts["key"]
    ),
    "A {kind} resource needs `{key}`.": lambda parts: sentence(
        "{field}: nothing is said, and the kind “{kind}” needs it.",
        field=_label(parts),
        kind=_kind(parts),
    ),
    "A {kind} resource has no `{key}`.": lambda parts: sentence(
        "{field}: the kind “{kind}” does not have it. Empty the field.",
        field=_label(parts),
        kind=_kind(parts),
    ),
    "{value} is no {key}.": lambda parts: sentence(
        "{field}: {value} is too much.",
        field=_label(parts),
        value=parts["value"],
    ),
    "There is no {key} {said!r}.": lambda parts: sentence(
        "{field}: there is no “{said}”.",
        field=_label(parts),
        said=parts["said"],
    ),
    "`{key}` is not written in the letters of {script}.": lambda parts: sentence(
        "{field}: it is not written in the letters that are chosen.",
        field=label_of(str(parts["key"]), "languages"),
    ),
    "There is nothing in `{key}`.": lambda parts: sentence(
        "{field}: there is none.", field=_label(parts)
    ),
    "Nothing is called `{key}` in `{section}`.": lambda parts: sentence(
        "{field}: there are words for “{name}”, which there is not.",
        field=_label(parts, "section"),
        name=parts["key"],
    ),
    "`{section}.{key}` is missing in {language}.": lambda parts: sentence(
        "{field}, {key}: the words are missing in {language}.",
        field=_label(parts, "section"),
        key=parts["key"],
        language=parts["language"],
        german=parts["german"],
    ),
    "`{section}.{key}` is missing in {language}: visitors read it in another"
    " language.": lambda parts: sentence(
        "{field}, {key}: the words are missing in {language}; visitors read them in"
        " another language.",
        field=_label(parts, "section"),
        key=parts["key"],
        language=parts["language"],
        german=parts["german"],
    ),
    "{guess}Write [{name}] into {file}, or take one that is there.": lambda parts: (
        sentence("{guess}Choose one that is there.", guess=parts["guess"])
    ),
}
"""By the sentence about a file; most name a key of it, whose field has a label."""

_FILL_IN = sentence("Fill it in.")
_STILL_VALID = sentence("Bring it up to date, or save it as it is if it still holds.")
_IN_ITS_FILE = sentence("Remove it where the file is edited.")
ALIKE: Mapping[str, Sentence] = {
    "Add `{key}`.": _FILL_IN,
    'Add `{key} = "..."` below [{section}].': sentence(
        "Write them among the short texts of this language."
    ),
    "Add [[{key}]].": sentence("Begin one."),
    "{guess}Keys that are read here: {allowed}.": _IN_ITS_FILE,
    "Correct the id, or remove the line.": _IN_ITS_FILE,
    'Write a text in quotation marks: "...".': sentence("Write a text."),
    "Write a whole number without quotation marks.": sentence(
        "Write a whole number, such as 10."
    ),
    "Write a number such as 51.53 without quotation marks.": sentence(
        "Write a number, such as 51.53."
    ),
    "Write a date such as 2026-08-19 without quotation marks.": sentence(
        "Write a day, such as 24.12.2026."
    ),
    "Write 2026-08-19T14:00:00 without quotation marks.": sentence(
        "Write a day and a time, such as 24.12.2026 14:00."
    ),
    "Write local times without a zone: 2026-12-10T14:00:00.": sentence(
        "Write an end that is later, such as 24.12.2026 14:00."
    ),
    "Add [[facts]] with `id`, `says`, `source` and `as_of`.": sentence(
        "Add a fact with its source, and the day on which somebody looked it up."
    ),
    'Write "https://www.example.de/path", or name the source in `source`.': sentence(
        "Write an address such as https://www.example.de/path, or name the source at"
        " “Source”."
    ),
    "`as_of` is the day on which somebody read the source.": sentence(
        "“Checked on” is the day on which somebody read the source."
    ),
    "`valid_from` is the first day on which it holds, `valid_until` the first on"
    " which it no longer does.": sentence(
        "“Holds from” is the first day on which it holds, “Holds until” the first on"
        " which it no longer does."
    ),
    "Write the same day as `valid_until` of one and `valid_from` of the"
    " other.": sentence(
        "Write the same day at “Holds until” of one and at “Holds from” of the other."
    ),
    "Look it up again, then `kiosk content confirm`.": sentence(
        "Look it up again, then say so at “Still valid?”."
    ),
    "Bring it up to date, or `kiosk content confirm` that it still"
    " holds.": _STILL_VALID,
    "Compare it with the German text, then `kiosk content confirm` it.": _STILL_VALID,
    "It does not say from which German text it was made (`of_text`).": sentence(
        "It does not say from which German text it was made."
    ),
    "Say which it was: `kiosk content changed {called}` with --meaning or"
    " --wording.": sentence(
        "Save the German text once more, and say whether its meaning has changed."
    ),
    "Write the digits of `target` with blanks.": sentence(
        "Write the digits of “Where it leads” with blanks."
    ),
    "Name one with `topic` here, at its category in {site}, or with `general` in"
    " {topics}.": sentence(
        "Choose a topic of counselling for it, for its life area, or for what belongs"
        " to no other."
    ),
    "Add slots, or `by_appointment = true`, or remove the table.": sentence(
        "Write times, or tick that it is by appointment only."
    ),
    "Correct `closes`, unless it is really open so long.": sentence(
        "Correct the end, unless it is really open so long."
    ),
    "Write either `slots = [...]` or `closed = true`.": sentence(
        "Write times, or tick that it is closed: one of the two."
    ),
    "Write the last closed day in `until`; both days are closed.": sentence(
        "Write the last closed day into the second field; both days are closed."
    ),
    "Write the times in `opens` and `closes`.": sentence(
        "Write the times at “From” and “Until”."
    ),
    'Name a language that writes them alike: `formats = "en_GB"`.': sentence(
        "Check the code; such a language begins as a file (languages.toml)."
    ),
    "Put addresses into [[resources]] of service.toml.": sentence(
        "Put addresses into what visitors take home."
    ),
    "Divide it; addresses belong into [[resources]].": sentence(
        "Divide it; addresses belong into what visitors take home."
    ),
}
"""By the sentence about a file; these say the same of whatever it is."""
