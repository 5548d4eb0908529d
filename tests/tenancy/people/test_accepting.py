"""Behind the link: one page for who may come in, one for everybody else."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.test import Client

from projects.handlers import join_projects
from projects.models import ProjectMember
from tenancy import services
from tenancy.actors import System
from tenancy.events import InvitationAccepted
from tenancy.models import AuditLine, Event, Invitation, Membership, Person, User
from tenancy.scope import bound_to, tenant_tx
from tenancy.services.invitations import InvitationGone, LoginExists, OtherLogin
from tests.cast import NOW, ref
from tests.factories.projects import ProjectFactory
from tests.house.masking import masked
from tests.tenancy.people.conftest import PASSWORD, at_once, invited, now
from toolkit.logs import OneLine

GIVEN = {"name": "Nina Nowak-Zielińska", "password": PASSWORD}


def house(cast, at=None):
    return System("Nina", ref(cast.acme), now=at or now())


class TestANewPerson:
    def test_names_herself_chooses_a_password_and_is_in(self, cast, nina, client):
        page = client.get(nina.path)
        assert page.status_code == 200
        assert "Join Acme" in page.content.decode()
        answer = client.post(nina.path, GIVEN)
        assert (answer.status_code, answer["Location"]) == (302, "/o/acme/")
        assert client.get("/o/acme/").status_code == 200
        user = User.objects.get(email="nina@new.test")
        assert (user.name, user.language) == (GIVEN["name"], "en")
        assert identify_hasher(user.password).algorithm == "argon2"
        assert user.check_password(PASSWORD)
        assert EmailAddress.objects.get(user=user).verified
        with tenant_tx(cast.acme.pk):
            person = Person.objects.get(user=user)
            assert (person.pk, person.name) == (nina.row.person_id, GIVEN["name"])
            assert Membership.objects.get(user=user).role == "TL"
            line = AuditLine.objects.get(action="tenancy.accept_invitation")
            assert (line.actor_name, line.via, line.after["name"]) == ("Nina Nowak", "page", GIVEN["name"])
            names = set(Event.objects.values_list("name", flat=True))
        assert names >= {"tenancy.InvitationAccepted", "tenancy.MemberJoined"}

    @pytest.mark.parametrize("password", ["short", "password123", "nina@new.test", "x" * 129])
    def test_meets_the_rules_of_passwords(self, cast, nina, client, password):
        answer = client.post(nina.path, {**GIVEN, "password": password})
        assert answer.status_code == 422
        assert f'value="{password}"' not in answer.content.decode()
        assert not User.objects.filter(email="nina@new.test").exists()

    def test_reads_her_own_language(self, cast, client):
        nina = invited(cast, language="zh-hans")
        assert '<html lang="zh-CN"' in client.get(nina.path).content.decode()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        assert '<html lang="en"' in client.get(nina.path).content.decode()

    def test_of_a_client_comes_in_by_the_portal(self, cast, client):
        cora = invited(cast, client_id=cast.skyharp.pk, role="CV", email="cora@skyharp.test")
        answer = client.post(cora.path, GIVEN)
        assert answer["Location"] == "/portal/acme/"
        assert client.get("/portal/acme/").status_code == 200
        assert client.get("/o/acme/").status_code == 404

    def test_who_audits_has_the_last_day_of_the_invitation(self, cast, client):
        last = now().date() + timedelta(days=30)
        client.post(invited(cast, role="AU", ends_on=last).path, GIVEN)
        with tenant_tx(cast.acme.pk):
            assert Membership.objects.get(user__email="nina@new.test").ends_on == last

    def test_joins_the_projects_she_was_invited_to(self, cast, client):
        with tenant_tx(cast.acme.pk):
            running, closed = (ProjectFactory(client=cast.skyharp) for _n in range(2))
        nina = invited(cast, projects=[running.pk, closed.pk])
        client.post(nina.path, GIVEN)
        with tenant_tx(cast.acme.pk):
            closed.state = "closed"
            closed.save(update_fields=["state"])
        fact = InvitationAccepted(cast.acme.pk, nina.row.pk, nina.row.person_id, "TL")
        for _time in range(2):
            with bound_to(cast.acme.pk):
                join_projects(fact)
        with tenant_tx(cast.acme.pk):
            [place] = ProjectMember.objects.filter(person_id=nina.row.person_id)
            assert (place.project_id, place.role) == (running.pk, "TL")


class TestAKnownLogin:
    def test_signs_in_first_and_says_yes(self, cast, client):
        zoe = invited(cast, email="zoe@zenith.test", name="Zoe")
        page = client.get(zoe.path).content.decode()
        assert f"/accounts/login/?next={zoe.path}" in page
        assert 'name="password"' not in page
        assert client.post(zoe.path, GIVEN).status_code == 422
        browser = cast.zoe.browser()
        assert 'name="password"' not in browser.get(zoe.path).content.decode()
        answer = browser.post(zoe.path)
        assert answer["Location"] == "/o/acme/"
        assert browser.get("/o/acme/").status_code == 200
        assert browser.get("/o/zenith/").status_code == 200
        assert User.objects.filter(email="zoe@zenith.test").count() == 1

    def test_of_another_address_is_refused(self, cast, nina):
        browser = cast.zoe.browser()
        assert "zoe@zenith.test" in browser.get(nina.path).content.decode()
        assert browser.post(nina.path).status_code == 422
        with pytest.raises(OtherLogin):
            services.accept_invitation(actor=house(cast), token=nina.token, user=cast.zoe.user)
        with tenant_tx(cast.acme.pk):
            assert Invitation.objects.get().accepted_at is None

    def test_is_never_opened_by_a_new_password(self, cast):
        zoe = invited(cast, email="zoe@zenith.test", name="Zoe")
        with pytest.raises(LoginExists):
            services.accept_invitation(actor=house(cast), token=zoe.token, name="Z", password=PASSWORD)
        assert not User.objects.get(email="zoe@zenith.test").has_usable_password()

    def test_that_is_somebody_here_already_stays_that_one(self, cast):
        with tenant_tx(cast.acme.pk):
            Person.objects.filter(pk=cast.ben.person.pk).update(email="ben@elsewhere.test")
        again = invited(cast, email="ben@acme.test", name="Ben", role="QA")
        services.accept_invitation(actor=house(cast), token=again.token, user=cast.ben.user)
        with tenant_tx(cast.acme.pk):
            held = Membership.objects.filter(user=cast.ben.user, person=cast.ben.person)
            assert set(held.values_list("role", flat=True)) == {"AG", "QA"}


class TestOtherLinks:
    def dead(self, cast) -> dict[str, str]:
        """A link of each kind that opens nothing."""
        used, gone, late, again = (invited(cast, email=f"{n}@new.test") for n in "abcd")
        services.accept_invitation(actor=house(cast), token=used.token, **GIVEN)
        services.withdraw_invitation(actor=cast.olga.actor(now()), invitation=gone.row)
        with tenant_tx(cast.acme.pk):
            old = {"sent_at": NOW - timedelta(days=900), "expires_at": NOW - timedelta(days=893)}
            Invitation.objects.filter(pk=late.row.pk).update(**old)
        services.resend_invitation(actor=cast.olga.actor(now()), invitation=again.row)
        return {
            "used": used.path,
            "withdrawn": gone.path,
            "expired": late.path,
            "sent again": again.path,
            "unknown": "/invitations/nobody/",
            "an id": f"/invitations/{again.row.pk}/",
            "a digest": f"/invitations/{again.row.digest}/",
            "huge": f"/invitations/{'x' * 5000}/",
        }

    def test_are_answered_alike(self, cast, client):
        """T-047: neither address nor organization nor reason can be read from the answer."""
        answers = {}
        for name, path in self.dead(cast).items():
            for method, data in (("get", None), ("post", GIVEN)):
                answer = getattr(client, method)(path, data)
                assert answer.status_code == 404, name
                assert "Acme" not in answer.content.decode()
                answers[name, method] = masked(answer, path)
        assert len({str(answer) for answer in answers.values()}) == 1

    def test_cannot_be_reached_through_another_organization(self, cast, nina):
        """T-024."""
        rival = cast.zoe.browser()
        with tenant_tx(cast.zenith.pk):
            Membership.objects.filter(user=cast.zoe.user).update(role="TA")
        for path in (
            f"/api/v1/o/zenith/invitations/{nina.row.pk}/",
            f"/o/zenith/settings/invitations/{nina.row.pk}/resend/",
        ):
            other = path.replace(str(nina.row.pk), str(uuid4()))
            one, two = rival.get(path), rival.get(other)
            assert (one.status_code, two.status_code) == (404, 404)
            assert masked(one, path) == masked(two, other)
        with pytest.raises(InvitationGone):
            services.accept_invitation(
                actor=System("Zoe", ref(cast.zenith), now=now()), token=nina.token, **GIVEN
            )

    @pytest.mark.parametrize("values", ["accepted_at", "withdrawn_at", "expires_at"])
    def test_are_refused_by_the_verb_too(self, cast, nina, values):
        """Between the look at the link and the click somebody else may have been faster."""
        with tenant_tx(cast.acme.pk):
            gone = {values: now(), "sent_at": now() - timedelta(days=8)}
            Invitation.objects.filter(pk=nina.row.pk).update(**gone)
        with pytest.raises(InvitationGone):
            services.accept_invitation(actor=house(cast), token=nina.token, **GIVEN)
        assert not User.objects.filter(email="nina@new.test").exists()


class TestOnce:
    def test_the_second_time_opens_nothing(self, cast, nina, client):
        client.post(nina.path, GIVEN)
        assert client.post(nina.path, GIVEN).status_code == 404

    @pytest.mark.django_db(transaction=True)
    def test_a_double_click_makes_one_member(self, cast, nina):
        browsers = [Client(), Client()]
        answers: list[int] = []
        works = [lambda b=b: answers.append(b.post(nina.path, GIVEN).status_code) for b in browsers]
        at_once(*works)
        assert sorted(answers) in ([302, 404], [302, 422])
        assert User.objects.filter(email="nina@new.test").count() == 1
        with tenant_tx(cast.acme.pk):
            assert Membership.objects.filter(person_id=nina.row.person_id).count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_accepting_and_withdrawing_at_once_ends_one_way(self, cast, nina):
        ends = at_once(
            lambda: services.accept_invitation(actor=house(cast), token=nina.token, **GIVEN),
            lambda: services.withdraw_invitation(actor=cast.olga.actor(now()), invitation=nina.row),
        )
        assert ends.count("done") == 1
        with tenant_tx(cast.acme.pk):
            row = Invitation.objects.get()
            assert (row.accepted_at is None) != (row.withdrawn_at is None)
            assert Membership.objects.filter(person_id=nina.row.person_id).exists() == bool(row.accepted_at)


def test_a_log_line_names_no_link(cast, nina, client, caplog):
    client.get(nina.path)
    client.post(nina.path, {**GIVEN, "password": "short"})
    client.post(nina.path, GIVEN)
    client.get(nina.path)
    Client(enforce_csrf_checks=True).post(nina.path, GIVEN)
    lines = [json.loads(OneLine().format(one))["message"] for one in caplog.records]
    assert sum("/invitations/…/" in line for line in lines) == 3
    assert nina.token not in str(lines)
