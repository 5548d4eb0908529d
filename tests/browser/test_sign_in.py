"""The front door, by keyboard."""

from playwright.sync_api import expect

PASSWORD = "a long walk along the shore"


def at_the_door(visit, scene, **look):
    scene.cast.ada.user.set_password(PASSWORD)
    scene.cast.ada.user.save()
    page = visit(**look)
    page.goto("/accounts/login/")
    return page


def test_with_nothing_but_the_keyboard(visit, scene):
    page = at_the_door(visit, scene)
    page.locator("#id_login").focus()
    page.keyboard.type("ada@acme.test")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/o/acme/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_wrong_password_is_said_where_the_eyes_are(visit, scene):
    page = at_the_door(visit, scene)
    page.fill("#id_login", "ada@acme.test")
    page.fill("#id_password", "something else")
    page.keyboard.press("Enter")
    expect(page.locator("[data-errors]")).to_be_focused()
    expect(page.locator("#id_login")).to_have_value("ada@acme.test")


def test_signing_out(visit, scene):
    page = visit(scene.cast.ada)
    page.goto("/o/acme/")
    page.locator("nav summary").filter(has_text="Ada").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/o/acme/")
    expect(page).to_have_title("Sign in · Milepost")
