"""Who the organization names: details, leaving, coming back."""

import pytest

from tenancy import services
from tenancy.models import AuditLine, Event, Invitation, Person
from tenancy.scope import tenant_tx
from tenancy.selectors import directory, member_of_token, member_of_user, person_history
from tenancy.services.people import PersonIsHere, PersonLeftAlready
from tenancy.services.roles import OwnRole
from tests.cast import NOW, TOKEN
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.tenancy.people.conftest import invited, second_administrator
from toolkit.errors import BadInput, Denied, Stale
from toolkit.zones import ZoneUnknown

REASON = "Moved to another company"


def standing(cast, person) -> str:
    with tenant_tx(cast.acme.pk):
        return directory(actor=cast.olga.actor()).get(pk=person.pk).standing


class TestDetails:
    def test_names_stay_in_their_own_script(self, cast):
        person = services.add_person(actor=cast.olga.actor(), name="欧阳雪晴", language="zh-hans")
        services.update_person(actor=cast.olga.actor(), person=person, name="Tomasz Zieliński")
        with tenant_tx(cast.acme.pk):
            assert Person.objects.get(pk=person.pk).name == "Tomasz Zieliński"

    def test_an_address_is_kept_small_and_held_once(self, cast):
        first = services.add_person(actor=cast.olga.actor(), name="Una", email=" Una@Acme.Test ")
        assert first.email == "una@acme.test"
        with pytest.raises(BadInput, match="Somebody else here has this mail address"):
            services.add_person(actor=cast.olga.actor(), name="Una B.", email="UNA@acme.test")
        services.leave(actor=cast.olga.actor(), person=first, reason=REASON)
        second = services.add_person(actor=cast.olga.actor(), name="Una B.", email="una@acme.test")
        with pytest.raises(BadInput, match="Somebody else here has this mail address"):
            services.readmit(actor=cast.olga.actor(), person=first)
        assert second.pk != first.pk

    def test_the_other_organization_may_have_the_same_address(self, cast):
        with tenant_tx(cast.zenith.pk):
            Person.objects.create(name="Una", email="una@acme.test")
        assert services.add_person(actor=cast.olga.actor(), name="Una", email="una@acme.test")

    def test_a_zone_is_known(self, cast):
        with pytest.raises(ZoneUnknown):
            services.add_person(actor=cast.olga.actor(), name="Una", zone="Mars/Olympus")

    def test_a_change_over_a_version_that_is_gone_is_refused(self, cast):
        with tenant_tx(cast.acme.pk):
            seen = Person.objects.get(pk=cast.ben.person.pk)
        services.update_person(actor=cast.olga.actor(), person=cast.ben.person, name="Benedikt")
        with pytest.raises(Stale) as refusal:
            services.update_person(actor=cast.olga.actor(), person=seen, name="Bernard")
        assert refusal.value.theirs == {"name": "Benedikt"}

    def test_nothing_changed_writes_nothing(self, cast):
        services.update_person(actor=cast.olga.actor(), person=cast.ben.person, name="Ben")
        with tenant_tx(cast.acme.pk):
            assert not AuditLine.objects.filter(action="tenancy.update_person").exists()

    @pytest.mark.parametrize("who", ["ada", "ben"])
    def test_others_change_nobody(self, cast, who):
        actor = getattr(cast, who).actor()
        for act in (
            lambda: services.add_person(actor=actor, name="No"),
            lambda: services.update_person(actor=actor, person=cast.ben.person, name="No"),
            lambda: services.leave(actor=actor, person=cast.ben.person, reason=REASON),
            lambda: services.readmit(actor=actor, person=cast.ben.person),
        ):
            with pytest.raises(Denied):
                act()


class TestLeaving:
    def test_ends_everything_at_once_and_keeps_the_records(self, cast):
        with tenant_tx(cast.acme.pk):
            project = ProjectFactory(client=cast.skyharp)
            MemberFactory(project=project, person=cast.ida.person)
        services.leave(actor=cast.olga.actor(), person=cast.ida.person, reason=REASON)
        assert member_of_user(user_id=cast.ida.user.pk, slug="acme", now=NOW) is None
        assert member_of_token(token=TOKEN, slug="acme", now=NOW) is None
        with tenant_tx(cast.acme.pk):
            assert project.members.get().person.name == "Ida"
            lines = person_history(actor=cast.olga.actor(), person=cast.ida.person)
            assert set(lines.values_list("action", flat=True)) >= {"tenancy.leave", "tenancy.end_member"}
            assert Event.objects.filter(name="tenancy.PersonLeft").count() == 1
        assert standing(cast, cast.ida.person) == "left"

    def test_kills_an_invitation_that_waits(self, cast):
        nina = invited(cast)
        services.leave(actor=cast.olga.actor(), person=nina.row.person, reason=REASON)
        with tenant_tx(cast.acme.pk):
            assert Invitation.objects.get().withdrawn_at == NOW

    def test_is_not_for_oneself(self, cast):
        second_administrator(cast)
        with pytest.raises(OwnRole):
            services.leave(actor=cast.olga.actor(), person=cast.olga.person, reason=REASON)

    def test_happens_once(self, cast):
        services.leave(actor=cast.olga.actor(), person=cast.ben.person, reason=REASON)
        with pytest.raises(PersonLeftAlready):
            services.leave(actor=cast.olga.actor(), person=cast.ben.person, reason=REASON)

    def test_is_taken_back_without_the_roles(self, cast):
        with pytest.raises(PersonIsHere):
            services.readmit(actor=cast.olga.actor(), person=cast.ben.person)
        services.leave(actor=cast.olga.actor(), person=cast.ben.person, reason=REASON)
        services.readmit(actor=cast.olga.actor(), person=cast.ben.person)
        assert standing(cast, cast.ben.person) == "ended"
        services.add_member(actor=cast.olga.actor(), person=cast.ben.person, role="AG")
        assert standing(cast, cast.ben.person) == "member"


def test_everybody_stands_somewhere(cast):
    nina = invited(cast, at=NOW)
    named = services.add_person(actor=cast.olga.actor(), name="Una")
    assert standing(cast, cast.ben.person) == "member"
    assert standing(cast, nina.row.person) == "invited"
    assert standing(cast, named) == "named"
