"""The front door: mail and password, and on to where one belongs."""

import pytest

from tenancy.signin import DEMO_PASSWORD
from tests.journeys.visitor import PASSWORD, Visitor, at_the_door, signed_in


def set_password(user, password):
    user.set_password(password)
    user.save()


def test_a_project_manager_comes_to_her_day(cast, sky):
    ada = at_the_door(cast.ada).send(login="ada@acme.test", password=PASSWORD)
    assert (ada.url, ada.title) == ("/o/acme/", "Friday 20 November")
    assert "Customer care" in ada.text


def test_the_page_asked_for_is_where_one_arrives(cast):
    set_password(cast.ada.user, PASSWORD)
    asked = Visitor().open("/o/acme/inbox/")
    assert asked.url == "/accounts/login/?next=/o/acme/inbox/"
    assert asked.send(login="ada@acme.test", password=PASSWORD).url == "/o/acme/inbox/"


def test_an_address_elsewhere_is_not_followed(cast):
    set_password(cast.ada.user, PASSWORD)
    asked = Visitor().open("/accounts/login/?next=https://elsewhere.test/")
    assert asked.send(login="ada@acme.test", password=PASSWORD).url == "/o/acme/"


@pytest.mark.parametrize(
    ("login", "password"), [("ada@acme.test", "another password"), ("nobody@acme.test", PASSWORD)]
)
def test_nobody_learns_which_half_was_wrong(cast, login, password):
    refused = at_the_door(cast.ada).send(login=login, password=password)
    assert "One thing to correct" not in refused.text
    assert "Mail address and password do not fit together. Check both, or reset the password." in refused.text
    assert refused.open("/o/acme/").url.startswith("/accounts/login/")


def test_a_client_comes_to_the_portal_and_platform_staff_to_the_admin(cast):
    cleo = at_the_door(cast.cleo).send(login="cleo@acme.test", password=PASSWORD)
    assert cleo.url == "/portal/acme/"
    set_password(cast.root, PASSWORD)
    root = Visitor().open("/accounts/login/").send(login="root@milepost.test", password=PASSWORD)
    assert root.url == "/admin/enter/"


def test_the_demos_password_opens_nothing_outside_the_demo(cast, settings):
    set_password(cast.ada.user, DEMO_PASSWORD)
    settings.DEMO = False
    refused = Visitor().open("/accounts/login/").send(login="ada@acme.test", password=DEMO_PASSWORD)
    assert refused.url == "/accounts/login/"
    settings.DEMO = True
    assert refused.send(login="ada@acme.test", password=DEMO_PASSWORD).url == "/o/acme/"


def test_after_signing_out_the_door_is_closed(cast):
    ada = signed_in(cast.ada)
    ada.open("/accounts/logout/").send(to="/accounts/logout/")
    assert ada.open("/o/acme/").url == "/accounts/login/?next=/o/acme/"


def test_a_person_reads_her_own_language_until_she_chooses_another(cast, sky):
    cast.ada.user.language = "zh-hans"
    cast.ada.user.save()
    ada = signed_in(cast.ada)
    assert (ada.page.get("lang"), ada.title) == ("zh-CN", "11月20日 星期五")
    token = ada.browser.cookies["csrftoken"].value
    ada.browser.post("/i18n/setlang/", {"language": "en", "csrfmiddlewaretoken": token})
    assert ada.open("/o/acme/").title == "Friday 20 November"


def test_after_many_wrong_passwords_the_door_stays_shut_for_a_while(cast):
    guesser = at_the_door(cast.ada)
    for guess in range(10):
        guesser.send(login="ada@acme.test", password=f"guess {guess}")
    guesser.send(login="ada@acme.test", password=PASSWORD, status=429)
    assert guesser.title == "Too many attempts"
    assert guesser.open("/o/acme/").url.startswith("/accounts/login/")
