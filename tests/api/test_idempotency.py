"""The same request with the same key: done once, answered again."""

import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse

from planning.models import Task
from projects.models import ProjectMember
from tenancy.models import ApiToken, AuditLine, StoredAnswer
from tenancy.scope import tenant_tx
from tenancy.selectors import digest
from tenancy.services.idempotency import answer_once, forget_answers
from tests.api.conftest import Machine, at_once
from tests.cast import NOW
from toolkit.api.once import KeyInFlight

KEY = "0190d9a7-7d5f-7cc3-98c4-dc0c0c07398f"
TASK = {"name": "Train the team"}


def tasks(machine: Machine) -> int:
    with tenant_tx(machine.cast.acme.pk):
        return Task.objects.count()


@pytest.mark.threat("T-138")
class TestOnce:
    @pytest.mark.django_db(transaction=True)
    def test_eight_at_the_same_moment_make_one_row(self, real: Machine) -> None:
        answers = at_once(*[lambda: real("post", "tasks/", TASK, Idempotency_Key=KEY)] * 8)
        statuses = sorted(answer.status_code for answer in answers)
        assert set(statuses) <= {201, 409}
        first = [one for one in answers if one.status_code == 201 and "Idempotency-Replayed" not in one]
        assert len(first) == 1
        assert {one.json()["code"] for one in answers if one.status_code == 409} <= {
            "idempotency_key_in_flight"
        }
        again = at_once(lambda: real("post", "tasks/", TASK, Idempotency_Key=KEY))[0]
        assert (again.status_code, again["Idempotency-Replayed"]) == (201, "true")
        assert again.content == first[0].content
        assert tasks(real) == 1
        with tenant_tx(real.cast.acme.pk):
            assert AuditLine.objects.filter(action="planning.add_task").count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_whoever_comes_while_it_is_at_work_is_told_at_once(self, real: Machine) -> None:
        begun, go_on = threading.Event(), threading.Event()
        actor = real.cast.ida.actor()

        def slow() -> HttpResponse:
            begun.set()
            go_on.wait(20)
            return HttpResponse(status=204)

        def hold() -> None:
            try:
                answer_once(actor=actor, key=KEY, fingerprint="a", act=slow)
            finally:
                connections.close_all()

        holder = threading.Thread(target=hold)
        holder.start()
        begun.wait(20)
        with pytest.raises(KeyInFlight):
            answer_once(actor=actor, key=KEY, fingerprint="a", act=lambda: pytest.fail("done twice"))
        other = answer_once(
            actor=actor, key="another", fingerprint="a", act=lambda: HttpResponse("x", status=201)
        )
        assert other.status_code == 201
        go_on.set()
        holder.join(20)

    def test_another_body_address_or_version_is_another_request(self, machine: Machine) -> None:
        assert machine("post", "tasks/", TASK, Idempotency_Key=KEY).status_code == 201
        for path, body, more in (
            ("tasks/", {"name": "Other"}, {}),
            ("tasks/?fields=name", TASK, {}),
            ("milestones/", TASK, {}),
            ("tasks/1/share/", None, {"If_Match": '"1"'}),
        ):
            answer = machine("post", path, body, Idempotency_Key=KEY, **more)
            assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
        assert tasks(machine) == 1

    def test_other_tokens_people_and_organizations_have_keys_of_their_own(
        self,
        machine: Machine,
    ) -> None:
        cast = machine.cast
        assert machine("post", "tasks/", TASK, Idempotency_Key=KEY).status_code == 201
        with tenant_tx(cast.acme.pk):
            token = ApiToken.objects.get()
            ApiToken.objects.create(
                person=cast.ida.person,
                user=cast.ida.user,
                name="second",
                prefix="mp_2",
                digest=digest("mp_second"),
                scopes="read write",
                expires_at=token.expires_at,
                created_at=NOW,
            )
        cast.token = "mp_second"
        other = machine("post", "tasks/", TASK, Idempotency_Key=KEY)
        assert (other.status_code, "Idempotency-Replayed" in other) == (201, False)
        assert tasks(machine) == 2
        rival = answer_once(
            actor=cast.zoe.actor(), key=KEY, fingerprint="z", act=lambda: HttpResponse(status=204)
        )
        assert "Idempotency-Replayed" not in rival

    def test_refusals_are_not_kept_and_leave_nothing(self, machine: Machine) -> None:
        refused = machine("post", "tasks/", {"name": ""}, Idempotency_Key=KEY)
        assert refused.status_code == 422
        with tenant_tx(machine.cast.acme.pk):
            assert not StoredAnswer.objects.exists()
        assert machine("post", "tasks/", TASK, Idempotency_Key=KEY).status_code == 201

    def test_a_replay_asks_for_the_right_anew(self, machine: Machine) -> None:
        machine("post", "tasks/", TASK, Idempotency_Key=KEY)
        with tenant_tx(machine.cast.acme.pk):
            ProjectMember.objects.update(role="QA")
        assert machine("post", "tasks/", TASK, Idempotency_Key=KEY).status_code == 403

    @pytest.mark.parametrize("key", ["a b", "x" * 201, "é", '"'])
    def test_what_is_no_key_is_refused(self, machine: Machine, key: str) -> None:
        answer = machine("post", "tasks/", TASK, Idempotency_Key=key)
        assert (answer.status_code, answer.json()["field"]) == (400, "Idempotency-Key")

    def test_answers_are_kept_for_a_day(self, machine: Machine) -> None:
        machine("post", "tasks/", TASK, Idempotency_Key=KEY)
        with tenant_tx(machine.cast.acme.pk):
            kept = StoredAnswer.objects.get()
        assert kept.expires_at - kept.made_at == timedelta(hours=24)
        organization = machine.cast.acme.pk
        assert forget_answers(organization_id=organization, now=kept.expires_at - timedelta(seconds=1)) == 0
        assert forget_answers(organization_id=organization, now=kept.expires_at) == 1


@pytest.mark.threat("T-139")
def test_a_lost_answer_is_given_again(machine: Machine) -> None:
    """The client was cut off after sending: what it sends again has made one row, and it learns which."""
    lost = machine("post", "tasks/", TASK, Idempotency_Key=f'"{KEY}"')
    again = machine("post", "tasks/", TASK, Idempotency_Key=KEY)
    assert json.loads(again.content)["id"] == json.loads(lost.content)["id"]
    for header in ("Location", "ETag", "Content-Type"):
        assert again[header] == lost[header]
    assert tasks(machine) == 1


def test_files_are_compared_by_what_is_in_them(machine: Machine) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from tests.house.world import plan_file

    def send(mark: str) -> Any:
        file = SimpleUploadedFile("plan.xml", plan_file(mark), content_type="text/xml")
        return Client().post(
            f"{machine.base}imports/", {"file": file}, headers={"Idempotency-Key": KEY}, **machine.cast.api()
        )

    first, again, other = send("one"), send("one"), send("two")
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422), first.content
    assert again.content == first.content
    assert again["Idempotency-Replayed"] == "true"
