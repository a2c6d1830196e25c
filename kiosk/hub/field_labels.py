"""What each value of the content's files is called for somebody who reads or fills in
a page: a form, what the check says of it, and a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.sentences import Sentence

LABELS: Mapping[str, Sentence] = {
    # texts and their origin
    "version": sentence("Version of the text"),
    "of": sentence("Translation of version"),
    "of_text": sentence("Made from this text"),
    "made": sentence("How it was translated"),
    "read_by": sentence("Read by"),
    "keywords": sentence("Keywords"),
    # the centre
    "greetings": sentence("Greetings"),
    "controller": sentence("Who answers for the data"),
    "time_zone": sentence("Time zone"),
    "partly": sentence("Languages with only some texts"),
    "street": sentence("Street"),
    "gate": sentence("Gate"),
    "languages": sentence("Languages"),
    "symbol": sentence("Sign"),
    "picture": sentence("Picture"),
    "topic": sentence("Topic of counselling"),
    "number": sentence("Number"),
    "name": sentence("Name"),
    "planned": sentence("Not on site yet"),
    "general": sentence("Topic of what belongs to no other"),
    "counselling_languages": sentence("Languages of counselling"),
    "active": sentence("Is offered"),
    # languages that the content adds
    "german": sentence("Its name in German"),
    "english": sentence("Its name in English"),
    "greeting": sentence("“Welcome” in this language"),
    "script": sentence("Letters"),
    "formats": sentence("Writes days and numbers like"),
    "keyboard": sentence("Keyboard"),
    "voice": sentence("Voice"),
    # resources
    "kind": sentence("Kind"),
    "target": sentence("Where it leads"),
    "pages": sentence("Own pages by language"),
    "address": sentence("Address"),
    "latitude": sentence("Latitude"),
    "longitude": sentence("Longitude"),
    "starts": sentence("Begins"),
    "ends": sentence("Ends"),
    "place": sentence("Place"),
    "network": sentence("Name of the Wi-Fi"),
    "password": sentence("Password of the Wi-Fi"),
    # services
    "category": sentence("Life area"),
    "order": sentence("Place in the list"),
    "funded": sentence("With the sentence on funding"),
    "phone": sentence("Phone"),
    "email": sentence("E-mail"),
    "resources": sentence("To take home"),
    "id": sentence("Short name"),
    "says": sentence("Fact"),
    "source": sentence("Source"),
    "url": sentence("Page of the source"),
    "as_of": sentence("Checked on"),
    "dated": sentence("Written on"),
    "valid_from": sentence("Holds from"),
    "valid_until": sentence("Holds until"),
    "follows": sentence("Takes the place of"),
    "ask": sentence("Question"),
    "whom": sentence("To whom"),
    "removed": sentence("Remove"),
    # hours
    "by_appointment": sentence("By appointment only"),
    "slots": sentence("Opening hours"),
    "special": sentence("Special days"),
    "closed": sentence("Closed"),
    "holidays": sentence("Public holidays"),
    "weekday": sentence("Weekday"),
    "opens": sentence("Opens"),
    "closes": sentence("Closes"),
    "date": sentence("Day"),
    "reason": sentence("Reason that visitors read"),
    "from": sentence("From"),
    "until": sentence("Until"),
    "rule": sentence("How often"),
    "rules": sentence("Consultation hours"),
    "first": sentence("First day on which it holds"),
    "breaks": sentence("Breaks in which nobody is called"),
    "except": sentence("Not on these days"),
    "also": sentence("Also on these days"),
    "topics": sentence("Topics"),
    "partner": sentence("Who counsels"),
    "capacity": sentence("Numbers at most"),
    # words for searching and writing
    "use": sentence("Write"),
    "avoid": sentence("Do not write"),
    "terms": sentence("Terms"),
    "concepts": sentence("Concepts of the search"),
    "words": sentence("What visitors call it"),
    "fillers": sentence("Words that say nothing"),
    # the personal path
    "questions": sentence("Questions"),
    "answers": sentence("Answers"),
    "when": sentence("For whom"),
    "code": sentence("Two letters for addresses on phones"),
    "steps": sentence("Steps"),
    "stage": sentence("When it is due"),
    "service": sentence("Service that tells more"),
    "details": sentence("Below the steps"),
    "pathway": sentence("Personal path"),
    # lists
    "categories": sentence("Life areas"),
    "partners": sentence("Partners"),
    "desks": sentence("Desks"),
    "emergency": sentence("Emergency numbers"),
    "notes": sentence("Below emergency numbers"),
    "reasons": sentence("Reasons why it is closed"),
    "site": sentence("The centre"),
    "facts": sentence("Facts"),
    "gaps": sentence("Open questions"),
    "contact": sentence("Contact"),
    "hours": sentence("Opening hours"),
    "consultation": sentence("Consultation hours"),
}
OF_TABLES: Mapping[str, Sentence] = {
    "gaps.kind": sentence("What it is about"),
    "languages.name": sentence("Its name in itself"),
}
"""Where the same key means something else in one table."""


def label_of(key: str, table: str = "") -> Sentence | str:
    """What nobody has named yet is called as in the file."""
    here = OF_TABLES.get(f"{table}.{key}")
    return LABELS.get(key, key) if here is None else here


def table_label(header: str) -> Sentence | str:
    """Of a line such as `[[facts]]`, `[hours]` or `[[consultation.rules]]`; a header
    that names one thing, such as a language, is its name."""
    name = header.strip().strip("[]").strip()
    last = name.rpartition(".")[2]
    return LABELS.get(last, name)
