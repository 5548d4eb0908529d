"""What the house does about approvals by itself: reminders, and requests that were overtaken."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from records.events import ApprovalWaits
from records.models import Approval, ApprovalStep
from records.services.approvals import RecordChanged, check_content, supersede
from records.services.approvals_steps import about
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import Missing, Stale

KEEP = "records.keep_approvals"
REMIND_AFTER = timedelta(days=3)
REMINDERS = 3


@verb
def remind_of_approvals(*, actor: Actor) -> int:
    """Announce the steps that have waited for three days since they were last told of, three times at most.

    Answers how many. Sponsors are reminded by the letters of their asks.
    """
    require(actor, KEEP)
    before = actor.now - REMIND_AFTER
    quiet = Q(reminded_at__lte=before) | Q(reminded_at__isnull=True, opened_at__lte=before)
    rows = ApprovalStep.objects.waiting().filter(quiet, ask__isnull=True, reminders__lte=REMINDERS)
    reminded = 0
    for step in rows.select_related("approval").order_by("pk"):
        own = ApprovalStep.objects.filter(quiet, pk=step.pk, outcome="")
        if own.update(reminded_at=actor.now, reminders=F("reminders") + 1):
            record(actor, "records.remind_of_approval", step.approval, after={"step": step.position})
            publish(ApprovalWaits(*about(actor, step.approval), step.pk, step.reminders), actor=actor)
            reminded += 1
    return reminded


@verb
def close_overtaken(*, actor: Actor) -> int:
    """Supersede the requests whose records were changed or withdrawn since; answers how many."""
    require(actor, KEEP)
    closed = 0
    for approval in Approval.objects.open().select_related("entry").order_by("pk"):
        try:
            check_content(actor, approval)
        except (RecordChanged, Missing):
            closed += _close(actor, approval)
    return closed


def _close(actor: Actor, approval: Approval) -> int:
    try:
        supersede(actor, approval, str(_("The record was changed after this was asked.")))
    except Stale:
        return 0
    return 1
