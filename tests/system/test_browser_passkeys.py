"""Passkeys in a real browser, with a device that Chromium pretends to have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from kiosk.operations import accounts
from tests.people import PASSWORD, PUBLISHER
from tests.system.browsers import go, press, sign_in
from tests.system.hub_process import its_state

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.system.office import Office

SAYS_NO = "() => { navigator.credentials.create = () => Promise.reject(new Error()); }"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_is_made_after_the_first_password_and_used_at_the_next_sign_in(
    office: Office,
) -> None:
    with its_state(office.hub) as context:
        secret = accounts.invite(context, PUBLISHER.sign_in_name, PUBLISHER.rights)
    page = office.browsers.of_somebody()
    here = office.browsers.address.replace("127.0.0.1", "localhost")
    with_a_device(page)

    go(page, f"{here}/welcome/{secret}")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    press(page, "Set the password and sign in")
    page.get_by_role("link", name="Or use a passkey").click()
    page.get_by_label("Name of the device").fill("my laptop")
    press(page, "Go on")
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have them: go on").click()
    page.wait_for_url("**/content")
    go(page, f"{here}/account")
    expect(page.get_by_text("my laptop")).to_be_visible()

    press(page, "Sign out")
    page.wait_for_url("**/sign-in")
    sign_in(page, PUBLISHER)
    page.wait_for_url("**/second-factor")
    press(page, "Use a passkey")
    page.wait_for_url("**/content")


def test_who_says_no_to_the_browser_is_told_and_may_type_a_code(
    office: Office,
) -> None:
    page = office.browsers.of_somebody()
    with its_state(office.hub) as context:
        secret = accounts.invite(context, PUBLISHER.sign_in_name, PUBLISHER.rights)
    here = office.browsers.address.replace("127.0.0.1", "localhost")
    with_a_device(page)
    go(page, f"{here}/welcome/{secret}")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    press(page, "Set the password and sign in")
    page.get_by_role("link", name="Or use a passkey").click()
    page.evaluate(SAYS_NO)
    page.get_by_label("Name of the device").fill("x")
    press(page, "Go on")
    expect(page.get_by_role("alert").first).to_contain_text("This did not work.")


def test_where_browsers_make_none_no_passkey_is_offered(office: Office) -> None:
    """By its number the machine is no site."""
    with its_state(office.hub) as context:
        secret = accounts.invite(context, PUBLISHER.sign_in_name, PUBLISHER.rights)
    page = office.browsers.of_somebody()
    go(page, f"/welcome/{secret}")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    press(page, "Set the password and sign in")
    page.wait_for_url("**/second-factor/set-up")
    expect(page.get_by_role("link", name="Or use a passkey")).to_have_count(0)


def with_a_device(page: Page) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
