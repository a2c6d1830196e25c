"""GET and POST /content/consultation/import: closed days and whole days, before any is
taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.operations import drafting

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser

PAGE = "/content/consultation"
FILE = "topics.toml"
WHOLE_DAYS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Example//EN
BEGIN:VEVENT
UID:1@example.org
SUMMARY:Betriebsausflug
DTSTART;VALUE=DATE:20270514
DTEND;VALUE=DATE:20270515
END:VEVENT
END:VCALENDAR
"""


def close(editor: Browser, version: str, first: str, until: str, reason: str) -> None:
    """The only closed range from now on."""
    answer = editor.post(
        PAGE,
        version=version,
        holidays="",
        closed_from=first,
        closed_until=until,
        closed_reason=reason,
        closed_own="",
    )
    assert answer.headers["location"] == f"{PAGE}?notice=saved"


def without_reason(calendar: str) -> str:
    lines = calendar.splitlines()
    said = ("X-NEXUS-REASON", "DESCRIPTION")
    return "\n".join(line for line in lines if not line.startswith(said)) + "\n"


def part(page: str, heading: str) -> str:
    return page.partition(heading)[2].partition("</section>")[0]


def test_the_preview_names_the_days_of_closed_ranges(editor: Browser) -> None:
    close(editor, "1", "2026-12-24", "2027-01-01", "")
    made = editor.get(f"{PAGE}/hours.ics").text
    close(editor, "2", "2027-05-07", "", "")
    sent = {"version": "3", "text": made, "how": "add"}
    told = part(editor.post(f"{PAGE}/import", **sent).text, "What will be taken")
    assert "<li>24 Dec 2026 to 1 Jan 2027</li>" in told
    assert "May" not in told


def test_a_closed_range_that_is_there_keeps_its_reason_and_is_told_with_it(
    editor: Browser, ctx: Context
) -> None:
    """Also where a file of others names none."""
    close(editor, "1", "2027-05-07", "", "training")
    made = without_reason(editor.get(f"{PAGE}/hours.ics").text)
    sent = {"version": "2", "text": made}
    there = editor.post(f"{PAGE}/import", **sent, how="add").text
    assert "stands in the draft already" in there
    told = part(there, "Already there")
    assert "<li>7 May 2027: Training of the team</li>" in told
    editor.post(f"{PAGE}/import", **sent, how="replace", do="take")
    after = drafting.file(ctx, FILE)
    assert after.version == 3
    assert 'reason = "training"' in (after.text or "")


def test_reasons_come_back_with_a_file_from_here(editor: Browser, ctx: Context) -> None:
    close(editor, "1", "2027-05-07", "", "training")
    made = editor.get(f"{PAGE}/hours.ics").text
    close(editor, "2", "2027-08-01", "", "")
    sent = {"version": "3", "text": made, "how": "replace"}
    told = part(editor.post(f"{PAGE}/import", **sent).text, "What will be taken")
    assert "<li>7 May 2027: Training of the team</li>" in told
    editor.post(f"{PAGE}/import", **sent, do="take")
    assert 'reason = "training"' in (drafting.file(ctx, FILE).text or "")


def test_a_reason_that_the_centre_has_not_yet_becomes_one_of_its_texts(
    editor: Browser, ctx: Context
) -> None:
    event = WHOLE_DAYS.replace(
        "SUMMARY",
        "X-NEXUS-CLOSED:TRUE\nX-NEXUS-REASON:outing\nDESCRIPTION:Ausflug\nSUMMARY",
    )
    sent = {"version": "1", "text": event, "how": "add"}
    told = part(editor.post(f"{PAGE}/import", **sent).text, "What will be taken")
    assert "<li>14 May 2027: Ausflug</li>" in told
    editor.post(f"{PAGE}/import", **sent, do="take")
    assert 'reason = "outing"' in (drafting.file(ctx, FILE).text or "")
    words = drafting.file(ctx, "words/de.toml").text or ""
    assert 'outing = "Ausflug"' in words


def test_closed_ranges_that_overlap_are_joined_and_said_so(
    editor: Browser, ctx: Context
) -> None:
    close(editor, "1", "2027-05-10", "2027-05-14", "training")
    event = WHOLE_DAYS.replace("SUMMARY", "X-NEXUS-CLOSED:TRUE\nSUMMARY")
    longer = event.replace("20270515", "20270518")
    sent = {"version": "2", "text": longer, "how": "add"}
    told = part(editor.post(f"{PAGE}/import", **sent).text, "What will be taken")
    before, after = "10 May 2027 to 14 May 2027", "10 May 2027 to 17 May 2027"
    why = "Training of the team"
    assert f"<li>{before}: {why} becomes {after}: {why}</li>" in told
    editor.post(f"{PAGE}/import", **sent, do="take")
    text = drafting.file(ctx, FILE).text or ""
    assert "2027-05-17" in text
    assert "2027-05-14" not in text


def test_a_closed_range_that_a_file_names_twice_is_taken_once(
    editor: Browser, ctx: Context
) -> None:
    event = WHOLE_DAYS.partition("BEGIN:VEVENT")[2].partition("END:VCALENDAR")[0]
    closed = event.replace("SUMMARY", "X-NEXUS-CLOSED:TRUE\nSUMMARY")
    twice = f"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT{closed}BEGIN:VEVENT{closed}"
    text = f"{twice}END:VCALENDAR\n"
    sent = {"version": "1", "text": text, "how": "add"}
    editor.post(f"{PAGE}/import", **sent, do="take")
    after = drafting.file(ctx, FILE)
    assert (after.text or "").count("2027-05-14") == 2  # its first and its last day


def test_an_event_for_whole_days_is_refused_with_its_name_and_a_way_on(
    editor: Browser,
) -> None:
    sent = {"version": "1", "text": WHOLE_DAYS, "how": "add"}
    refused = part(editor.post(f"{PAGE}/import", **sent).text, "What will not be taken")
    assert "Betriebsausflug" in refused
    assert "2027" in refused
    assert "give it a beginning and an end" in refused
    assert "“Closed from … until”" in refused


def test_too_much_of_a_calendar_is_no_wrong_kind_of_file(editor: Browser) -> None:
    """Another file from a calendar program would be refused just so."""
    alone = [
        f"BEGIN:VEVENT\nUID:{n}\nDTSTART:202703{1 + n % 28:02}T{6 + n // 28:02}0000\n"
        f"DTEND:202703{1 + n % 28:02}T{6 + n // 28:02}3000\nEND:VEVENT\n"
        for n in range(60)
    ]
    for events, said in (
        (alone, "There are more than 50 rules."),
        (alone * 6, "It has more than 300 events."),
        ([*alone, "X" * 262_144], "It has more than 262144 characters."),
    ):
        file = f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n"
        page = editor.post("/content/consultation/import", text=file, version="1").text
        assert said in page
        assert "Leave events out" in page, said
        assert "Choose a file that" not in page, said
