"""Tokens of other systems: kept as a fingerprint, bound to what they may, dead with their member."""

import pytest
from django.test import Client

from tenancy.models import ApiToken, Membership
from tenancy.scope import tenant_tx
from tenancy.selectors import digest
from tenancy.services import issue_token
from tests.tenancy.signin.test_passwords import ask, choose, link


@pytest.mark.threat("T-055")
def test_t055_the_database_holds_the_fingerprint_only(cast):
    row, key = issue_token(actor=cast.ada.actor(), name="Jira")
    with tenant_tx(cast.acme.pk):
        kept = ApiToken.objects.filter(pk=row.pk).values().get()
    assert not [name for name, value in kept.items() if key in str(value)]
    assert kept["digest"] == digest(key)
    assert len(digest(key)) == 64
    assert kept["prefix"] == key[:8]
    assert key not in cast.ada.browser().get("/o/acme/tokens/").content.decode()


@pytest.mark.threat("T-056")
def test_t056_a_reading_token_makes_no_token_and_raises_no_scope(cast):
    _row, key = issue_token(actor=cast.ada.actor(), name="Reader", scopes="read")
    machine = Client(headers={"authorization": f"Bearer {key}"})
    before = count(cast)
    for scopes in ("read", "read write"):
        answer = machine.post(
            "/api/v1/o/acme/tokens/", {"name": "More", "scopes": scopes, "days": 9}, "application/json"
        )
        assert answer.status_code in (403, 405)
    assert count(cast) == before


def count(cast) -> int:
    with tenant_tx(cast.acme.pk):
        return ApiToken.objects.count()


@pytest.mark.threat("T-057")
class TestDeadWithTheirMember:
    def answer(self, cast) -> int:
        return Client().get("/api/v1/o/acme/projects/", **cast.api()).status_code

    def test_t057_removed(self, cast):
        assert self.answer(cast) == 200
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(user=cast.ida.user).delete()
        assert self.answer(cast) == 401

    def test_t057_whose_password_was_reset_by_mail(self, cast, posted):
        ask(cast.ida.user.email)
        assert self.answer(cast) == 200
        choose(link(posted()[0]), "quite another walk")
        assert self.answer(cast) == 401

    def test_t057_switched_off(self, cast):
        cast.ida.user.is_active = False
        cast.ida.user.save()
        assert self.answer(cast) == 401
