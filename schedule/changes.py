"""Facts of this room that other systems may hear of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.changes import About, offer
from projects.selectors import project_by_id
from schedule.events import HoursLocked, HoursUnlocked, IssueOverdue, TimesheetStateChanged
from schedule.models import Issue, TimesheetWeek
from tenancy.actors import system
from tenancy.selectors import organization_ref


def issue(event: IssueOverdue) -> About | None:
    """The issue, withdrawn or not."""
    found = Issue.objects.filter(pk=event.issue_id).select_related("project").first()
    if found is None:
        return None
    slug = organization_ref(organization_id=event.organization_id).slug
    address = {"org": slug, "key": found.project.key, "number": found.number}
    return About(found.pk, f"{found.project.key}-{found.key}", reverse("api_schedule_issue", kwargs=address))


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


offer(IssueOverdue, _("Issue or blocker late"), policy="schedule.view_issues", about=issue)
offer(
    TimesheetStateChanged,
    _("Timesheet in another state"),
    policy="schedule.view_timesheets",
    about=timesheet,
)
offer(HoursLocked, _("Hours locked"), policy="schedule.view_locks", about=lock)
offer(HoursUnlocked, _("Hours unlocked"), policy="schedule.view_locks", about=lock)
