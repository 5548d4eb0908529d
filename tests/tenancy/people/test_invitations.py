"""Invitations as the administrator has them: sent, sent again, withdrawn; and never a link in the open."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from tenancy import services
from tenancy.models import AuditLine, Event, Invitation, Person
from tenancy.scope import tenant_tx
from tenancy.selectors import digest, invitation_letter, invitation_token, open_invitation
from tenancy.services import invitations as verbs
from tests.cast import NOW
from tests.factories.projects import ProjectFactory
from tests.tenancy.people.conftest import at_once, invited
from toolkit.errors import BadInput, Denied, Stale


def state(cast, row: Invitation, at=NOW) -> str:
    with tenant_tx(cast.acme.pk):
        return Invitation.objects.with_state(at=at).get(pk=row.pk).state


class TestSending:
    def test_names_the_person_and_opens_for_seven_days(self, cast):
        nina = invited(cast, at=NOW)
        assert (nina.row.person.name, nina.row.person.user_id) == ("Nina Nowak", None)
        for days, expected in ((6, "open"), (7, "expired")):
            assert state(cast, nina.row, NOW + timedelta(days=days)) == expected
            found = open_invitation(token=nina.token, now=NOW + timedelta(days=days))
            assert (found is not None) == (expected == "open")

    def test_finds_somebody_who_stands_in_the_list(self, cast):
        person = services.add_person(actor=cast.olga.actor(), name="Nina", email="NINA@new.test")
        assert invited(cast, at=NOW).row.person_id == person.pk

    def test_keeps_only_the_digest_and_tells_the_link_to_nobody(self, cast):
        nina = invited(cast, at=NOW)
        services.resend_invitation(actor=cast.olga.actor(), invitation=nina.row)
        again = invitation_token(invitation_id=nina.row.pk, nonce=2)
        with tenant_tx(cast.acme.pk):
            row = Invitation.objects.values().get()
            stored = [
                row,
                *AuditLine.objects.values("before", "after"),
                *Event.objects.values_list("payload", flat=True),
            ]
        text = DjangoJSONEncoder().encode([str(one) for one in stored])
        assert nina.token not in text
        assert again not in text
        assert row["digest"] == digest(again)
        assert len(again) == 43

    def test_the_letter_has_what_it_needs(self, cast):
        type(cast.acme).objects.filter(pk=cast.acme.pk).update(name_zh="顶点服务")
        nina = invited(cast, at=NOW, language="zh-hans")
        with tenant_tx(cast.acme.pk):
            letter = invitation_letter(invitation_id=nina.row.pk)
        assert letter.link == nina.path
        assert (letter.email, letter.name, letter.organization) == ("nina@new.test", "Nina Nowak", "顶点服务")
        assert (str(letter.role), letter.invited_by, letter.sending) == ("Team lead", "Olga", 1)
        assert letter.expires_on == NOW + timedelta(days=7)

    @pytest.mark.parametrize("who", ["ada", "ben", "cleo"])
    def test_is_for_administrators(self, cast, who):
        """T-069: the refusal leaves nothing behind."""
        nina = invited(cast, at=NOW)
        actor = getattr(cast, who).actor()
        with tenant_tx(cast.acme.pk):
            before = (Person.objects.count(), Invitation.objects.values().get(), AuditLine.objects.count())
        for act in (
            lambda: services.invite(actor=actor, email="x@x.test", name="X", role="AG"),
            lambda: services.invite_person(actor=actor, person=nina.row.person, role="TA"),
            lambda: services.resend_invitation(actor=actor, invitation=nina.row),
            lambda: services.withdraw_invitation(actor=actor, invitation=nina.row),
            lambda: services.accept_invitation(actor=actor, token=nina.token, name="X", password="y"),
        ):
            with pytest.raises(Denied):
                act()
        with tenant_tx(cast.acme.pk):
            after = (Person.objects.count(), Invitation.objects.values().get(), AuditLine.objects.count())
        assert after == before


class TestRefusals:
    @pytest.mark.parametrize(
        ("more", "refusal"),
        [
            ({"role": "CS"}, verbs.OtherSide),
            ({"role": "AU"}, BadInput),
            ({"role": "FI", "projects": "one"}, verbs.ProjectsNotForRole),
            ({"projects": "nowhere"}, verbs.UnknownProject),
            ({"email": "ben@acme.test"}, verbs.HasLogin),
        ],
    )
    def test_are_named(self, cast, more, refusal):
        with tenant_tx(cast.acme.pk):
            project = ProjectFactory(client=cast.skyharp)
        known = {"one": [project.pk], "nowhere": [uuid4()]}
        if "projects" in more:
            more = {**more, "projects": known[more["projects"]]}
        with pytest.raises(refusal):
            invited(cast, at=NOW, **more)
        with tenant_tx(cast.acme.pk):
            assert not Invitation.objects.exists()

    def test_a_clients_person_holds_the_clients_roles(self, cast):
        with pytest.raises(verbs.OtherSide):
            invited(cast, at=NOW, client_id=cast.skyharp.pk, role="PM")
        cora = invited(cast, at=NOW, client_id=cast.skyharp.pk, role="CV")
        assert cora.row.person.client_id == cast.skyharp.pk

    def test_one_person_works_for_one_client(self, cast):
        services.add_person(
            actor=cast.olga.actor(), name="Nina", email="nina@new.test", client_id=cast.tidewell.pk
        )
        with pytest.raises(verbs.OtherClient):
            invited(cast, at=NOW, client_id=cast.skyharp.pk, role="CV")

    def test_a_foreign_client_is_an_unknown_one(self, cast):
        with pytest.raises(BadInput, match="There is no such record"):
            invited(cast, at=NOW, client_id=cast.rival_client.pk, role="CV")

    def test_somebody_is_invited_once(self, cast):
        invited(cast, at=NOW)
        with pytest.raises(BadInput, match="This person is invited already"):
            invited(cast, at=NOW)

    def test_a_person_without_an_address_gets_none(self, cast):
        person = services.add_person(actor=cast.olga.actor(), name="Una")
        with pytest.raises(verbs.NoAddress):
            services.invite_person(actor=cast.olga.actor(), person=person, role="AG")

    def test_nobody_writes_to_the_whole_world(self, cast, monkeypatch):
        monkeypatch.setattr(verbs, "AN_HOUR", 3)
        for number in range(2):
            invited(cast, at=NOW, email=f"n{number}@new.test")
        last = invited(cast, at=NOW, email="n2@new.test")
        with pytest.raises(verbs.TooManyInvitations, match="3 invitations within the hour"):
            invited(cast, at=NOW, email="n3@new.test")
        with pytest.raises(verbs.TooManyInvitations):
            services.resend_invitation(actor=cast.olga.actor(), invitation=last.row)
        assert invited(cast, at=NOW + timedelta(hours=1, seconds=1), email="n3@new.test")

    def test_a_role_may_end_on_the_29th_of_february(self, cast):
        assert invited(cast, at=NOW, role="AU", ends_on=date(2028, 2, 29)).row.ends_on == date(2028, 2, 29)


class TestAgain:
    def test_another_link_and_the_first_is_dead(self, cast):
        nina = invited(cast, at=NOW)
        later = NOW + timedelta(days=9)
        row = services.resend_invitation(actor=cast.olga.actor(later), invitation=nina.row)
        second = invitation_token(invitation_id=row.pk, nonce=row.nonce)
        assert open_invitation(token=nina.token, now=later) is None
        assert open_invitation(token=second, now=later + timedelta(days=6)).email == "nina@new.test"
        with tenant_tx(cast.acme.pk):
            sent = Event.objects.filter(name="tenancy.InvitationSent").order_by("id")
            assert [event.payload["sending"] for event in sent] == [1, 2]

    def test_a_withdrawn_one_opens_nothing_and_stays_withdrawn(self, cast):
        nina = invited(cast, at=NOW)
        services.withdraw_invitation(actor=cast.olga.actor(), invitation=nina.row)
        assert open_invitation(token=nina.token, now=NOW) is None
        with tenant_tx(cast.acme.pk):
            assert invitation_letter(invitation_id=nina.row.pk) is None
        for verb in (services.withdraw_invitation, services.resend_invitation):
            with pytest.raises(verbs.InvitationNotOpen):
                verb(actor=cast.olga.actor(), invitation=nina.row)
        assert invited(cast, at=NOW).row.person_id == nina.row.person_id

    def test_a_version_that_is_gone_is_refused(self, cast):
        nina = invited(cast, at=NOW)
        services.resend_invitation(actor=cast.olga.actor(), invitation=nina.row)
        with pytest.raises(Stale):
            services.withdraw_invitation(actor=cast.olga.actor(), invitation=nina.row, version=1)

    @pytest.mark.django_db(transaction=True)
    def test_two_who_invite_at_once_send_one(self, cast):
        assert at_once(*[lambda: invited(cast, at=NOW)] * 2) in (["BadInput", "done"],)
        with tenant_tx(cast.acme.pk):
            assert Person.objects.filter(email="nina@new.test").count() == 1


class TestTheLookup:
    def test_answers_one_row_for_one_digest_and_nothing_else(self, cast):
        nina = invited(cast, at=NOW)
        assert open_invitation(token=nina.token, now=NOW).organization.slug == "acme"
        for token in ("", "nobody", nina.token[:-1], nina.token + "=", nina.row.digest, "x" * 100_000):
            assert open_invitation(token=token, now=NOW) is None

    def test_knows_nothing_of_an_organization_that_is_switched_off(self, cast):
        nina = invited(cast, at=NOW)
        type(cast.acme).objects.filter(pk=cast.acme.pk).update(is_active=False)
        assert open_invitation(token=nina.token, now=NOW) is None

    def test_the_app_sees_no_invitation_without_an_organization(self, cast):
        invited(cast, at=NOW)
        with tenant_tx(cast.zenith.pk):
            assert not Invitation.objects.exists()
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM tenancy_invitation")
                assert cursor.fetchone() == (0,)
