"""Who has looked: lines written after the answer, also of what was refused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client as Browser

from tenancy.access import NOTES, note, write_notes
from tenancy.models import AccessLine, Event
from tenancy.scope import tenant_tx
from tenancy.selectors import receipts
from tenancy.services import raise_alarms
from tests.cast import NOW, add_member
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.identifiers import uuid7


@pytest.fixture
def project(cast):
    with tenant_tx(cast.acme.pk):
        made = ProjectFactory(client=cast.skyharp, key="SKY", name="Sky", visibility="shared")
        MemberFactory(project=made, person=cast.ada.person)
    return made


@pytest.fixture
def auditor(cast):
    with tenant_tx(cast.acme.pk):
        return add_member(cast.acme, "Aud", "AU")


def lines(cast, organization=None, **which) -> list[AccessLine]:
    with tenant_tx((organization or cast.acme).pk):
        return list(AccessLine.objects.filter(**which).order_by("id"))


class TestAuditors:
    def test_every_page_they_read_leaves_a_line_with_what_was_seen(self, cast, project, auditor):
        assert auditor.browser().get("/o/acme/projects/SKY/settings/").status_code == 200
        [line] = lines(cast)
        assert (line.kind, line.actor_name, line.via) == ("read", "Aud", "page")
        assert (line.what, line.address) == ("projects_settings", "/o/acme/projects/SKY/settings/")
        assert (line.subject_type, line.subject_id, line.subject_key) == (
            "projects.Project",
            project.pk,
            "SKY",
        )
        assert (line.project, line.ip) == (project.pk, "127.0.0.1")
        assert line.request_id

    def test_every_endpoint_too_with_its_filters(self, cast, project, auditor):
        assert auditor.browser().get("/api/v1/o/acme/projects/?fields=key").status_code == 200
        [line] = lines(cast)
        assert (line.kind, line.what, line.via, line.query) == (
            "read",
            "api_projects_list",
            "api",
            "fields=key",
        )

    def test_nobody_counts_what_a_manager_reads(self, cast, project):
        cast.ada.browser().get("/o/acme/projects/SKY/settings/")
        assert lines(cast) == []

    def test_one_request_costs_one_insert(self, cast, project, auditor, django_assert_max_num_queries):
        browser = auditor.browser()
        browser.get("/o/acme/projects/")
        with django_assert_max_num_queries(60) as asked:
            browser.get("/o/acme/projects/")
        inserts = [one["sql"] for one in asked.captured_queries if one["sql"].startswith("INSERT")]
        assert len(inserts) == 1
        assert "tenancy_accessline" in inserts[0]


class TestExports:
    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_every_file_anybody_takes(self, cast, project, kind):
        assert cast.ada.browser().get(f"/o/acme/projects/?format={kind}").status_code == 200
        [line] = lines(cast)
        assert (line.kind, line.what, line.query) == ("export", "projects_list", f"format={kind}")


class TestReceipts:
    def test_what_a_client_reads_in_the_portal(self, cast, project):
        assert cast.cleo.browser().get("/portal/acme/projects/SKY/").status_code == 200
        [line] = lines(cast)
        assert (line.kind, line.actor_name, line.client) == ("receipt", "Cleo", cast.skyharp.pk)
        assert line.project == project.pk
        with tenant_tx(cast.acme.pk):
            [receipt] = receipts(actor=cast.ada.actor(), project_id=project.pk)
        assert receipt["actor_name"] == "Cleo"

    def test_a_page_that_is_missing_is_no_receipt(self, cast, project):
        cast.cleo.browser().get("/portal/acme/projects/NOPE/")
        assert [line.kind for line in lines(cast)] == ["refused"]


class TestRefusals:
    def test_a_line_stays_although_the_request_is_taken_back(self, cast, project):
        assert cast.ada.browser().get("/o/acme/projects/NOPE/").status_code == 404
        [line] = lines(cast)
        assert (line.kind, line.address, line.query) == ("refused", "/o/acme/projects/NOPE/", "")

    def test_a_known_person_at_a_strange_door_is_noted_at_home(self, cast):
        assert cast.zoe.browser().get("/o/acme/projects/").status_code == 404
        assert lines(cast) == []
        [line] = lines(cast, cast.zenith)
        assert (line.actor_name, line.address) == ("Zoe", "/o/acme/projects/")

    def test_a_token_at_a_strange_door_too(self, cast, client):
        assert client.get("/api/v1/o/zenith/projects/", **cast.api()).status_code == 404
        [line] = lines(cast)
        assert (line.actor_name, line.kind, line.via) == ("Ida", "refused", "api")

    def test_nobody_unknown_is_written_down(self, cast, client):
        client.get("/o/acme/projects/")
        client.get("/api/v1/o/acme/projects/", HTTP_AUTHORIZATION="Bearer mp_wrong")
        Browser().get("/nowhere/")
        assert lines(cast) == lines(cast, cast.zenith) == []

    def test_a_hostile_address_is_kept_as_it_was_sent(self, cast):
        zoe = cast.zoe.browser()
        assert zoe.get("/o/acme%00x/projects/").status_code == 404
        assert zoe.get("/o/acme/projects/%0d%0a%E4%BA%8C/?x=%00").status_code == 404
        addresses = [line.address for line in lines(cast, cast.zenith)]
        assert "/o/acme/projects/%0D%0A%E4%BA%8C/" in addresses
        assert all(address.isascii() and address.isprintable() for address in addresses)

    def test_somebody_without_any_organization_neither(self, cast):
        browser = Browser()
        browser.force_login(cast.root)
        assert browser.get("/o/acme/projects/").status_code == 404


class TestNotes:
    def test_a_service_may_add_its_own(self, cast, project, rf):
        request = rf.get("/o/acme/x/")
        request.actor = cast.ada.actor()
        note(request.actor, "export", "planning.report", project)
        write_notes(request)
        write_notes(request)
        [line] = lines(cast)
        assert (line.kind, line.what, line.subject_key) == ("export", "planning.report", "SKY")
        assert NOTES not in request.actor.memo

    def test_who_looks_as_somebody_else_is_named_beside_her(self, cast, project, rf):
        request = rf.get("/o/acme/x/")
        request.actor = replace(cast.ada.actor(), on_behalf="Root")
        note(request.actor, "read", "home_my_day")
        write_notes(request)
        [line] = lines(cast)
        assert (line.actor_name, line.on_behalf) == ("Ada", "Root")

    def test_a_subject_that_is_no_row_is_left_out(self, cast, rf):
        request = rf.get("/o/acme/x/")
        request.actor = cast.ada.actor()
        note(request.actor, "read", "home_my_day", {"a": "dictionary"})
        write_notes(request)
        assert lines(cast)[0].subject_type == ""


def refuse(cast, times: int, *, every: float, until=NOW, member=None) -> None:
    """So many refusals of one member, so many seconds apart, the last of them at `until`."""
    who = member or cast.ada
    with tenant_tx(cast.acme.pk):
        AccessLine.objects.bulk_create(
            AccessLine(
                at=until - timedelta(seconds=every * n),
                kind="refused",
                actor_user=who.user.pk,
                actor_name=who.person.name,
                via="api",
                address=f"/api/v1/o/acme/projects/{uuid7()}/",
            )
            for n in range(times)
        )


def alarms(cast) -> list[dict]:
    with tenant_tx(cast.acme.pk):
        said = Event.objects.filter(name="tenancy.SecurityAlarm").order_by("id")
        return list(said.values_list("payload", flat=True))


@pytest.mark.threat("T-164")
class TestAlarms:
    def test_twenty_refusals_within_a_minute_are_told(self, cast):
        refuse(cast, 20, every=3)
        assert raise_alarms(actor=cast.system()) == 1
        [alarm] = alarms(cast)
        assert (alarm["name"], alarm["refusals"], alarm["user_id"]) == ("Ada", 20, str(cast.ada.user.pk))

    @pytest.mark.parametrize(("times", "every"), [(19, 1), (20, 3.2), (200, 6)])
    def test_fewer_are_not(self, cast, times, every):
        refuse(cast, times, every=every)
        assert raise_alarms(actor=cast.system()) == 0

    def test_nineteen_of_each_of_two_are_not(self, cast):
        refuse(cast, 19, every=1)
        refuse(cast, 19, every=1, member=cast.ben)
        assert raise_alarms(actor=cast.system()) == 0

    def test_once_an_hour_of_the_same_person(self, cast):
        refuse(cast, 40, every=1)
        raise_alarms(actor=cast.system())
        refuse(cast, 40, every=1, until=NOW + timedelta(minutes=30))
        refuse(cast, 40, every=1, until=NOW + timedelta(minutes=30), member=cast.ben)
        raise_alarms(actor=cast.system(NOW + timedelta(minutes=31)))
        assert [alarm["name"] for alarm in alarms(cast)] == ["Ada", "Ben"]
        raise_alarms(actor=cast.system(NOW + timedelta(minutes=61)))
        assert len(alarms(cast)) == 3, "she went on after the first alarm"

    def test_what_happened_while_the_house_slept_is_told_when_it_wakes(self, cast):
        refuse(cast, 25, every=1, until=NOW - timedelta(minutes=40))
        assert raise_alarms(actor=cast.system()) == 1

    def test_by_real_requests_with_foreign_identifiers(self, cast, client):
        for _n in range(20):
            address = f"/api/v1/o/acme/audit/{uuid7()}/"
            assert client.get(address, **cast.api()).status_code in (403, 404)
        last = lines(cast)[-1].at
        assert raise_alarms(actor=cast.system(last + timedelta(seconds=1))) == 1
        assert alarms(cast)[0]["name"] == "Ida"


class TestReceiptsOnTheProjectsPage:
    PAGE = "/o/acme/projects/SKY/settings/"

    def test_say_who_of_the_client_has_read_it(self, cast, project):
        ada = cast.ada.browser()
        assert "Nobody of the client has opened" in ada.get(self.PAGE).content.decode()
        cast.cleo.browser().get("/portal/acme/projects/SKY/")
        page = ada.get(self.PAGE).content.decode()
        assert "Cleo" in page
        assert "Nobody of the client" not in page

    def test_are_not_asked_for_when_it_is_not_shared(self, cast, project):
        with tenant_tx(cast.acme.pk):
            type(project).objects.filter(pk=project.pk).update(visibility="internal")
        assert "Read by the client" not in cast.ada.browser().get(self.PAGE).content.decode()
