from __future__ import annotations

import pytest

from tests.hub.rendered import Element, rendered

BUTTON = '{% from "kern/button.html" import button, link %}'
FORM = (
    '{% from "kern/form.html" import field, textarea, select, checkbox, checkboxes, '
    "radios, send with context %}"
)
KINDS = ["info", "success", "warning", "danger"]


def test_a_button_has_its_words_its_id_and_the_key_that_presses_it() -> None:
    page = rendered(BUTTON + '{{ button("Call", "primary", id="call", key="n") }}')
    button = page.one("button")
    assert button.text == "Call N"
    assert button.classes == ["kern-btn", "kern-btn--primary"]
    assert (button["id"], button["data-key"], button["accesskey"]) == ("call", "n", "n")
    assert button["aria-keyshortcuts"] == "N"
    assert "disabled" not in button


def test_a_button_can_be_read_aloud_with_more_words_and_be_out_of_use() -> None:
    page = rendered(
        BUTTON + '{{ button("Call", size="small", hint="Call A 017", disabled=True) }}'
    )
    button = page.one("button")
    assert button["aria-label"] == "Call A 017"
    assert "disabled" in button
    assert "kern-btn--x-small" in button.classes


def test_what_a_person_wrote_is_never_markup() -> None:
    evil = '"><script>x</script>'
    page = rendered(
        BUTTON
        + FORM
        + f"{{% set evil = '{evil}' %}}"
        + "{{ button(evil, hint=evil) }}{{ field('a', evil, evil, hint=evil) }}"
        + "{{ textarea('b', evil, evil) }}{{ select('c', evil, [(evil, evil)]) }}"
    )
    assert page.all("script") == []
    assert page.one("button")["aria-label"] == evil
    assert page.one("input")["value"] == evil
    assert page.one("textarea").text == evil
    assert page.one("option")["value"] == evil


def test_a_link_looks_like_a_button_and_stays_a_link() -> None:
    link = rendered(BUTTON + '{{ link("Stay", "/queue", hint="I stay") }}').one("a")
    assert (link.text, link["href"], link["aria-label"]) == ("Stay", "/queue", "I stay")
    assert "kern-btn" in link.classes


def test_a_form_of_one_button_carries_the_token() -> None:
    form = rendered(FORM + '{{ send("/sign-out", "Leave", "abc") }}').one("form")
    assert (form["method"], form["action"]) == ("post", "/sign-out")
    assert form.one("input").attributes == {
        "type": "hidden",
        "name": "_csrf_token",
        "value": "abc",
    }
    assert form.one("button").text == "Leave"


CONTROLS = {
    "input": "{{ field('name', 'Your name', %s) }}",
    "textarea": "{{ textarea('name', 'Your name', %s) }}",
    "select": "{{ select('name', 'Your name', [('a', 'A')], %s) }}",
}


@pytest.mark.parametrize("tag", list(CONTROLS))
def test_a_control_has_its_label_its_hint_and_what_is_wrong(tag: str) -> None:
    told = "hint='As in the pass', error='It is missing'"
    page = rendered(FORM + CONTROLS[tag] % told)
    control = page.one(tag)
    assert control["name"] == "name"
    assert page.name_of(control) == "Your name"
    assert page.described(control) == "As in the pass It is missing"
    assert control["aria-invalid"] == "true"
    assert page.one("p", "kern-error")["role"] == "alert"
    assert len(page.all("div", "kern-form-input--error")) == 1


@pytest.mark.parametrize("tag", list(CONTROLS))
def test_a_control_with_nothing_wrong_says_so_nowhere(tag: str) -> None:
    page = rendered(FORM + CONTROLS[tag] % "id='another'")
    control = page.one(tag)
    assert control["id"] == "another"
    assert page.name_of(control) == "Your name"
    assert "aria-invalid" not in control
    assert "aria-describedby" not in control
    assert not page.all("p", "kern-error")


def test_what_need_not_be_filled_in_says_so() -> None:
    page = rendered(FORM + "{{ field('a', 'Room', optional=True) }}")
    assert page.name_of(page.one("input")) == "Room (optional)"
    assert "required" not in page.one("input")
    assert "required" in rendered(FORM + "{{ field('a', 'Room') }}").one("input")


def test_a_text_keeps_its_lines() -> None:
    page = rendered(FORM + "{{ textarea('a', 'Text', '\\n one\\ntwo', rows=3) }}")
    area = page.one("textarea")
    assert "".join(area.words) == "\n\n one\ntwo"  # a browser drops the first line end
    assert area["rows"] == "3"


def test_a_choice_is_shown_again() -> None:
    page = rendered(FORM + "{{ select('a', 'Role', [(1, 'One'), (2, 'Two')], 2) }}")
    chosen = [option.text for option in page.all("option") if "selected" in option]
    assert chosen == ["Two"]


def test_a_box_to_tick_has_its_label_and_its_error() -> None:
    page = rendered(FORM + "{{ checkbox('agreed', 'I agree', error='Tick it') }}")
    box = page.one("input")
    assert (box["type"], box["value"]) == ("checkbox", "yes")
    assert page.name_of(box) == "I agree"
    assert page.described(box) == "Tick it"
    assert "checked" not in box


@pytest.mark.parametrize(
    ("macro", "chosen", "kind"),
    [("checkboxes", "['b']", "checkbox"), ("radios", "'b'", "radio")],
)
def test_a_group_has_a_legend_and_a_label_for_each(
    macro: str, chosen: str, kind: str
) -> None:
    page = rendered(
        FORM
        + f"{{{{ {macro}('x', 'Which?', [('a', 'A'), ('b', 'B')], {chosen}, "
        + "'Tick none for all', 'Not this') }}"
    )
    group = page.one("fieldset")
    assert group.one("legend").text == "Which?"
    assert page.described(group) == "Tick none for all Not this"
    boxes = group.all("input")
    assert [box["type"] for box in boxes] == [kind, kind]
    assert [page.name_of(box) for box in boxes] == ["A", "B"]
    assert [box["value"] for box in boxes if "checked" in box] == ["b"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_alert_says_what_happened_and_is_heard(kind: str) -> None:
    page = rendered(
        '{% from "kern/alert.html" import alert %}'
        f'{{% call alert("{kind}", "Saved", "status") %}}<p>More</p>{{% endcall %}}'
    )
    alert = page.one("div", f"kern-alert--{kind}")
    assert alert["role"] == "status"
    assert alert.text == "Saved More"
    assert page.one("span", f"kern-icon--{kind}")["aria-hidden"] == "true"


def test_an_alert_may_be_a_sentence_alone_or_head_a_part_of_the_page() -> None:
    page = rendered(
        '{% from "kern/alert.html" import alert %}'
        '{{ alert("info", "One", attributes={"hidden": ""}) }}'
        '{{ alert("info", "Two", heading="two") }}'
    )
    alone, heading = page.all("div", "kern-alert")
    assert "hidden" in alone
    assert "role" not in alone
    assert not page.all("div", "kern-alert__body")
    assert heading.one("h2")["id"] == "two"


@pytest.mark.parametrize("kind", KINDS)
def test_a_badge_says_its_state_in_words(kind: str) -> None:
    page = rendered(
        '{% from "kern/badge.html" import badge %}'
        f'{{{{ badge("Outdated", "{kind}", icon=True) }}}}'
    )
    badge = page.one("span", f"kern-badge--{kind}")
    assert badge.text == "Outdated"
    assert badge.one("span", "kern-icon")["aria-hidden"] == "true"


TABLE = """{% from "kern/table.html" import table %}
{% call table(["Name", ("Waits", "numeric"), ("Action", "action")], caption="Staff") %}
<tr class="kern-table__row"><th scope="row">A</th><td>1</td><td></td></tr>
{% endcall %}"""


def test_a_table_has_a_caption_and_a_head_for_each_column() -> None:
    page = rendered(TABLE)
    frame = page.one("div", "kern-table-responsive")
    assert (frame["role"], frame["tabindex"]) == ("region", "0")
    assert frame["aria-label"] == "Staff"
    assert page.one("caption").text == "Staff"
    heads = page.one("thead").all("th")
    assert [head.text for head in heads] == ["Name", "Waits", "Action"]
    assert {head["scope"] for head in heads} == {"col"}
    assert heads[2].one("span", "kern-sr-only").text == "Action"
    assert page.one("tbody").one("th").text == "A"


def tasks(more: str = "") -> Element:
    return rendered(
        '{% from "kern/task_list.html" import task_list %}'
        "{{ task_list([{'title': 'Check', 'href': '/check', 'status': 'Done', "
        "'kind': 'success'}, {'title': 'Publish'}]" + more + ") }}"
    )


def test_a_list_of_tasks_says_the_state_of_each() -> None:
    page = tasks(", 'To publish'")
    assert page.one("h2").text == "To publish"
    link = page.one("a")
    assert (link.text, link["href"]) == ("Check", "/check")
    assert page.described(link) == "Done"
    assert len(page.all("span", "kern-badge--success")) == 1
    assert [item.text for item in page.one("ul").all("li")] == ["Check Done", "Publish"]


def test_tasks_in_an_order_are_numbered() -> None:
    numbers = tasks(", numbered=True").one("ol").all("span", "kern-number")
    assert [number.text for number in numbers] == ["1", "2"]


DIALOG = """{% from "kern/dialog.html" import dialog, opener with context %}
{{ opener("Roll back", "/releases/4/roll-back", "roll-back") }}
{% set actions %}<button>Yes</button>{% endset %}
{% call dialog("roll-back", "Roll back to 4?", actions) %}
<p>All see it.</p>
{% endcall %}"""


def test_a_dialog_has_a_title_a_way_out_and_a_page_for_those_without_script() -> None:
    page = rendered(DIALOG)
    opener, dialog = page.one("a"), page.one("dialog")
    assert opener["href"] == "/releases/4/roll-back"
    assert opener["data-opens"] == dialog["id"]
    assert opener["aria-haspopup"] == "dialog"
    assert page.of_id(dialog["aria-labelledby"]).text == "Roll back to 4?"
    close = dialog.one("header").one("button")
    assert close["aria-label"] == "Close"
    assert dialog.one("form")["method"] == "dialog"
    assert dialog.one("section").text == "All see it."
    assert dialog.one("footer").text == "Yes"
    assert "open" not in dialog


def test_the_way_to_a_page_ends_with_the_page() -> None:
    nav = rendered(
        '{% from "kern/breadcrumb.html" import breadcrumb with context %}'
        '{{ breadcrumb([("Content", "/content"), ("Housing", "/content/h")], "Rent") }}'
    ).one("nav")
    assert nav["aria-label"] == "You are here"
    assert [link["href"] for link in nav.all("a")] == ["/content", "/content/h"]
    last = nav.all("li")[-1]
    assert (last.text, last["aria-current"]) == ("Rent", "page")


def test_tabs_are_links_and_say_which_is_shown() -> None:
    nav = rendered(
        '{% from "kern/tabs.html" import tabs %}'
        '{{ tabs([("German", "?l=de"), ("Polish", "?l=pl")], "?l=pl", "Languages") }}'
    ).one("nav")
    assert nav["aria-label"] == "Languages"
    shown = [link.text for link in nav.all("a") if "aria-current" in link]
    assert shown == ["Polish"]
