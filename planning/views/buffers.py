"""Pages of the time that a plan keeps free."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from planning import services
from planning.buffers import Buffer, buffers, uses
from planning.forms_buffers import BufferForm, UseForm
from planning.tables_buffers import BufferTable, UseTable
from planning.views.lists import is_unsettled, views_of_plan
from planning.views.subjects import OfProject, OfTask
from toolkit.links import Link
from toolkit.pages import DetailPage, FormPage
from toolkit.tables import Action

BUFFERS, TASK = Link("planning_buffers"), Link("planning_task")


class Buffers(OfProject, DetailPage):
    """What each buffer protects, what is left of it, and how fast it burns."""

    policy = "planning.view_plan"
    title = _("Buffers")
    template = "planning/buffers.html"
    actions = (
        Action(_("Add buffer"), Link("planning_add_buffer"), policy="planning.add_task", icon="plus"),
        Action(
            _("Add recovery plan"), Link("schedule_add_recovery_plan"), policy="schedule.add_recovery_plan"
        ),
    )

    def get_context(self) -> dict[str, Any]:
        about = {"actor": self.actor, "project": self.subject}
        found = buffers(**about)
        return {
            "views": views_of_plan(self),
            "unsettled": is_unsettled(self.actor, self.subject),
            "count": len(found),
            "red": sum(one.is_red for one in found),
            "buffers": BufferTable(self.reader).shown([self.row(one) for one in found]),
            "uses": UseTable(self.reader).shown([vars(one) for one in uses(**about)]),
        }

    def row(self, one: Buffer) -> dict[str, Any]:
        """One buffer as a row of its table."""
        guarded = [(TASK.url({**self.kwargs, "number": n}), f"T{n}", name) for n, name in one.protects]
        return {**vars(one), "guarded": guarded}


class AddBuffer(OfProject, FormPage):
    """Keep time free in front of a task or milestone."""

    policy = "planning.add_task"
    title, verb = _("Add a buffer"), _("Add buffer")
    form, service = BufferForm, services.add_buffer
    success = _("T%(number)s %(name)s is in the plan. Reschedule to see what moves.")
    success_url = cancel_url = BUFFERS


class UseBuffer(OfTask, FormPage):
    """Use some of a buffer's days."""

    policy = "planning.use_buffer"
    title, verb = _("Use days of T%(number)s %(name)s"), _("Use days")
    form, service = UseForm, services.use_buffer
    success = _("T%(number)s is shorter now.")
    success_url = cancel_url = BUFFERS
    versioned = True

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {}
