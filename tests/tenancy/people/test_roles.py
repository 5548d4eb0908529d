"""Roles from a day to a day: who gives them, who ends them, and that somebody always can."""

from datetime import date, timedelta

import pytest

from tenancy import services
from tenancy.models import ApiToken, AuditLine, Membership, Person, Role, User
from tenancy.rules import REGISTRY
from tenancy.scope import tenant_tx
from tenancy.selectors import member_of_token, member_of_user
from tenancy.services.roles import HasLeft, LastAdministrator, NoLogin, OwnRole, RoleEnded
from tests.cast import NOW, TOKEN, add_member
from tests.tenancy.people.conftest import at_once, role_of, second_administrator
from toolkit.errors import BadInput, Denied, Stale

TODAY = NOW.date()
REASON = "moved on"


def held(cast, member) -> set[str]:
    found = member_of_user(user_id=member.user.pk, slug="acme", now=NOW)
    return set(found.roles) if found else set()


def newcomer(cast, name: str = "Una", **more) -> Person:
    user = User.objects.create_user(f"{name.lower()}@acme.test")
    return services.add_person(actor=cast.olga.actor(), name=name, user=user, **more)


@pytest.mark.threat("T-068")
class TestGiving:
    @pytest.mark.parametrize("role", sorted(set(Role.values) - {"TA"}))
    def test_nobody_below_an_administrator_gives_any(self, cast, role):
        """T-068: no role raises anybody, itself included."""
        with tenant_tx(cast.acme.pk):
            client = cast.skyharp if role in ("CS", "CV") else None
            actor = add_member(cast.acme, "Some", role, client=client).actor()
            before = Membership.objects.count()
        for person in (cast.ben.person, newcomer(cast)):
            for given in ("TA", "DH", role):
                with pytest.raises(Denied):
                    services.add_member(actor=actor, person=person, role=given)
        with pytest.raises(Denied):
            services.change_member(
                actor=actor, membership=role_of(cast, cast.ben), starts_on=None, ends_on=TODAY
            )
        with pytest.raises(Denied):
            services.end_membership(actor=actor, membership=role_of(cast, cast.olga), reason=REASON)
        with tenant_tx(cast.acme.pk):
            assert Membership.objects.count() == before

    def test_an_administrator_gives_none_to_herself(self, cast):
        with pytest.raises(OwnRole):
            services.add_member(actor=cast.olga.actor(), person=cast.olga.person, role="PM")

    def test_a_token_gives_none(self, cast):
        """A stolen key must not make its thief a member."""
        for action in ("add_member", "change_member", "invite_person"):
            assert REGISTRY[f"tenancy.{action}"].people_only

    def test_it_begins_today_and_runs_until_its_last_day(self, cast):
        person = newcomer(cast)
        membership = services.add_member(
            actor=cast.olga.actor(), person=person, role="TL", ends_on=TODAY + timedelta(days=2)
        )
        assert membership.starts_on == TODAY
        for days, knows in ((0, True), (2, True), (3, False)):
            found = member_of_user(user_id=person.user_id, slug="acme", now=NOW + timedelta(days=days))
            assert (found is not None) == knows, days

    def test_it_may_end_on_the_29th_of_february(self, cast):
        leap = date(2028, 2, 29)
        membership = services.add_member(
            actor=cast.olga.actor(), person=newcomer(cast), role="AU", starts_on=leap, ends_on=leap
        )
        assert (membership.starts_on, membership.ends_on) == (leap, leap)

    def test_an_auditors_has_a_last_day(self, cast):
        with pytest.raises(BadInput, match="An auditor’s role ends on a day"):
            services.add_member(actor=cast.olga.actor(), person=newcomer(cast), role="AU")

    def test_days_are_in_order(self, cast):
        with pytest.raises(BadInput, match="The last day is before the first"):
            services.add_member(
                actor=cast.olga.actor(),
                person=newcomer(cast),
                role="AG",
                starts_on=TODAY,
                ends_on=TODAY - timedelta(days=1),
            )

    def test_a_client_role_is_bound_to_the_persons_client(self, cast):
        person = newcomer(cast, client_id=cast.skyharp.pk)
        assert (
            services.add_member(actor=cast.olga.actor(), person=person, role="CS").client_id
            == cast.skyharp.pk
        )
        with pytest.raises(BadInput, match="Client roles name their client"):
            services.add_member(actor=cast.olga.actor(), person=person, role="PM")

    def test_it_needs_a_login(self, cast):
        person = services.add_person(actor=cast.olga.actor(), name="Una")
        with pytest.raises(NoLogin, match="Una has no login"):
            services.add_member(actor=cast.olga.actor(), person=person, role="PM")

    def test_who_has_left_gets_none(self, cast):
        person = newcomer(cast)
        services.leave(actor=cast.olga.actor(), person=person, reason=REASON)
        with pytest.raises(HasLeft):
            services.add_member(actor=cast.olga.actor(), person=person, role="AG")


class TestEnding:
    def test_takes_effect_at_once_and_kills_the_tokens(self, cast):
        assert member_of_token(token=TOKEN, slug="acme", now=NOW) is not None
        services.end_membership(actor=cast.olga.actor(), membership=role_of(cast, cast.ida), reason=REASON)
        assert held(cast, cast.ida) == set()
        assert member_of_token(token=TOKEN, slug="acme", now=NOW) is None
        with tenant_tx(cast.acme.pk):
            assert ApiToken.objects.get(person=cast.ida.person).revoked_at == NOW
            line = AuditLine.objects.get(action="tenancy.end_member")
        assert (line.after["role"], line.after["reason"]) == ("PM", REASON)

    @pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Kiritimati"])
    def test_takes_effect_at_once_in_every_zone(self, cast, zone):
        type(cast.acme).objects.filter(pk=cast.acme.pk).update(zone=zone)
        services.end_membership(actor=cast.olga.actor(), membership=role_of(cast, cast.ben), reason=REASON)
        assert held(cast, cast.ben) == set()
        person = newcomer(cast)
        services.add_member(actor=cast.olga.actor(), person=person, role="AG")
        assert member_of_user(user_id=person.user_id, slug="acme", now=NOW) is not None

    def test_the_tokens_live_as_long_as_another_role_does(self, cast):
        services.add_member(actor=cast.olga.actor(), person=cast.ida.person, role="TL")
        with tenant_tx(cast.acme.pk):
            first = Membership.objects.get(person=cast.ida.person, role="PM")
        services.end_membership(actor=cast.olga.actor(), membership=first, reason=REASON)
        assert member_of_token(token=TOKEN, slug="acme", now=NOW).roles == {"TL"}

    @pytest.mark.parametrize(
        ("until", "last"), [(None, 19), (date(2026, 11, 30), 19), (date(2026, 11, 3), 3)]
    )
    def test_leaves_a_last_day_that_is_over(self, cast, until, last):
        """Who asks by days alone finds the role over, too; a role that was over keeps its day."""
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(person=cast.ben.person).update(ends_on=until)
        ended = services.end_membership(
            actor=cast.olga.actor(), membership=role_of(cast, cast.ben), reason=REASON
        )
        assert (ended.ended_at, ended.ends_on) == (NOW, date(2026, 11, last))

    def test_happens_once_and_the_role_may_be_given_anew(self, cast):
        ended = services.end_membership(
            actor=cast.olga.actor(), membership=role_of(cast, cast.ben), reason=REASON
        )
        with pytest.raises(RoleEnded):
            services.end_membership(actor=cast.olga.actor(), membership=ended, reason=REASON)
        with pytest.raises(RoleEnded):
            services.change_member(actor=cast.olga.actor(), membership=ended, starts_on=None, ends_on=None)
        services.add_member(actor=cast.olga.actor(), person=cast.ben.person, role="AG")
        assert held(cast, cast.ben) == {"AG"}

    def test_is_refused_over_a_version_that_is_gone(self, cast):
        seen = role_of(cast, cast.ben)
        services.change_member(
            actor=cast.olga.actor(), membership=role_of(cast, cast.ben), starts_on=None, ends_on=TODAY
        )
        with pytest.raises(Stale):
            services.end_membership(actor=cast.olga.actor(), membership=seen, reason=REASON)


@pytest.mark.threat("T-068")
class TestTheLastAdministrator:
    def test_cannot_be_ended_by_anybody(self, cast):
        mine = role_of(cast, cast.olga)
        with pytest.raises(OwnRole):
            services.end_membership(actor=cast.olga.actor(), membership=mine, reason=REASON)
        for act in (
            lambda: services.end_membership(actor=cast.system(), membership=mine, reason=REASON),
            lambda: services.change_member(
                actor=cast.system(), membership=mine, starts_on=None, ends_on=TODAY
            ),
            lambda: services.change_member(
                actor=cast.system(), membership=mine, starts_on=TODAY + timedelta(days=1), ends_on=None
            ),
            lambda: services.leave(actor=cast.system(), person=cast.olga.person, reason=REASON),
        ):
            with pytest.raises(LastAdministrator):
                act()
        assert held(cast, cast.olga) == {"TA"}

    def test_is_not_replaced_by_one_who_ends_or_cannot_sign_in(self, cast):
        otto = second_administrator(cast)
        for values in ({"ends_on": TODAY + timedelta(days=30)}, {"starts_on": TODAY + timedelta(days=1)}):
            with tenant_tx(cast.acme.pk):
                Membership.objects.filter(person=otto.person).update(
                    **{"starts_on": None, "ends_on": None, **values}
                )
            with pytest.raises(LastAdministrator):
                services.end_membership(
                    actor=cast.system(), membership=role_of(cast, cast.olga), reason=REASON
                )
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(person=otto.person).update(starts_on=None, ends_on=None)
        User.objects.filter(pk=otto.user.pk).update(is_active=False)
        with pytest.raises(LastAdministrator):
            services.end_membership(actor=cast.system(), membership=role_of(cast, cast.olga), reason=REASON)

    def test_may_go_when_another_stays(self, cast):
        otto = second_administrator(cast)
        services.end_membership(actor=otto.actor(), membership=role_of(cast, cast.olga), reason=REASON)
        assert held(cast, cast.olga) == set()

    def test_may_get_a_later_last_day(self, cast):
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(person=cast.olga.person).update(ends_on=TODAY + timedelta(days=5))
        for days, refused in ((9, False), (3, True)):
            mine, last = role_of(cast, cast.olga), TODAY + timedelta(days=days)
            if refused:
                with pytest.raises(LastAdministrator):
                    services.change_member(actor=cast.system(), membership=mine, starts_on=None, ends_on=last)
            else:
                services.change_member(actor=cast.system(), membership=mine, starts_on=None, ends_on=last)

    @pytest.mark.django_db(transaction=True)
    def test_two_who_end_each_other_leave_one(self, cast):
        otto = second_administrator(cast)
        works = [
            lambda a=actor, m=role_of(cast, other): services.end_membership(
                actor=a, membership=m, reason=REASON
            )
            for actor, other in ((cast.olga.actor(), otto), (otto.actor(), cast.olga))
        ]
        assert at_once(*works) == ["LastAdministrator", "done"]
        assert len([1 for one in (cast.olga, otto) if held(cast, one)]) == 1
