"""Second factors in a real browser: Chromium's own virtual authenticator, and an app's codes."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.browser.test_every_page import LOOKS, look_at

PASSWORD = "a long walk along the shore"
SECURITY = "/accounts/security/"


@pytest.fixture
def ada(scene, settings, live_server):
    """Ada with a password, at the address that passkeys belong to."""
    settings.SITE_ADDRESS = live_server.url
    user = scene.cast.ada.user
    user.set_password(PASSWORD)
    user.save()
    return user


def authenticator(page, *, verifies: bool = True):
    """A device that holds passkeys and answers by itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verifies,
        "automaticPresenceSimulation": True,
    }
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, added["authenticatorId"]


def sign_in(page, user):
    page.goto("/accounts/login/")
    page.fill("#id_login", user.email)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/o/acme/|/accounts/login/code/"))


def sign_out(page):
    page.goto("/accounts/logout/")
    page.locator("#main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")


def confirm(page, address):
    """Open a page that asks once more who it is."""
    page.goto(address)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def add_passkey(page, name="Work laptop"):
    confirm(page, f"{SECURITY}passkeys/add/")
    page.fill("#id_name", name)
    page.get_by_role("button", name=re.compile("passkey|通行密钥")).click()
    page.wait_for_url(f"**{SECURITY}codes/")


def test_a_passkey_is_added_and_signs_in_alone(visit, ada):
    page = visit()
    session, device = authenticator(page)
    sign_in(page, ada)
    add_passkey(page)
    expect(page.locator(".mp-codes li")).to_have_count(10)
    page.goto(SECURITY)
    expect(page.get_by_text("Work laptop")).to_be_visible()
    kept = session.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert [(one["isResidentCredential"], one["rpId"]) for one in kept] == [(True, "localhost")]
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/o/acme/")


def test_after_the_password_the_passkey_is_the_second_step(visit, ada):
    page = visit()
    authenticator(page)
    sign_in(page, ada)
    add_passkey(page)
    sign_out(page)
    sign_in(page, ada)
    page.get_by_role("button", name="Use a passkey instead").click()
    page.wait_for_url("**/o/acme/")


def test_a_device_that_does_not_know_her_is_said_kindly(visit, ada):
    page = visit()
    authenticator(page, verifies=False)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_have_text("No passkey was used. Try again, or choose another way.")


def test_an_app_is_added_and_asked_at_the_next_sign_in(visit, ada):
    page = visit()
    sign_in(page, ada)
    confirm(page, f"{SECURITY}app/add/")
    assert page.locator(".mp-qr img").evaluate("image => image.naturalWidth") > 100
    secret = page.locator(".mp-secret").inner_text()
    page.fill("#id_code", code_of(secret))
    page.get_by_role("button", name="Add the app").click()
    page.wait_for_url(f"**{SECURITY}codes/")
    sign_out(page)
    sign_in(page, ada)
    page.fill("#id_code", "000000")
    page.keyboard.press("Enter")
    expect(page.locator("[data-errors]")).to_be_focused()
    page.fill("#id_code", code_of(secret, 1))  # the step that added the app is used up
    page.keyboard.press("Enter")
    page.wait_for_url("**/o/acme/")


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def test_signed_out_elsewhere_and_at_once(visit, ada):
    here, there = visit(), visit()
    sign_in(here, ada)
    sign_in(there, ada)
    here.goto(SECURITY)
    here.get_by_role("button", name="Sign out everywhere else").click()
    expect(here.get_by_role("button", name="Sign out everywhere else")).to_have_count(0)
    there.goto("/o/acme/")
    expect(there).to_have_title("Sign in · Milepost")


@pytest.mark.parametrize("language", LOOKS)
def test_every_page_of_the_login_is_for_everybody(visit, ada, record_property, language):
    page = visit(language=language, theme=LOOKS[language])
    authenticator(page)
    sign_in(page, ada)
    add_passkey(page)
    pages = ["", "needed/", "app/add/", "passkeys/add/", "codes/", "codes/new/"]
    key = page.request.get(SECURITY).text().split("/passkeys/")[2].split("/")[0]
    pages += [f"passkeys/{key}/rename/", f"passkeys/{key}/remove/"]
    others = [
        "/accounts/password/change/",
        "/accounts/confirm/",
        "/accounts/confirm/passkey/",
        "/accounts/logout/",
    ]
    look_at(page, [*(f"{SECURITY}{one}" for one in pages), *others], record_property)


def test_whoever_looks_on_is_told_on_every_page(visit, scene):
    page = visit(scene.cast.root)
    page.goto("/admin/enter/")
    page.select_option("#id_organization", label="Acme")
    page.fill("#id_reason", "ticket 4711")
    page.get_by_role("button", name="Enter").click()
    page.get_by_role("link", name="Look on as a member").click()
    page.select_option("#id_person", label="Ada")
    page.fill("#id_reason", "ticket 4711")
    page.get_by_role("button", name="Look on").click()
    page.wait_for_url("**/o/acme/")
    for address in ("/o/acme/", "/o/acme/projects/"):
        page.goto(address)
        expect(page.get_by_text("you see these pages as Ada does")).to_be_visible()
    look_at(page, ["/o/acme/", "/o/acme/projects/"], lambda *_counted: None)
    page.get_by_role("button", name="Leave").click()
    page.wait_for_url("**/admin/")
