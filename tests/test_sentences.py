"""A sentence reads as English, and can be said in another language later."""

from __future__ import annotations

from kiosk.sentences import said, sentence

GERMAN = {
    "The title has {n} characters, more than {most}.": "{n} Zeichen, höchstens {most}.",
    "`{key}`: {fault}": "„{key}“: {fault}",
    "The text is empty.": "Der Text ist leer.",
    "Begin with {{marks}}.": "Beginnen Sie mit {{marks}}.",
}


def german(message: str) -> str:
    return GERMAN.get(message, message)


def test_it_is_its_english_text_wherever_a_text_is_wanted() -> None:
    told = sentence("The title has {n} characters, more than {most}.", n=70, most=60)
    assert told == "The title has 70 characters, more than 60."
    assert f"{told}" == str(told)
    assert len({told, "The title has 70 characters, more than 60."}) == 1


def test_it_is_said_in_another_language_with_the_same_parts() -> None:
    told = sentence("The title has {n} characters, more than {most}.", n=70, most=60)
    assert told.said(german) == "70 Zeichen, höchstens 60."


def test_a_sentence_within_a_sentence_is_said_in_that_language_too() -> None:
    told = sentence(
        "`{key}`: {fault}", key="site.name", fault=sentence("The text is empty.")
    )
    assert told == "`site.name`: The text is empty."
    assert told.said(german) == "„site.name“: Der Text ist leer."


def test_braces_of_the_text_itself_stay() -> None:
    told = sentence("Begin with {{marks}}.")
    assert told == "Begin with {marks}."
    assert told.said(german) == "Beginnen Sie mit {marks}."


def test_what_comes_from_elsewhere_is_said_as_it_is() -> None:
    assert said("services/doctor", german) == "services/doctor"
    assert said(7, german) == 7
    assert sentence("{name} is {what}", name="{n}", what="odd").said(german) == (
        "{n} is odd"
    )
