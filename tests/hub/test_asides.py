from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.access import Pause
from kiosk.domain.queues import Skills
from kiosk.ids import LanguageCode
from kiosk.operations import calling, presence
from tests.builders import a_ticket

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal


def test_a_pause_is_seen_by_colleagues_with_its_reason(
    first: Browser, second: Browser, ctx: Context
) -> None:
    assert first.post("/pause", reason="lunch").headers["location"] == "/queue"
    assert "You pause since 12:00: Lunch" in " ".join(first.get("/queue").text.split())
    told = "counsellor-1 pauses since 12:00:</p> Lunch"
    assert told.split("</p>")[0] in second.get("/queue").text
    first.post("/pause/end")
    assert "pauses since" not in second.get("/queue").text


def test_a_pause_for_no_reason_there_is_and_one_with_a_visitor_are_refused(
    first: Browser, entrance: Terminal, ctx: Context
) -> None:
    assert first.post("/pause", reason="party").status_code == 404
    entrance.deliver(a_ticket(17))
    first.post("/queue/next")
    answer = first.post("/pause", reason=Pause.BREAK)
    assert answer.headers["location"] == "/queue?notice=still-busy"


def test_a_call_for_help_stands_on_all_other_pages_until_somebody_comes(
    first: Browser, second: Browser, ctx: Context
) -> None:
    assert "data-alarm=" not in second.get("/queue").text
    first.post("/help")
    asker = next(s.id for s in presence.present(ctx) if s.help_at)
    text = second.get("/queue/live").text
    assert "counsellor-1 needs help: Desk 1" in text
    assert "data-alarm=" in text
    own = first.get("/queue").text
    assert "Your colleagues are told" in own
    assert "data-alarm=" not in own
    second.post(f"/help/{asker}/come")
    assert "counsellor-2 is coming to help you." in first.get("/queue").text
    assert "data-alarm=" not in second.get("/queue").text
    first.post("/help/end")
    assert "needs help" not in second.get("/queue").text


def test_who_leaves_may_hand_over_with_a_note(
    first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17))
    first.post("/queue/next")
    text = first.get("/desk/leave").text
    assert f'href="/tickets/{a_ticket(17).id}/more"' in text


def test_a_filter_hides_others_says_how_many_and_stays(
    first: Browser, entrance: Terminal, ctx: Context
) -> None:
    for count, topic, language in ((17, "work", "uk"), (18, "family", "ar")):
        entrance.deliver(a_ticket(count, topic=topic, language=language))
    somebody = presence.present(ctx)[0].id
    arabic = Skills(languages=frozenset({LanguageCode("ar")}))
    presence.set_skills(ctx, somebody, arabic)
    for shown in ("mine", "topic.family", "language.ar"):
        first.get(f"/queue?show={shown}")
        text = first.get("/queue/live").text
        assert 'data-ticket="' + a_ticket(18).id in text
        assert 'data-ticket="' + a_ticket(17).id not in text
        assert "Not shown by your choice: 1" in text
    first.get("/queue?show=all")
    assert "A 017" in first.get("/queue/live").text
    first.get("/queue?show=topic.<script>")
    assert "A 017" in first.get("/queue/live").text


def test_the_page_names_the_next_visitor_in_their_language(
    first: Browser, entrance: Terminal, ctx: Context
) -> None:
    entrance.deliver(a_ticket(17, language="uk"))
    text = first.get("/queue").text
    assert "Next for you:" in text
    first.post("/queue/next")
    text = first.get("/queue").text
    assert '<p class="language">Ukrainian' in text
    assert "Next for you:" not in text


def test_whom_one_works_for_is_chosen_with_what_one_takes(
    first: Browser, ctx: Context, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17))
    first.post("/desk", desk="desk-1", skills="yes", partner="welcome-center")
    assert presence.present(ctx)[0].skills.partner == "welcome-center"
    first.post("/desk", desk="desk-1", skills="yes")
    assert presence.present(ctx)[0].skills == Skills()
    assert calling.waiting(ctx) == 1
