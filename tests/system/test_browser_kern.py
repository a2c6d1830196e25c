"""What KERN UX and ours make of a page: large enough for fingers, a menu, a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from kiosk.hub.rendering import environment
from kiosk.i18n.languages import language
from kiosk.ids import LanguageCode
from tests.fakes.words import SourceVocabulary
from tests.people import ADMINISTRATOR, COUNSELLOR_1
from tests.system.browsers import PHONE, go

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.system.office import Office

SMALL_SCREEN = (1024, 700)
TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary")]
  .filter((target) => target.checkVisibility() && target.type !== "hidden")
  .filter((target) => !target.closest(".kern-alert p, .kern-alert li"))
  .map((target) => {
    const around = target.closest(".kern-form-check") || target;
    const box = around.getBoundingClientRect();
    const before = getComputedStyle(target, "::before");
    const more = before.position === "absolute" ? parseFloat(before.height) : 0;
    return [target.textContent.trim() || target.name, Math.max(box.height, more)];
  })
  .filter(([, height]) => height < 44)"""
DIALOG = """{% from "kern/dialog.html" import dialog, opener with context %}
{{ opener("Ask", "/today", "question") }}
{% call dialog("question", "Roll back?") %}<p>Everybody sees it.</p>{% endcall %}"""


def fit(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def test_fingers_find_every_target(office: Office) -> None:
    for _ in range(5):
        office.entrance.check_in()
    page, counsellor = office.staffed_by(ADMINISTRATOR, COUNSELLOR_1)
    found = []
    for size in (SMALL_SCREEN, PHONE):
        fit(page, size)
        fit(counsellor, size)
        for path in ("/desk", "/staff", "/today"):
            go(page, path)
            found += [(path, size, each) for each in page.evaluate(TOO_SMALL)]
        go(counsellor, "/queue")
        found += [("/queue", size, each) for each in counsellor.evaluate(TOO_SMALL)]
    assert found == []


def test_on_a_phone_the_pages_are_behind_one_button(office: Office) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    go(page, "/today")
    pages = page.get_by_role("navigation", name="Pages")
    menu = page.get_by_role("button", name="Menu")
    expect(pages).to_be_visible()
    expect(menu).to_be_hidden()
    fit(page, PHONE)
    expect(pages).to_be_hidden()
    menu.click()
    expect(pages.get_by_role("link", name="Today")).to_have_attribute(
        "aria-current", "page"
    )
    page.keyboard.press("Escape")
    expect(pages).to_be_hidden()
    menu.click()
    pages.get_by_role("link", name="Staff").click()
    page.wait_for_url("**/staff")


def with_a_dialog(page: Page) -> None:
    english = LanguageCode("en")
    html = environment().from_string(DIALOG)
    said = html.render(
        words=SourceVocabulary().words(english), language=language(english)
    )
    page.evaluate("html => document.querySelector('main').innerHTML += html", said)


def test_a_link_to_a_question_asks_it_in_a_dialog(office: Office) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    go(page, "/staff")
    with_a_dialog(page)
    page.get_by_role("link", name="Ask").click()
    dialog = page.get_by_role("dialog", name="Roll back?")
    expect(dialog).to_contain_text("Everybody sees it.")
    assert page.url.endswith("/staff")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_where_its_page_has_no_dialog_the_link_is_followed(office: Office) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    go(page, "/staff")
    with_a_dialog(page)
    page.evaluate("document.getElementById('question').remove()")
    page.get_by_role("link", name="Ask").click()
    page.wait_for_url("**/today")


def test_a_letter_presses_no_button_behind_a_dialog(office: Office) -> None:
    office.entrance.check_in()
    (page,) = office.staffed_by(COUNSELLOR_1)
    with_a_dialog(page)
    page.get_by_role("link", name="Ask").click()
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.locator(".has-visitor").count() == 0
    page.keyboard.press("n")
    expect(page.locator(".has-visitor")).to_be_visible()


def test_what_was_pressed_is_sent_though_the_page_was_renewed_meanwhile(
    office: Office,
) -> None:
    office.entrance.check_in()
    (page,) = office.staffed_by(COUNSELLOR_1)
    page.evaluate(
        """() => {
          document.getElementById("call-next").click();
          const live = document.getElementById("live");
          live.innerHTML = live.innerHTML;
        }"""
    )
    expect(page.locator(".has-visitor")).to_be_visible()
