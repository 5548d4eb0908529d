"""Verbs of people and tokens."""

from datetime import timedelta

import pytest

from tenancy import services
from tenancy.models import ApiToken, AuditLine, Event, Membership, Person, User
from tenancy.scope import tenant_tx
from tenancy.selectors import digest, member_of_token, tokens
from tenancy.services import TokenEndsTooLate
from tests.cast import NOW
from toolkit.errors import BadInput, Denied, Missing


def lines(cast, action: str) -> list[AuditLine]:
    with tenant_tx(cast.acme.pk):
        return list(AuditLine.objects.filter(action=action))


def test_a_client_is_added_by_an_administrator_only(cast):
    client = services.add_client(actor=cast.olga.actor(), code="NEW", name="New")
    assert [line.subject_id for line in lines(cast, "tenancy.add_client")] == [client.pk]
    with pytest.raises(Denied):
        services.add_client(actor=cast.ada.actor(), code="NO", name="No")


def test_a_person_is_our_own_or_the_clients(cast):
    own = services.add_person(actor=cast.olga.actor(), name="Una")
    theirs = services.add_person(actor=cast.olga.actor(), name="Vic", client_id=cast.skyharp.pk)
    assert (own.side, theirs.side) == (Person.Side.OWN, Person.Side.CLIENT)


def test_a_member_needs_a_login(cast):
    person = services.add_person(actor=cast.olga.actor(), name="Una")
    with pytest.raises(BadInput, match="Una has no login"):
        services.add_member(actor=cast.olga.actor(), person=person, role="PM")


def test_a_role_is_held_once(cast):
    user = User.objects.create_user("una@acme.test")
    person = services.add_person(actor=cast.olga.actor(), name="Una", user=user)
    services.add_member(actor=cast.olga.actor(), person=person, role="TL")
    with pytest.raises(BadInput, match="has this role already"):
        services.add_member(actor=cast.olga.actor(), person=person, role="TL")
    with tenant_tx(cast.acme.pk):
        assert Membership.objects.filter(user=user).count() == 1
        assert [event.payload for event in Event.objects.filter(name="tenancy.MemberJoined")] == [
            {"person_id": str(person.pk), "role": "TL", "by": "Olga", "ends_on": None}
        ]


def test_a_client_role_names_the_client_of_the_person(cast):
    user = User.objects.create_user("vic@skyharp.test")
    person = services.add_person(actor=cast.olga.actor(), name="Vic", client_id=cast.skyharp.pk, user=user)
    assert services.add_member(actor=cast.olga.actor(), person=person, role="CV").client_id == cast.skyharp.pk
    with pytest.raises(BadInput, match="Client roles name their client"):
        services.add_member(actor=cast.olga.actor(), person=cast.ben.person, role="CS")


class TestTokens:
    def test_the_key_is_given_once_and_only_its_digest_is_kept(self, cast):
        token, key = services.issue_token(actor=cast.ada.actor(), name="Power BI")
        assert key.startswith("mp_")
        assert len(key) > 40
        with tenant_tx(cast.acme.pk):
            row = ApiToken.objects.values().get(pk=token.pk)
        assert row["digest"] == digest(key)
        assert key not in str(row)
        assert not any(key in str(line.after) for line in lines(cast, "tenancy.issue_token"))

    def test_it_reads_only_unless_asked_and_ends(self, cast):
        _token, key = services.issue_token(actor=cast.ada.actor(), name="x", days=10)
        member = member_of_token(token=key, slug="acme", now=NOW)
        assert member.scopes == {"read"}
        assert member_of_token(token=key, slug="acme", now=NOW + timedelta(days=10)) is None

    @pytest.mark.parametrize("days", [0, -1, 367])
    def test_it_cannot_live_for_ever(self, cast, days):
        with pytest.raises(TokenEndsTooLate, match="between 1 and 366 days"):
            services.issue_token(actor=cast.ada.actor(), name="x", days=days)

    def test_an_auditor_gets_none(self, cast):
        from tests.cast import add_member

        with tenant_tx(cast.acme.pk):
            aud = add_member(cast.acme, "Aud", "AU")
        with pytest.raises(Denied):
            services.issue_token(actor=aud.actor(), name="x")

    def test_revoking_ends_ones_own_at_once(self, cast):
        token, key = services.issue_token(actor=cast.ada.actor(), name="x")
        with pytest.raises(Missing):
            services.revoke_token(actor=cast.ben.actor(), token=token)
        services.revoke_token(actor=cast.ada.actor(), token=token)
        assert member_of_token(token=key, slug="acme", now=NOW) is None
        with pytest.raises(Missing):
            services.revoke_token(actor=cast.ada.actor(), token=token)
        with tenant_tx(cast.acme.pk):
            assert tokens(actor=cast.ada.actor()).count() == 0


def test_entering_an_organization_is_for_platform_staff(cast):
    with pytest.raises(Denied):
        services.enter_organization(actor=cast.olga.actor(), organization=cast.acme, reason="curious")
