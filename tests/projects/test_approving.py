"""Approvals by the matrix lead to the step that the state tables have for them."""

from datetime import date

import pytest

from projects import services
from projects.models import IntakeRequest, Sow, SowVersion
from records.models import Approval
from records.selectors import carrier
from records.services import decide, request_approval
from tenancy.models import AuditLine
from toolkit.errors import Denied

pytestmark = pytest.mark.usefixtures("inside")


def ask_about(actor, record) -> Approval:
    found = carrier(actor=actor, entry_id=record.pk, need="edit")
    return request_approval(actor=actor, carrier=found, about="Shall we?")


@pytest.mark.parametrize(("outcome", "state"), [("approve", "approved"), ("refuse", "declined")])
def test_a_request_is_decided_by_the_matrix(cast, head, outcome, state):
    ada = cast.ada.actor()
    request = services.request_project(actor=ada, title="More", why="x", client_id=cast.skyharp.pk)
    approval = ask_about(ada, request)
    decide(actor=head.actor(), approval=approval, outcome=outcome, reason="because of the size")
    stored = IntakeRequest.objects.get()
    assert stored.state == state
    assert stored.reason == ("because of the size" if state == "declined" else "")


def test_who_wrote_a_statement_of_work_does_not_approve_it_by_the_matrix_either(cast, head, sky):
    engagement = services.add_engagement(
        actor=head.actor(),
        client_id=cast.skyharp.pk,
        code="MSA",
        title="A",
        starts_on=date(2026, 1, 1),
    )
    services.add_sow(
        actor=head.actor(),
        engagement=engagement,
        code="SOW-1",
        title="Care",
        starts_on=date(2026, 1, 1),
        pricing="fte",
        currency="USD",
    )
    SowVersion.objects.update(author=cast.ada.person)
    services.change_sow_state(actor=cast.ada.actor(), sow_version=current(), step="submit")
    approval = ask_about(cast.ada.actor(), Sow.objects.get())
    with pytest.raises(Denied):
        decide(actor=cast.ada.actor(), approval=approval, outcome="approve")
    decide(actor=head.actor(), approval=approval, outcome="approve")
    assert SowVersion.objects.get().state == "client_review"


def current() -> SowVersion:
    return SowVersion.objects.select_related("sow").get()


@pytest.mark.parametrize(("outcome", "state"), [("approve", "cancelled"), ("refuse", "active")])
def test_a_project_is_cancelled_by_the_matrix(cast, head, sky, outcome, state):
    ada, found = cast.ada.actor(), carrier(actor=cast.ada.actor(), entry_id=sky.pk, need="edit")
    approval = request_approval(
        actor=ada, carrier=found, decision="cancel", about="The client closes the line."
    )
    with pytest.raises(Denied):
        decide(actor=ada, approval=approval, outcome="approve")
    decide(actor=head.actor(), approval=approval, outcome=outcome, reason="the client said so")
    sky.refresh_from_db()
    assert sky.state == state
    told = AuditLine.objects.filter(action="projects.change_state", subject_id=sky.pk)
    reasons = [line.after["reason"] for line in told]
    assert reasons == (["The client closes the line."] if outcome == "approve" else [])
