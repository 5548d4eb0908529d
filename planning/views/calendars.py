"""A project's working calendars: list, one of them with its exceptions, a country's holidays."""

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from planning import selectors, services
from planning.forms_calendars import CalendarForm, ExceptionForm, HolidaysForm, written
from planning.models import CalendarException, WorkCalendar
from planning.tables_calendars import CalendarTable, ExceptionTable, HolidayTable, hours_of_week
from planning.views.lists import views_of_plan
from planning.views.subjects import InProjectZone, OfProject
from projects.selectors import Project, project_by_key, today_of
from tenancy.actors import Actor
from toolkit.formats import is_chinese
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage
from toolkit.tables import Action

LIST, ONE = Link("planning_calendars"), Link("planning_calendar")
EDIT = "planning.edit_calendars"


class OfCalendar(InProjectZone):
    """About one calendar that counts in a project."""

    subject_as = "calendar"
    arguments: dict[str, Any]

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        return selectors.calendar_of(actor=actor, project=self.project, calendar_id=kwargs["calendar"])

    @cached_property
    def project(self) -> Project:  # type: ignore[override]
        return project_by_key(actor=self.actor, key=self.arguments["key"])

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {}


class OfException(OfCalendar):
    """About one entry of a calendar."""

    subject_as = "exception"

    def get_subject(self, actor: Actor, **kwargs: Any) -> CalendarException:
        calendar = super().get_subject(actor, **kwargs)
        return selectors.exception_of(actor=actor, calendar=calendar, exception_id=kwargs["exception"])


class CalendarList(OfProject, ListPage):
    """The calendars by which the plan and its rows may count."""

    policy = "planning.view_calendars"
    title = _("Working calendars")
    selector, table, order = selectors.calendars, CalendarTable, ("name",)
    template = "planning/calendars.html"
    actions = (Action(_("Add calendar"), Link("planning_add_calendar"), policy=EDIT, icon="plus"),)
    empty_title = _("The plan counts by standard hours")
    empty_text = _("Monday to Friday, 8:00 to 17:00 with an hour's break. Add a calendar to say otherwise.")
    empty_icon = "calendar"

    def get_context(self) -> dict[str, Any]:
        return {"views": views_of_plan(self)}


class CalendarPage(OfCalendar, DetailPage):
    """One calendar: its week and its exceptions."""

    policy = "planning.view_calendars"
    title = _("Calendar %(name)s")
    template = "planning/calendar.html"

    def get_actions(self) -> tuple[Action, ...]:
        use = Action(_("Use for the plan"), Link("planning_use_calendar"), policy=EDIT, icon="check")
        if self.subject.project_id is None:
            return (use,)
        return (
            Action(_("Add holidays"), Link("planning_add_holidays"), policy=EDIT, icon="flag"),
            Action(_("Add exception"), Link("planning_add_exception"), policy=EDIT, icon="plus"),
            use,
            Action(_("Edit"), Link("planning_edit_calendar"), policy=EDIT, icon="pencil"),
        )

    def get_context(self) -> dict[str, Any]:
        rows = selectors.exceptions(actor=self.actor, calendar=self.subject)
        plan = selectors.plan_of(actor=self.actor, project=self.project)
        return {
            "week": hours_of_week(self.subject.week),
            "exceptions": ExceptionTable(self.reader).shown(list(rows.values(*ExceptionTable.fields()))),
            "is_used": plan is not None and plan.calendar_id == self.subject.pk,
            "list_url": LIST.url({"org": self.kwargs["org"], "key": self.kwargs["key"]}),
        }


class AddCalendar(OfProject, FormPage):
    """Give the project a calendar."""

    policy = EDIT
    title, verb = _("Add a working calendar"), _("Add calendar")
    form, service = CalendarForm, services.add_calendar
    success = _("The calendar %(name)s is there. Add holidays, or use it for the plan.")
    success_url, cancel_url = Link("planning_calendar", calendar="pk"), LIST

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {}

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return written(WorkCalendar(name=""))


class EditCalendar(OfCalendar, FormPage):
    """Change its name and its week."""

    policy = EDIT
    title = _("Edit calendar %(name)s")
    form, service = CalendarForm, services.edit_calendar
    success = _("The calendar %(name)s is changed. No date has moved.")
    success_url = cancel_url = ONE
    versioned = True

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return written(subject)


class AddException(OfCalendar, FormPage):
    """Days that differ from its week."""

    policy = EDIT
    title, verb = _("Add an exception to %(name)s"), _("Add exception")
    form, service = ExceptionForm, services.add_exception
    success = _("%(name)s is in the calendar. No date has moved.")
    success_url = cancel_url = ONE


class RemoveException(OfException, ActionPage):
    """The days are usual ones again."""

    policy = EDIT
    title, verb = _("Remove %(name)s from the calendar?"), _("Remove exception")
    consequence = _(
        "These days follow the calendar's week again. No date moves before the plan is rescheduled."
    )
    service, success = services.remove_exception, _("%(name)s is changed. No date has moved.")
    success_url = cancel_url = ONE


class UseCalendar(OfCalendar, ActionPage):
    """Let the plan count by it."""

    policy = EDIT
    title, verb = _("Let the plan count by %(name)s?"), _("Use this calendar")
    consequence = _("Durations count in its hours from now on. No date moves before the plan is rescheduled.")
    service, success = services.use_calendar, _("The plan counts by this calendar.")
    success_url = cancel_url = ONE

    def get_arguments(self) -> dict[str, Any]:
        return {"project": self.project, "calendar_id": self.subject.pk}


def added(made: list[CalendarException]) -> str:
    """What became true."""
    told = ngettext("%(n)s day is in the calendar.", "%(n)s days are in the calendar.", len(made))
    return told % {"n": len(made)}


class AddHolidays(OfCalendar, FormPage):
    """A country's holidays of a year: shown first, then added."""

    policy = EDIT
    title, verb = _("Add a country's holidays to %(name)s"), _("Show the days")
    form, service = HolidaysForm, services.add_holidays
    success = staticmethod(added)
    success_url = cancel_url = ONE
    template, part_template = "planning/holidays.html", ""

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {
            "country": self.project.client.country,
            "year": today_of(project=self.project, now=self.actor.now).year,
        }

    def perform(self, cleaned: dict[str, Any]) -> Any:
        seen = cleaned.pop("seen")
        if seen == self.posted.choice:
            return super().perform(cleaned)
        self.days = services.holidays(**cleaned)
        return None

    def make_form(self, **given: Any) -> forms.Form:
        self.posted: Any = super().make_form(**given)
        return self.posted

    def done(self, result: Any) -> HttpResponse:
        if result is not None:
            return super().done(result)
        cleaned = self.posted.cleaned_data
        choice = f"{cleaned['country']}-{cleaned['subdivision']}-{cleaned['year']}"
        self.posted.data = {**self.posted.data.dict(), "seen": choice}
        self.verb = _("Add these days")
        return self.show(self.posted)

    @cached_property
    def known(self) -> Any:
        return services.known_days(self.subject)

    def get_context(self) -> dict[str, Any]:
        days = getattr(self, "days", None)
        if days is None:
            return {}
        local = "name_zh" if is_chinese(get_language()) else "name"
        rows = [
            {
                "day": one.day,
                "name": getattr(one, local),
                "works": one.is_worked,
                "there": one.day in self.known,
            }
            for one in days
        ]
        given = self.posted.cleaned_data
        final = services.announced(country=given["country"], year=given["year"])
        return {"days": HolidayTable(self.reader).shown(rows), "is_final": final}
