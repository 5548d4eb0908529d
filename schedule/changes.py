"""Facts of this room that other systems may hear of."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.changes import About, offer
from projects.selectors import project_by_id
from schedule.events import (
    BaselineApproved,
    HandOffStateChanged,
    HoursLocked,
    HoursUnlocked,
    IssueOverdue,
    TimesheetStateChanged,
    VarianceRaised,
)
from schedule.models import Baseline, Issue, TimesheetWeek, Variance
from tenancy.actors import system
from tenancy.selectors import organization_ref


def issue(event: IssueOverdue) -> About | None:
    """The issue, withdrawn or not."""
    return _record(event, Issue, event.issue_id, "api_schedule_issue")


def baseline(event: BaselineApproved) -> About | None:
    """The baseline that counts."""
    return _record(event, Baseline, event.baseline_id, "api_schedule_baseline")


def variance(event: VarianceRaised) -> About | None:
    """The variance, withdrawn or not."""
    return _record(event, Variance, event.variance_id, "api_schedule_variance")


def _record(event: Any, model: Any, record_id: UUID, route: str) -> About | None:
    found = model.objects.filter(pk=record_id).select_related("project").first()
    if found is None:
        return None
    slug = organization_ref(organization_id=event.organization_id).slug
    address = {"org": slug, "key": found.project.key, "number": found.number}
    return About(found.pk, f"{found.project.key}-{found.key}", reverse(route, kwargs=address))


def handoff(event: HandOffStateChanged) -> About:
    """The hand-off of a task."""
    key = project_by_id(actor=system("points at a hand-off"), project_id=event.project_id).key
    slug = organization_ref(organization_id=event.organization_id).slug
    address = {"org": slug, "key": key, "handoff": event.handoff_id}
    return About(event.handoff_id, key, reverse("api_schedule_handoff", kwargs=address))


def timesheet(event: TimesheetStateChanged) -> About | None:
    """A person's week."""
    found = TimesheetWeek.objects.filter(pk=event.timesheet_id).select_related("project").first()
    if found is None:
        return None
    slug = organization_ref(organization_id=event.organization_id).slug
    address = {"org": slug, "key": found.project.key, "week": found.pk}
    return About(found.pk, found.project.key, reverse("api_schedule_timesheet", kwargs=address))


def lock(event: HoursLocked | HoursUnlocked) -> About:
    """A locked period."""
    key = project_by_id(actor=system("points at a period"), project_id=event.project_id).key
    slug = organization_ref(organization_id=event.organization_id).slug
    return About(event.lock_id, key, reverse("api_schedule_locks", kwargs={"org": slug, "key": key}))


offer(BaselineApproved, _("Baseline approved"), policy="schedule.view_baselines", about=baseline)
offer(VarianceRaised, _("Variance raised"), policy="schedule.view_variances", about=variance)
offer(HandOffStateChanged, _("Hand-off in another state"), policy="schedule.view_handoffs", about=handoff)
offer(IssueOverdue, _("Issue or blocker late"), policy="schedule.view_issues", about=issue)
offer(
    TimesheetStateChanged,
    _("Timesheet in another state"),
    policy="schedule.view_timesheets",
    about=timesheet,
)
offer(HoursLocked, _("Hours locked"), policy="schedule.view_locks", about=lock)
offer(HoursUnlocked, _("Hours unlocked"), policy="schedule.view_locks", about=lock)
