"""Who is this? Asked before a tenant is known, so answered by narrow functions of the database."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tenancy.models import ApiToken, Membership, Organization, Person, User
from tenancy.scope import tenant_tx
from tenancy.selectors import digest, member_of_token, member_of_user, organizations_of
from tenancy.sql import AUDITED, LOOKUPS
from tests.cast import NOW, TOKEN, add_member

pytestmark = pytest.mark.isolation
TODAY = NOW.date()


def user(cast, name: str, slug: str = "acme", now=NOW):
    return member_of_user(user_id=getattr(cast, name).user.pk, slug=slug, now=now)


def token(cast, key: str = TOKEN, slug: str = "acme", now=NOW):
    return member_of_token(token=key, slug=slug, now=now)


class TestMemberOfUser:
    def test_answers_who_she_is_there(self, cast):
        ada = user(cast, "ada")
        assert (ada.organization.id, ada.organization.slug, ada.organization.zone) == (
            cast.acme.pk,
            "acme",
            "Europe/Warsaw",
        )
        assert (ada.person_id, ada.name, ada.roles, ada.client_id, ada.scopes) == (
            cast.ada.person.pk,
            "Ada",
            {"PM"},
            None,
            None,
        )

    def test_a_clients_person_names_the_client(self, cast):
        assert user(cast, "cleo").client_id == cast.skyharp.pk

    def test_nobody_elsewhere(self, cast):
        assert user(cast, "ada", slug="zenith") is None
        assert user(cast, "zoe") is None
        assert user(cast, "ada", slug="") is None
        assert user(cast, "ada", slug="ACME") is None
        assert member_of_user(user_id=cast.root.pk, slug="acme", now=NOW) is None

    def test_all_roles_together(self, cast):
        with tenant_tx(cast.acme.pk):
            Membership.objects.create(person=cast.ada.person, user=cast.ada.user, role="QA")
        assert user(cast, "ada").roles == {"PM", "QA"}

    @pytest.mark.parametrize(
        ("starts", "ends", "is_member"),
        [(None, 0, True), (None, -1, False), (0, None, True), (1, None, False), (-3, 3, True)],
    )
    def test_from_a_day_to_a_day(self, cast, starts, ends, is_member):
        def day(offset):
            return None if offset is None else TODAY + timedelta(days=offset)

        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(user=cast.ada.user).update(starts_on=day(starts), ends_on=day(ends))
        assert (user(cast, "ada") is not None) == is_member

    def test_days_are_the_organizations(self, cast):
        """At half past eleven in the evening UTC the next day has begun in Warsaw."""
        late = NOW.replace(hour=23, minute=30)
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(user=cast.ada.user).update(ends_on=TODAY)
        assert user(cast, "ada", now=late - timedelta(hours=1)) is not None
        assert user(cast, "ada", now=late) is None

    def test_an_ended_role_and_a_person_who_left_are_none(self, cast):
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(user=cast.ada.user).update(ended_at=NOW)
            Person.objects.filter(pk=cast.ben.person.pk).update(left_at=NOW)
        assert (user(cast, "ada"), user(cast, "ben")) == (None, None)

    def test_a_blocked_login_or_organization_has_no_members(self, cast):
        User.objects.filter(pk=cast.ada.user.pk).update(is_active=False)
        assert user(cast, "ada") is None
        Organization.objects.filter(pk=cast.acme.pk).update(is_active=False)
        assert user(cast, "ben") is None

    def test_one_person_in_two_organizations(self, cast):
        with tenant_tx(cast.zenith.pk):
            person = Person.objects.create(name="Ada B.", user=cast.ada.user)
            Membership.objects.create(person=person, user=cast.ada.user, role="AU", ends_on="2100-01-01")
        assert (user(cast, "ada").roles, user(cast, "ada", "zenith").roles) == ({"PM"}, {"AU"})
        assert user(cast, "ada", "zenith").person_id == person.pk


class TestMemberOfToken:
    def change(self, cast, **values):
        with tenant_tx(cast.acme.pk):
            ApiToken.objects.update(**values)

    def test_speaks_for_its_member_within_its_scopes(self, cast):
        ida = token(cast)
        assert (ida.name, ida.roles, ida.scopes) == ("Ida", {"PM"}, {"read", "write"})

    def test_nobody_when_unknown_or_empty(self, cast):
        assert token(cast, "mp_wrong") is None
        assert token(cast, "") is None
        assert token(cast, digest(TOKEN)) is None, "what is stored opens nothing"

    def test_nobody_in_another_organization(self, cast):
        assert token(cast, slug="zenith") is None

    def test_nobody_when_revoked(self, cast):
        self.change(cast, revoked_at=NOW)
        assert token(cast) is None

    def test_nobody_when_it_has_ended(self, cast):
        self.change(cast, expires_at=NOW)
        assert token(cast) is None
        assert token(cast, now=NOW - timedelta(seconds=1)) is not None

    def test_nobody_when_the_membership_has_ended(self, cast):
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(user=cast.ida.user).update(ends_on=TODAY - timedelta(days=1))
        assert token(cast) is None

    def test_nobody_when_the_login_is_blocked(self, cast):
        User.objects.filter(pk=cast.ida.user.pk).update(is_active=False)
        assert token(cast) is None

    def test_two_tokens_of_one_member_are_two(self, cast):
        with tenant_tx(cast.acme.pk):
            ApiToken.objects.create(
                person=cast.ida.person,
                user=cast.ida.user,
                name="second",
                digest=digest("mp_second"),
                scopes="read",
                expires_at=datetime(2100, 1, 1, tzinfo=UTC),
                created_at=NOW,
            )
        assert (token(cast).scopes, token(cast, "mp_second").scopes) == ({"read", "write"}, {"read"})


def test_organizations_of_a_login_are_its_own_only(cast):
    with tenant_tx(cast.zenith.pk):
        other = add_member(cast.zenith, "Yan", "PM")
    mine = organizations_of(user_id=cast.ada.user.pk, now=NOW)
    assert mine == [{"slug": "acme", "name": "Acme", "name_zh": "", "is_client": False}]
    assert organizations_of(user_id=cast.cleo.user.pk, now=NOW)[0]["is_client"] is True
    assert [o["slug"] for o in organizations_of(user_id=other.user.pk, now=NOW)] == ["zenith"]


def test_the_functions_are_no_way_to_list_people(cast):
    """They take one key and answer one person; the tables behind them stay closed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosecdef, provolatile, pg_get_userbyid(proowner) FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1"
        )
        found = {name: rest for name, *rest in cursor.fetchall()}
    assert set(found) == set(AUDITED)
    assert {name: found[name] for name in LOOKUPS} == {
        name: [True, "s", "milepost_search"] for name in LOOKUPS
    }
    assert {owner for _definer, _kind, owner in found.values()} == {"milepost_search", "milepost_audit"}
