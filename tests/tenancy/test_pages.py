"""One's own API tokens, as pages."""

import re

import pytest

from tenancy.models import ApiToken
from tenancy.scope import tenant_tx
from tenancy.selectors import member_of_token
from tests.cast import NOW

QUERIES = 12


def keys(cast, name: str) -> list[ApiToken]:
    with tenant_tx(cast.acme.pk):
        return list(ApiToken.objects.filter(name=name))


def make(browser, **values):
    return browser.post("/o/acme/tokens/add/", {"name": "Power BI", "scopes": "read", "days": "30", **values})


def test_a_token_is_made_and_shown_once(cast, client):
    browser = cast.ada.browser()
    page = make(browser)
    [token] = keys(cast, "Power BI")
    [key] = set(re.findall(r"mp_[\w-]{40,}", page.content.decode()))
    assert page.status_code == 200
    assert member_of_token(token=key, slug="acme", now=NOW).person_id == cast.ada.person.pk
    assert key not in browser.get("/o/acme/tokens/").content.decode()
    assert token.digest not in browser.get("/o/acme/tokens/").content.decode()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"days": "0"}, {"days": "900"}, {"scopes": "everything"}])
def test_a_wrong_form_comes_back_with_its_errors(cast, wrong):
    page = make(cast.ada.browser(), **wrong)
    assert page.status_code == 422
    assert keys(cast, "Power BI") == []


def test_each_sees_and_revokes_only_her_own(cast):
    make(cast.ada.browser())
    [token] = keys(cast, "Power BI")
    olga = cast.olga.browser()
    assert b"Power BI" not in olga.get("/o/acme/tokens/").content
    for method in (olga.get, olga.post):
        assert method(f"/o/acme/tokens/{token.pk}/revoke/").status_code == 404
    assert cast.ada.browser().post(f"/o/acme/tokens/{token.pk}/revoke/").status_code == 302
    assert keys(cast, "Power BI")[0].revoked_at is not None


def test_the_list_asks_the_same_number_of_questions_at_one_row_and_at_three(cast, django_assert_num_queries):
    browser = cast.ada.browser()
    make(browser)
    with django_assert_num_queries(QUERIES):
        browser.get("/o/acme/tokens/")
    make(browser)
    make(browser)
    with django_assert_num_queries(QUERIES):
        browser.get("/o/acme/tokens/")
