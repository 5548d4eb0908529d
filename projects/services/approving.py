"""What follows when an approval is granted or refused: the step that the state table has for it."""

from typing import Any

from projects.models import IntakeRequest, Project, Sow, SowVersion
from projects.services.intake import change_request_state
from projects.services.projects import change_state
from projects.services.sows import change_sow_state
from tenancy.actors import Actor

LONGEST_REASON = 500
REQUESTED, REVIEW = IntakeRequest.State.REQUESTED, SowVersion.State.INTERNAL_REVIEW


def grant_request(*, actor: Actor, approval: Any, record: IntakeRequest) -> None:
    """All who decide agreed: the request is approved. Raises `StateRefused` where it is decided already."""
    if record.state == REQUESTED:
        change_request_state(actor=actor, request=record, step="take_up")
    change_request_state(actor=actor, request=record, step="approve")


def refuse_request(*, actor: Actor, approval: Any, record: IntakeRequest) -> None:
    """Somebody refused: the request is declined, for the reason that was given."""
    change_request_state(actor=actor, request=record, step="decline", reason=_reason(approval))


def grant_sow(*, actor: Actor, approval: Any, record: Sow) -> None:
    """The version in internal review goes to the client."""
    for version in _in_review(record):
        change_sow_state(actor=actor, sow_version=version, step="approve")


def refuse_sow(*, actor: Actor, approval: Any, record: Sow) -> None:
    """The version in internal review goes back to its writer."""
    for version in _in_review(record):
        change_sow_state(actor=actor, sow_version=version, step="send_back", reason=_reason(approval))


def grant_cancelling(*, actor: Actor, approval: Any, record: Project) -> None:
    """All who decide agreed: the project is cancelled, for the reason that was asked with."""
    change_state(actor=actor, project=record, step="cancel", reason=approval.about[:LONGEST_REASON])


def _in_review(sow: Sow) -> list[SowVersion]:
    return list(sow.versions.select_related("sow").filter(state=REVIEW))


def _reason(approval: Any) -> str:
    """What the last who decided wrote."""
    said = approval.steps.exclude(reason="").order_by("-decided_at").values_list("reason", flat=True)
    return said.first() or str(approval)
