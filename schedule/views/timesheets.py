"""Hours: one's own week, what waits for a decision, what is locked."""

from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.selectors import project_by_key
from schedule import filters
from schedule.forms.progress import StepReasonForm
from schedule.forms.timesheets import LockForm, WeekForm
from schedule.models.timesheets import PeriodLock, TimesheetWeek
from schedule.selectors import timesheets as selectors
from schedule.services import locks, timesheets
from schedule.services.timesheets import OPEN_STATES
from schedule.states import TIMESHEET
from schedule.tables.timesheets import LineTable, LockTable, TimesheetTable, WaitingTable, WeekFacts
from schedule.views.subjects import InProjectZone, OfProject
from tenancy.actors import Actor
from toolkit.errors import BadParameter, Missing
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, ReasonForm
from toolkit.tables import Action

MY_WEEK, LOCKS = Link("schedule_my_week"), Link("schedule_locks")
SHEETS, SHEET = Link("schedule_timesheets"), Link("schedule_timesheet", week="pk")
LIST = (
    Action(_("My hours"), MY_WEEK, policy="schedule.write_timesheet", icon="clock"),
    Action(_("Locked periods"), LOCKS, policy="schedule.view_locks", icon="lock"),
)


class OfWeek(InProjectZone):
    """About one person's week."""

    subject_as = "week"

    def get_subject(self, actor: Actor, **kwargs: Any) -> TimesheetWeek:
        project = project_by_key(actor=actor, key=kwargs["key"])
        return selectors.timesheet(actor=actor, project=project, week_id=kwargs["week"])


class ThisWeek(OfProject):
    """About the actor's own week of a project: the address names its Monday, else it is the present one."""

    request: Any
    arguments: Any

    @cached_property
    def starts_on(self) -> date:
        given = self.request.GET.get("week", "")
        if not given:
            return selectors.monday_of(day=self.today)
        try:
            return selectors.monday_of(day=date.fromisoformat(given))
        except ValueError:
            raise BadParameter(
                _("Write the week as the day it begins on: 2026-11-16."), field="week"
            ) from None

    def get_arguments(self) -> dict[str, Any]:
        return {"project": self.subject, "starts_on": self.starts_on}

    def get_success_url(self, result: Any) -> str:
        """The week that was written."""
        return self.week_url(self.starts_on)

    def week_url(self, day: date) -> str:
        """The page of a week."""
        return f"{MY_WEEK.url(self.kwargs)}?week={day.isoformat()}"  # type: ignore[attr-defined]


class MyWeek(ThisWeek, FormPage):
    """The actor's hours of a week, by task and day."""

    policy = "schedule.write_timesheet"
    title, verb = _("My hours"), _("Save hours")
    form, template = WeekForm, "schedule/week.html"
    service = timesheets.write_timesheet
    success = _("Hours saved.")

    @cached_property
    def rows(self) -> list[selectors.GridRow]:
        return selectors.grid(actor=self.actor, project=self.subject, starts_on=self.starts_on)

    @cached_property
    def week(self) -> TimesheetWeek | None:
        return selectors.own_week(actor=self.actor, project=self.subject, starts_on=self.starts_on)

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"rows": self.rows, "days": selectors.days_of(starts_on=self.starts_on)}

    def get_context(self) -> dict[str, Any]:
        return {"week": self.week, **about_week(self)}


def about_week(page: MyWeek) -> dict[str, Any]:
    """What stands around the grid: sums, the other projects' hours, the lock, the ways on."""
    days = selectors.days_of(starts_on=page.starts_on)
    which = {"actor": page.actor, "project": page.subject}
    elsewhere = selectors.minutes_elsewhere(**which, starts_on=page.starts_on)
    sums = [sum(row.minutes.get(day, 0) for row in page.rows) for day in days]
    return {
        "sums": [
            {"day": day, "minutes": n, "elsewhere": elsewhere.get(day, 0)}
            for day, n in zip(days, sums, strict=True)
        ],
        "total": sum(sums),
        "locked": selectors.locked_through(**which),
        "is_open": page.week is None or page.week.state in OPEN_STATES,
        "before_url": page.week_url(page.starts_on - selectors.A_WEEK),
        "after_url": page.week_url(page.starts_on + selectors.A_WEEK),
        "copy_url": f"{Link('schedule_copy_week').url(page.kwargs)}?week={page.starts_on.isoformat()}",
        "starts_on": page.starts_on,
        "ends_on": days[-1],
    }


class CopyWeek(ThisWeek, ActionPage):
    """Take over the hours of the week before."""

    policy = "schedule.write_timesheet"
    title, verb = _("Copy last week?"), _("Copy last week")
    consequence = _("The hours and comments of the week before go where this week says nothing yet.")
    service = timesheets.copy_last_week
    success = _("Hours copied.")
    cancel_url = MY_WEEK


class TimesheetList(OfProject, ListPage):
    """The weeks of a project's people."""

    policy = "schedule.view_timesheets"
    title, actions = _("Timesheets"), LIST
    selector = selectors.team_timesheets
    table, filterset = TimesheetTable, filters.TimesheetFilters
    order = ("-starts_on", "owner")
    empty_title = _("No hours yet")
    empty_text = _("Members write their hours by week. What they submit waits here for a decision.")
    empty_icon = "clock"


class WaitingList(ListPage):
    """The weeks that wait for the actor, across projects."""

    policy = "schedule.view_waiting_hours"
    title = _("Timesheets that wait for you")
    selector = selectors.waiting_timesheets
    table, filterset = WaitingTable, filters.TimesheetFilters
    order = ("starts_on", "owner")
    empty_title = _("No timesheet waits for you")
    empty_text = _("Weeks that members of your projects submit stand here until you approve or return them.")
    empty_icon = "clock"


class TimesheetPage(OfWeek, DetailPage):
    """One person's week: its lines, and the decision."""

    policy = "schedule.view_timesheet"
    facts, template = WeekFacts, "schedule/timesheet.html"

    def get_title(self) -> str:
        return f"{self.subject.owner.name}, {self.reader.day(self.subject.starts_on)}"

    def get_context(self) -> dict[str, Any]:
        rows: list[dict[str, Any]] = list(selectors.lines_of(week=self.subject).values(*LineTable.fields()))
        return {"lines": LineTable(self.reader).shown(rows), "steps": open_steps(self.actor, self.subject)}


def open_steps(actor: Actor, week: TimesheetWeek) -> list[dict[str, Any]]:
    """The steps that this person may take on this week now: nobody decides on one's own."""
    own = week.owner_id == actor.person_id
    return [
        {"step": verb, "word": word}
        for verb, word in TIMESHEET.choices(actor, week)
        if own != (verb in timesheets.DECISIONS)
    ]


class StepTimesheet(OfWeek, ActionPage):
    """Submit, approve, return …: the address names the step."""

    policy = "schedule.change_timesheet_state"
    form = StepReasonForm
    service = timesheets.step_timesheet
    success_url = cancel_url = SHEET
    versioned = True

    @property
    def verb(self) -> str:  # type: ignore[override]
        return TIMESHEET.word(self.kwargs["step"])

    def get_title(self) -> str:
        if self.kwargs["step"] not in TIMESHEET.all_verbs():
            raise Missing()
        return f"{self.verb}: {self.subject.owner.name}, {self.reader.day(self.subject.starts_on)}"

    def fact(self, result: TimesheetWeek) -> str:
        return f"{result.owner.name}: {result.get_state_display()}"

    def perform(self, cleaned: dict[str, Any]) -> TimesheetWeek:
        return super().perform({**cleaned, "step": self.kwargs["step"]})


class LockList(OfProject, ListPage):
    """Which periods are or were locked."""

    policy = "schedule.view_locks"
    title = _("Locked periods")
    selector = selectors.locks
    table = LockTable
    order = ("-created_at",)
    actions = (Action(_("Lock a period"), Link("schedule_lock"), policy="schedule.lock_period", icon="lock"),)
    empty_title = _("No period is locked")
    empty_text = _("Lock the hours through a day once they were counted. A delivery head can unlock them.")
    empty_icon = "lock"


class LockPeriod(OfProject, FormPage):
    """Close the hours through a day."""

    policy = "schedule.lock_period"
    title, verb = _("Lock a period"), _("Lock period")
    form = LockForm
    service = locks.lock_period
    success = _("The hours are locked.")
    success_url = cancel_url = LOCKS


class UnlockPeriod(OfProject, ActionPage):
    """Open a closed period again."""

    policy = "schedule.unlock_period"
    title, verb = _("Unlock this period?"), _("Unlock")
    consequence = _("Hours of these days can be changed again until the period is locked anew.")
    form = ReasonForm
    service = locks.unlock_period
    success = _("The hours are open again.")
    success_url = cancel_url = LOCKS
    subject_as = "lock"
    versioned = True

    def get_subject(self, actor: Actor, **kwargs: Any) -> PeriodLock:  # type: ignore[override]
        project = super().get_subject(actor, **kwargs)
        return selectors.lock_by_id(actor=actor, project=project, lock_id=kwargs["lock"])
