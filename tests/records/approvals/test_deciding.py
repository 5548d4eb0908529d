"""Asking for a decision, and making it: by the matrix, never by the author, once, with its effect."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from projects.models import ProjectMember
from records import approving, services
from records.matrix import Band
from records.models import Approval
from records.services.approvals import (
    CannotTakeOver,
    DecisionUnknown,
    NotYourTurn,
    OwnWork,
    ReasonNeeded,
    RecordChanged,
)
from records.services.approvals_steps import NobodyElse, NoSponsor, NotSponsor
from tenancy.models import AuditLine, Event, Membership
from tenancy.scope import tenant_tx
from tenancy.transitions import StateRefused
from tests.cast import NOW, add_member
from tests.factories.projects import MemberFactory
from tests.records.asking import answer
from toolkit.errors import Denied, Missing, Stale

MIDDLE = {"amount": Decimal(20_000), "currency": "USD", "days": 5}
LARGE = {"amount": Decimal(90_000), "currency": "USD", "days": 20}


def deciders(stage, approval):
    return [(step.role, step.person_id, bool(step.opened_at)) for step in stage.steps(approval)]


def approve(stage, approval, member, outcome="approve", **more):
    return services.decide(actor=member.actor(), approval=stage.fresh(approval), outcome=outcome, **more)


def facts(stage, *names):
    with tenant_tx(stage.cast.acme.pk):
        said = Event.objects.filter(name__startswith="records.Approval").order_by("id")
        return [name.removeprefix("records.Approval") for name in said.values_list("name", flat=True)]


class TestAsking:
    def test_the_matrix_says_who_decides(self, stage):
        ben, cleo = stage.cast.ben, stage.cast.cleo.person.pk
        assert deciders(stage, stage.request(ben)) == [("PM", None, True)]
        assert deciders(stage, stage.request(ben, **MIDDLE)) == [("DH", None, True)]
        assert deciders(stage, stage.request(ben, **LARGE)) == [("DH", None, True), ("CS", cleo, False)]
        assert deciders(stage, stage.request(ben, amount=Decimal(1), currency="EUR"))[1][0] == "CS"

    def test_what_was_asked_is_kept_word_for_word(self, stage):
        approval = stage.fresh(stage.request(about="  切换上线推迟一周。\nÄnderung: +7 Tage  ", **MIDDLE))
        assert approval.about == "切换上线推迟一周。\nÄnderung: +7 Tage"
        assert (len(approval.fingerprint), approval.authors) == (64, [str(stage.cast.ben.person.pk)])
        for values in ({"about": "else"}, {"amount": Decimal(1)}, {"authors": []}, {"fingerprint": "0" * 64}):
            with tenant_tx(stage.cast.acme.pk), pytest.raises(IntegrityError), transaction.atomic():
                Approval.objects.filter(pk=approval.pk).update(**values)

    def test_asking_anew_supersedes_what_was_asked(self, stage):
        first = stage.request()
        second = stage.request(about="Move it by two weeks.")
        assert (stage.fresh(first).state, stage.fresh(second).state) == ("superseded", "pending")
        with pytest.raises(StateRefused):
            approve(stage, first, stage.cast.ada)

    def test_who_alone_could_decide_and_made_it_is_passed_over(self, stage):
        assert deciders(stage, stage.request(stage.cast.ada)) == [("DH", None, True)]
        with pytest.raises(NobodyElse) as caught:
            stage.request(stage.dana, **MIDDLE)
        assert "Only Dana may" in str(caught.value)
        assert "Ask Olga" in str(caught.value)
        with tenant_tx(stage.cast.acme.pk):
            add_member(stage.cast.acme, "Dirk", "DH")
        assert deciders(stage, stage.request(stage.dana, **MIDDLE)) == [("DH", None, True)]

    def test_a_sponsor_may_be_named_among_the_clients_people(self, stage):
        cast = stage.cast
        with tenant_tx(cast.acme.pk):
            other = add_member(cast.acme, "Cora", "CV", client=cast.skyharp)
        assert deciders(stage, stage.request(**LARGE, sponsor_id=other.person.pk))[1][1] == other.person.pk
        for person in (cast.carl.person, cast.ben.person, cast.zoe.person):
            with pytest.raises(NotSponsor):
                stage.request(**LARGE, sponsor_id=person.pk)
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(person=cast.cleo.person).delete()
        with pytest.raises(NoSponsor):
            stage.request(**LARGE)

    def test_only_kinds_that_the_record_has(self, stage):
        with pytest.raises(DecisionUnknown):
            stage.request(decision="lunch")
        assert stage.request(decision="").decision == "general"

    def test_is_for_those_who_know_the_record(self, stage):
        with pytest.raises(Missing):
            stage.carrier(stage.cast.zoe)
        carrier = stage.carrier(stage.cast.ben)
        for member in (stage.cast.zoe, stage.cast.cleo):
            with pytest.raises((Missing, Denied)):
                services.request_approval(actor=member.actor(), carrier=carrier, about="x")


class TestDeciding:
    def test_one_approval_grants(self, stage):
        approval = approve(stage, stage.request(), stage.cast.ada, reason="Fine.")
        kept = stage.fresh(approval)
        assert (kept.state, kept.decided_at, approval.state) == ("granted", NOW, "granted")
        [step] = stage.steps(approval)
        assert (step.outcome, step.reason, step.decided_by_id, step.via) == (
            "approved",
            "Fine.",
            stage.cast.ada.person.pk,
            "page",
        )
        assert facts(stage) == ["Requested", "StepOpened", "Granted"]
        with tenant_tx(stage.cast.acme.pk):
            line = AuditLine.objects.get(action="records.decide_approval")
            assert (line.before, line.after["state"]) == ({"state": "pending"}, "granted")

    @pytest.mark.threat("T-071")
    def test_nobody_decides_on_own_work(self, stage):
        approval = stage.request(authors=[stage.dana.person.pk], **LARGE | {"amount": Decimal(1), "days": 1})
        ada = stage.cast.ada
        mine = stage.request(ada, authors=[])
        with pytest.raises(OwnWork) as caught:
            approve(stage, mine, ada)
        assert "somebody else has to decide on it: Dana." in str(caught.value)
        assert approval.state == "pending"
        assert stage.fresh(mine).state == "pending"

    def test_it_waits_for_those_it_names(self, stage):
        approval = stage.request(**MIDDLE)
        with tenant_tx(stage.cast.acme.pk):
            other = add_member(stage.cast.acme, "Quin", "QA")
            MemberFactory(project=stage.project, person=other.person, role="QA")
        for member in (stage.cast.ada, stage.cast.olga, other):
            with pytest.raises(NotYourTurn) as caught:
                approve(stage, approval, member)
            assert "It waits for: Dana." in str(caught.value)
        with pytest.raises((Missing, Denied)):
            approve(stage, approval, stage.cast.cleo)
        assert stage.fresh(approval).version == 1

    @pytest.mark.threat("T-154")
    def test_a_role_that_was_taken_meanwhile_decides_nothing(self, stage):
        approval, actor = stage.request(), stage.cast.ada.actor()
        with tenant_tx(stage.cast.acme.pk):
            ProjectMember.objects.filter(person=stage.cast.ada.person).update(ends_on="2026-11-01")
        with pytest.raises(Missing):
            services.decide(actor=actor, approval=stage.fresh(approval), outcome="approve")
        assert stage.fresh(approval).state == "pending"

    def test_refusing_and_putting_off_say_why(self, stage):
        approval = stage.request()
        for outcome in ("refuse", "defer"):
            with pytest.raises(ReasonNeeded):
                approve(stage, approval, stage.cast.ada, outcome, reason=" ")
        approve(stage, approval, stage.cast.ada, "defer", reason="After the steering committee.")
        assert stage.fresh(approval).state == "deferred"
        with pytest.raises(StateRefused):
            approve(stage, approval, stage.cast.ada, "defer", reason="Again.")
        approve(stage, approval, stage.cast.ada, "refuse", reason="Too late.")
        kept = stage.fresh(approval)
        assert (kept.state, kept.reason) == ("refused", "Too late.")
        assert facts(stage)[2:] == ["Deferred", "Refused"]

    def test_the_sponsor_decides_by_an_ask_after_the_delivery_head(self, stage):
        approval = stage.request(**LARGE)
        approve(stage, approval, stage.dana)
        assert stage.fresh(approval).state == "pending"
        ask = stage.asked(stage.steps(approval)[1])
        assert (ask.text, ask.person_id) == (approval.about, stage.cast.cleo.person.pk)
        answer(ask, "approve_with_remark", remark="From 1 December.")
        kept, step = stage.fresh(approval), stage.steps(approval)[1]
        assert kept.state == "granted"
        assert (step.decided_by_id, step.reason, step.via, step.ip) == (
            stage.cast.cleo.person.pk,
            "From 1 December.",
            "link",
            "192.0.2.7",
        )
        assert facts(stage) == ["Requested", "StepOpened", "StepTaken", "Granted"]

    def test_a_refusal_takes_the_sponsors_ask_back(self, stage):
        bands = [Band(None, None, ("DH", "CS"), None, "together")]
        services.change_matrix(
            actor=stage.cast.olga.actor(),
            decision="change_request",
            currency="USD",
            starts_on=NOW.date(),
            bands=bands,
        )
        approval = stage.request()
        ask = stage.asked(stage.steps(approval)[1])
        approve(stage, approval, stage.dana, "refuse", reason="No.")
        assert stage.fresh(ask).withdrawn_at == NOW

    def test_one_of_several_is_enough_where_the_matrix_says_so(self, stage):
        bands = [Band(None, None, ("DH", "PM"), stage.cast.olga.person.pk, "any")]
        services.change_matrix(
            actor=stage.cast.olga.actor(),
            decision="change_request",
            currency="USD",
            starts_on=NOW.date(),
            bands=bands,
        )
        approval = stage.request()
        assert all(opened for _role, _person, opened in deciders(stage, approval))
        approve(stage, approval, stage.cast.olga)
        assert stage.fresh(approval).state == "granted"

    def test_a_changed_record_is_asked_about_again(self, stage):
        approval = stage.request()
        with tenant_tx(stage.cast.acme.pk):
            type(stage.project).objects.filter(pk=stage.project.pk).update(name="Another one")
        with pytest.raises(RecordChanged):
            approve(stage, approval, stage.cast.ada)
        assert services.close_overtaken(actor=stage.cast.system()) == 1
        assert services.close_overtaken(actor=stage.cast.system()) == 0
        assert stage.fresh(approval).state == "superseded"

    def test_what_was_seen_before_is_stale(self, stage):
        approval = stage.request()
        approve(stage, approval, stage.cast.ada, "defer", reason="Later.")
        with pytest.raises(Stale):
            approve(stage, approval, stage.cast.ada, version=1)
        approve(stage, approval, stage.cast.ada, version=2)


class TestHandingAndWithdrawing:
    def test_a_decision_is_handed_to_somebody_else_with_a_reason(self, stage):
        approval, olga = stage.request(), stage.cast.olga
        services.hand_approval(
            actor=stage.cast.ada.actor(),
            approval=stage.fresh(approval),
            person_id=olga.person.pk,
            reason="I am on leave.",
        )
        [step] = stage.steps(approval)
        assert (step.person_id, step.handed_by_id, step.handed_reason) == (
            olga.person.pk,
            stage.cast.ada.person.pk,
            "I am on leave.",
        )
        with pytest.raises(NotYourTurn):
            approve(stage, approval, stage.cast.ada)
        approve(stage, approval, olga)
        assert facts(stage) == ["Requested", "StepOpened", "StepOpened", "Granted"]

    def test_not_to_the_author_a_client_or_nobody(self, stage):
        approval, cast = stage.request(), stage.cast
        for person in (cast.ben.person, cast.ada.person, cast.cleo.person, cast.zoe.person):
            with pytest.raises(CannotTakeOver):
                services.hand_approval(
                    actor=cast.ada.actor(),
                    approval=stage.fresh(approval),
                    person_id=person.pk,
                    reason="Leave.",
                )
        with pytest.raises(NotYourTurn):
            services.hand_approval(
                actor=cast.olga.actor(),
                approval=stage.fresh(approval),
                person_id=stage.dana.person.pk,
                reason="x",
            )

    def test_who_asked_and_who_manages_takes_it_back(self, stage):
        for member in (stage.cast.ben, stage.cast.ada):
            approval = stage.request()
            with pytest.raises(Denied):
                services.withdraw_approval(
                    actor=stage.cast.olga.actor(), approval=stage.fresh(approval), reason="x"
                )
            with pytest.raises(ReasonNeeded):
                services.withdraw_approval(actor=member.actor(), approval=stage.fresh(approval), reason=" ")
            services.withdraw_approval(
                actor=member.actor(), approval=stage.fresh(approval), reason="Not needed."
            )
            assert stage.fresh(approval).state == "withdrawn"


class TestReminding:
    def test_after_three_days_three_times(self, stage):
        stage.request()
        told = []
        for day in range(16):
            now = NOW + timedelta(days=day)
            told.append(services.remind_of_approvals(actor=stage.cast.system(now)))
        assert [day for day, n in enumerate(told) if n] == [3, 6, 9]

    def test_not_once_it_is_decided(self, stage):
        approve(stage, stage.request(), stage.cast.ada)
        assert services.remind_of_approvals(actor=stage.cast.system(NOW + timedelta(days=9))) == 0


class Bang(Exception):
    """A worker that dies."""


@pytest.fixture
def effects(stage, monkeypatch):
    """What follows from a decision on a project, where a room says so; what the rooms declared comes back."""
    monkeypatch.setattr(approving._known, "approvables", {**approving._known.approvables})
    made: list[str] = []

    def granted(*, actor, approval, record):
        assert actor.is_system
        type(record).objects.filter(pk=record.pk).update(name=f"{record.name}, approved")
        made.append("granted")

    approving.approvable(
        "projects.Project",
        decision="change_request",
        on_granted=granted,
        on_refused=lambda **_: made.append("refused"),
        authors=lambda record: [stage.dana.person.pk],
    )
    return made


class TestEffects:
    def test_follow_in_the_same_transaction(self, stage, effects):
        approval = stage.request()
        assert str(stage.dana.person.pk) in approval.authors
        approve(stage, approval, stage.cast.ada)
        assert effects == ["granted"]
        assert stage.fresh(stage.project).name.endswith(", approved")
        approve(stage, stage.request(), stage.cast.ada, "refuse", reason="No.")
        assert effects == ["granted", "refused"]

    def test_an_effect_that_fails_leaves_nothing_decided(self, stage, effects):
        def fails(**_):
            raise Bang()

        approving.approvable("projects.Project", decision="change_request", on_granted=fails)
        approval = stage.request()
        before = facts(stage)
        with pytest.raises(Bang):
            approve(stage, approval, stage.cast.ada)
        assert (stage.fresh(approval).state, stage.fresh(approval).version) == ("pending", 1)
        assert stage.steps(approval)[0].outcome == ""
        assert facts(stage) == before
