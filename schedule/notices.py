"""Letters of this room."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.notices import Default, Letter, Urgency, Way, notice
from projects.selectors import people_in_role, people_of
from schedule.events import (
    BaselineApproved,
    HandOffStateChanged,
    IssueOverdue,
    TimesheetStateChanged,
    VarianceRaised,
)
from schedule.models import Baseline, HandOff, Issue, TimesheetWeek, Variance
from schedule.models.issues import RESPOND
from schedule.policies import visible
from tenancy.actors import Actor, system
from tenancy.selectors import members, organization_ref

MANAGER = "PM"
OF_PROJECT = frozenset({"PM", "TL"})


@notice(
    BaselineApproved,
    rule="baseline_approved",
    subject=_("Plans that were approved"),
    audience=_("All members of the project"),
    default=Default(Way.DIGEST),
)
def baseline_approved(event: BaselineApproved) -> Letter | None:
    """To everybody who works to the plan; to nobody once another one counts."""
    actor = system("letter about a baseline")
    rows = Baseline.objects.in_force().filter(visible(actor), pk=event.baseline_id)
    found = rows.select_related("project", "approver").first()
    if found is None:
        return None
    people = [row["person_id"] for row in people_of(actor=actor, project=found.project)]
    by = found.approver.name if found.approver else ""
    told = {"key": found.key, "baseline": found.title, "by": by, "reason": found.reason}
    finish = {"finish": found.finish_on, "milestones": found.milestone_count}
    why = _("You work on this project.")
    return _letter(event, found, people, "baseline_approved", "planning_plan", why, {**told, **finish})


@notice(
    VarianceRaised,
    rule="variance_raised",
    subject=_("Variances that were raised"),
    audience=_("The project’s managers"),
    default=Default(Way.DIGEST),
    of_project=True,
)
def variance_raised(event: VarianceRaised) -> Letter | None:
    """To the project's managers; to nobody once somebody explained it."""
    actor = system("letter about a variance")
    rows = Variance.objects.live().filter(visible(actor), pk=event.variance_id, state=Variance.State.RAISED)
    found = rows.select_related("project").first()
    if found is None:
        return None
    people = managers(actor, found.project_id)
    told = {"key": found.key, "variance": found.title, "value": found.value, "threshold": found.threshold}
    why = _("You manage this project.")
    about = {**told, "measure": found.get_metric_display()}
    return _letter(event, found, people, "variance_raised", "schedule_variance", why, about)


def people_of_role(actor: Actor, project_id: UUID, role: str) -> list[UUID]:
    """Who holds a role today: on the project, or in the whole organization."""
    if role in OF_PROJECT:
        return people_in_role(actor=actor, project_ids=[project_id], role=role).get(project_id, [])
    return list(members(actor=actor).filter(role=role).values_list("person_id", flat=True))


@notice(
    IssueOverdue,
    rule="issue_overdue",
    subject=_("Issues and blockers that are late"),
    audience=_("The issue’s owner, else the project’s managers"),
    urgency=Urgency.URGENT,
    of_project=True,
    people=people_of_role,
    climbs=True,
)
def issue_overdue(event: IssueOverdue) -> Letter | None:
    """To the issue's owner, else to the project's managers; to nobody once it is no longer late."""
    actor = system("letter about an issue")
    rows = Issue.objects.live().filter(visible(actor), pk=event.issue_id)
    rows = rows.open().filter(resolve_by=event.due_at) if event.rule != RESPOND else rows.unanswered()
    found = rows.select_related("project", "task").first()
    if found is None:
        return None
    people = [found.owner_id] if found.owner_id else managers(actor, found.project_id)
    told = {"key": found.key, "issue": found.title, "due": event.due_at, "is_answer": event.rule == RESPOND}
    about = {**told, "severity": found.get_severity_display(), "task": str(found.task or "")}
    why = _("You own this issue.") if found.owner_id else _("You manage this project.")
    return _letter(
        event, found, people, "issue_overdue", "schedule_issue", why, about, int(event.due_at.timestamp())
    )


@notice(
    TimesheetStateChanged,
    rule="timesheet_waits",
    subject=_("Timesheets that wait for my decision"),
    audience=_("The project’s managers and team leads, but for who handed it in"),
    default=Default(Way.DIGEST),
    of_project=True,
)
def timesheet_waits(event: TimesheetStateChanged) -> Letter | None:
    """To those who approve, as long as it waits."""
    actor = system("letter about a timesheet")
    week = _week(actor, event)
    if week is None or event.after != "submitted" or week.state != "submitted":
        return None
    led = [*managers(actor, week.project_id), *leads(actor, week.project_id)]
    people = [one for one in dict.fromkeys(led) if one != week.owner_id]
    return _hours(event, week, people, "timesheet_waits", _("You approve the hours of this project."))


@notice(
    TimesheetStateChanged,
    rule="timesheet_returned",
    subject=_("My timesheets that were returned"),
    audience=_("Who wrote the hours"),
)
def timesheet_returned(event: TimesheetStateChanged) -> Letter | None:
    """To whoever wrote it, until it is handed in again."""
    week = _week(system("letter about a timesheet"), event)
    if week is None or event.after != "returned" or week.state != "returned":
        return None
    return _hours(event, week, [week.owner_id], "timesheet_returned", _("You wrote these hours."))


def _week(actor: Actor, event: TimesheetStateChanged) -> TimesheetWeek | None:
    rows = TimesheetWeek.objects.filter(visible(actor), pk=event.timesheet_id)
    return rows.select_related("project", "owner").first()


def _hours(event: Any, week: TimesheetWeek, people: list[UUID], template: str, why: Any) -> Letter:
    slug = organization_ref(organization_id=event.organization_id).slug
    return Letter(
        people=people,
        template=f"schedule/mail/{template}",
        link=reverse("schedule_timesheet", kwargs={"org": slug, "key": week.project.key, "week": week.pk}),
        subject_kind="schedule.TimesheetWeek",
        subject_id=week.pk,
        version=week.version,
        why=why,
        context={
            "person": week.owner.name,
            "week": week.starts_on,
            "reason": week.reason,
            "project": week.project.name,
        },
        project=week.project_id,
        project_name=f"{week.project.key} {week.project.name}",
    )


@notice(
    HandOffStateChanged,
    rule="handoff_offered",
    subject=_("Tasks that somebody hands over to me"),
    audience=_("Who is to take the task over"),
)
def handoff_offered(event: HandOffStateChanged) -> Letter | None:
    """To the taker, as long as the offer waits."""
    found = _handoff(event, HandOff.State.OFFERED)
    why = _("You are to take this task over.")
    return _hand_off_letter(event, found, found.taker_id, "handoff_offered", why) if found else None


@notice(
    HandOffStateChanged,
    rule="handoff_answered",
    subject=_("Answers to my hand-offs"),
    audience=_("Who offered the task"),
)
def handoff_answered(event: HandOffStateChanged) -> Letter | None:
    """To the giver, once the other one has said yes or no."""
    found = _handoff(event, HandOff.State.ACCEPTED, HandOff.State.DECLINED)
    why = _("You offered this task.")
    return _hand_off_letter(event, found, found.giver_id, "handoff_answered", why) if found else None


def _handoff(event: HandOffStateChanged, *states: str) -> HandOff | None:
    """The hand-off, if it is still in the state that the event tells of."""
    rows = HandOff.objects.filter(visible(system("letter about a hand-off")), pk=event.handoff_id)
    rows = rows.filter(state=event.after, state__in=states)
    return rows.select_related("project", "task", "giver", "taker").first()


def _hand_off_letter(
    event: HandOffStateChanged, found: HandOff, person: UUID, template: str, why: Any
) -> Letter:
    slug = organization_ref(organization_id=event.organization_id).slug
    address = {"org": slug, "key": found.project.key, "handoff": found.pk}
    people = {"giver": found.giver.name, "taker": found.taker.name}
    return Letter(
        people=[person],
        template=f"schedule/mail/{template}",
        link=reverse("schedule_handoff", kwargs=address),
        subject_kind="schedule.HandOff",
        subject_id=found.pk,
        version=found.version,
        why=why,
        context={
            **people,
            "task": f"T{found.task.number} {found.task.name}",
            "due": found.task.due,
            "done": found.done,
            "left": found.left,
            "accepted": found.state == HandOff.State.ACCEPTED,
            "answer": found.answer,
            "project": found.project.name,
        },
        project=found.project_id,
        project_name=f"{found.project.key} {found.project.name}",
    )


def leads(actor: Actor, project_id: UUID) -> list[UUID]:
    """Who leads a team of a project today."""
    return people_in_role(actor=actor, project_ids=[project_id], role="TL").get(project_id, [])


def managers(actor: Actor, project_id: UUID) -> list[UUID]:
    """Who manages a project today."""
    return people_in_role(actor=actor, project_ids=[project_id], role=MANAGER).get(project_id, [])


def _letter(
    event: Any,
    found: Any,
    people: list[UUID],
    template: str,
    route: str,
    why: Any,
    told: dict[str, Any],
    version: int | None = None,
) -> Letter:
    slug = organization_ref(organization_id=event.organization_id).slug
    number = {} if route == "planning_plan" else {"number": found.number}
    return Letter(
        people=people,
        template=f"schedule/mail/{template}",
        link=reverse(route, kwargs={"org": slug, "key": found.project.key, **number}),
        subject_kind=found._meta.label,
        subject_id=found.pk,
        version=found.number if version is None else version,
        why=why,
        context={**told, "project": found.project.name},
        project=found.project_id,
        project_name=f"{found.project.key} {found.project.name}",
    )
