"""Pages about one row: what it says, and the verbs on it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from planning import selectors, services
from planning.forms import (
    EditTaskForm,
    LinkForm,
    MoveForm,
    NewTaskForm,
    ProgressForm,
    ReachForm,
    StepForm,
)
from planning.models import Task
from planning.tables import (
    AssignmentTable,
    BaselineTable,
    LinkTable,
    TaskFacts,
)
from planning.views.lists import is_unsettled
from planning.views.subjects import OfLink, OfProject, OfTask, OfWithdrawnTask
from tenancy.actors import Actor
from tenancy.panels import panels_of
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ReasonForm, Undo
from toolkit.tables import Action

PLAN, TASK = Link("planning_plan"), Link("planning_task", number="number")


class TaskDetail(OfTask, DetailPage):
    """One row with what belongs to it."""

    policy = "planning.view_task"
    facts = TaskFacts
    template = "planning/task.html"
    actions = (
        Action(_("Edit"), Link("planning_edit_task"), policy="planning.edit_task", icon="pencil"),
        Action(_("Report progress"), Link("schedule_report"), policy="schedule.report_progress"),
        Action(_("Hand over"), Link("schedule_hand_over"), policy="schedule.offer_handoff"),
        Action(_("Checklist"), Link("schedule_checklist"), policy="schedule.check_item"),
        Action(_("Reached"), Link("planning_reach"), policy="planning.reach_milestone"),
        Action(_("Use days"), Link("planning_use_buffer"), policy="planning.use_buffer"),
        Action(_("Change state"), Link("planning_change_state"), policy="planning.change_state"),
        Action(_("Estimate"), Link("planning_estimate"), policy="planning.estimate_task"),
        Action(_("Repeat"), Link("planning_repeat_task"), policy="planning.add_task"),
        Action(_("Add dependency"), Link("planning_add_link"), policy="planning.link_tasks"),
        Action(_("Move"), Link("planning_move_task"), policy="planning.move_task"),
        Action(_("Share"), Link("planning_share"), policy="planning.share_task"),
        Action(_("Stop sharing"), Link("planning_unshare"), policy="planning.share_task"),
        Action(_("Withdraw"), Link("planning_withdraw_task"), policy="planning.withdraw_task"),
    )

    def get_title(self) -> str:
        return f"T{self.subject.number} {self.subject.name}"

    def allowed_actions(self) -> list[dict[str, Any]]:
        hidden = {str(label) for label in hidden_actions(self.subject)}
        return [one for one in super().allowed_actions() if str(one["label"]) not in hidden]

    def get_context(self) -> dict[str, Any]:
        about = {"actor": self.actor, "task": self.subject}
        return {
            "unsettled": is_unsettled(self.actor, self.subject.project),
            "buffers_url": Link("planning_buffers").url(self.kwargs),
            "panels": panels_of("task", actor=self.actor, record=self.subject, reader=self.reader),
            "links": LinkTable(self.reader).shown(rows_of(LinkTable, selectors.links_of(**about))),
            "baselines": BaselineTable(self.reader).shown(
                rows_of(BaselineTable, selectors.baselines_of(**about))
            ),
            "assignments": AssignmentTable(self.reader).shown(
                rows_of(AssignmentTable, selectors.assignments_of(**about))
            ),
        }


def rows_of(table: Any, rows: Any) -> list[dict[str, Any]]:
    """Plain rows with the columns that a table declares."""
    return list(rows.values(*table.fields()))


def hidden_actions(task: Task) -> list[Any]:
    """Verbs that make no sense for this row now."""
    hidden = [_("Stop sharing") if task.visibility == "internal" else _("Share")]
    if not task.is_milestone or task.state == Task.State.ACHIEVED:
        hidden.append(_("Reached"))
    if not task.is_buffer or task.has_ended:
        hidden.append(_("Use days"))
    if task.kind != Task.Kind.TASK or task.is_buffer:
        hidden += [_("Report progress"), _("Estimate"), _("Checklist")]
    if task.is_summary or task.is_buffer:
        hidden.append(_("Repeat"))
    if task.is_summary:
        hidden.append(_("Change state"))
    if task.is_summary or task.is_buffer or task.has_ended or task.owner_id is None:
        hidden.append(_("Hand over"))
    return hidden


class AddTask(OfProject, FormPage):
    """Put a row into the plan."""

    policy = "planning.add_task"
    title, verb = _("Add a task"), _("Add task")
    form, custom = NewTaskForm, "planning.Task"
    service = services.add_task
    success = _("T%(number)s %(name)s is in the plan.")
    success_url = cancel_url = PLAN


class AddMilestone(AddTask):
    """Put a milestone into the plan."""

    title, verb = _("Add a milestone"), _("Add milestone")
    success_url = cancel_url = Link("planning_milestones")

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"kind": Task.Kind.MILESTONE}


class EditTask(OfTask, FormPage):
    """Change what a row says."""

    policy = "planning.edit_task"
    verb = _("Save task")
    form, custom = EditTaskForm, "planning.Task"
    service = services.edit_task
    success = _("T%(number)s is saved.")
    success_url, cancel_url = TASK, Link("planning_task")
    versioned = True

    def get_title(self) -> str:
        return f"T{self.subject.number} {self.subject.name}"

    def get_initial(self, subject: Task) -> dict[str, Any]:
        begin = subject.start_at.astimezone(self.zone).date() if subject.start_at else None
        held = subject.constraint_at.astimezone(self.zone).date() if subject.constraint_at else None
        return {**super().get_initial(subject), "begin": begin, "constraint_on": held}

    def get_form_kwargs(self, actor: Actor, subject: Task) -> dict[str, Any]:
        return {"actor": actor, "project": subject.project}


class MoveTask(OfTask, FormPage):
    """Another place in the plan."""

    policy = "planning.move_task"
    title, verb = _("Move T%(number)s %(name)s"), _("Move")
    form = MoveForm
    service = services.move_task
    success = _("T%(number)s moved.")
    success_url = cancel_url = PLAN

    def get_form_kwargs(self, actor: Actor, subject: Task) -> dict[str, Any]:
        return {"actor": actor, "project": subject.project}


class WithdrawTask(OfTask, ActionPage):
    """Take a row and all below it out."""

    policy = "planning.withdraw_task"
    title, verb, danger = _("Withdraw T%(number)s %(name)s?"), _("Withdraw"), True
    consequence = _("It leaves the plan with everything below it, and can be restored for 30 days.")
    form = ReasonForm
    service = services.withdraw_task
    success = _("T%(number)s is withdrawn.")
    success_url, cancel_url = PLAN, Link("planning_task")
    versioned = True
    undo = Undo(Link("planning_restore_task", number="number"), policy="planning.restore_task")


class RestoreTask(OfWithdrawnTask, ActionPage):
    """Bring a row back."""

    policy = "planning.restore_task"
    title, verb = _("Restore T%(number)s %(name)s?"), _("Restore")
    consequence = _("It comes back to its place with what went along with it.")
    service = services.restore_task
    success = _("T%(number)s is back in the plan.")
    success_url = cancel_url = PLAN


class Progress(OfTask, FormPage):
    """Say how far it is."""

    policy = "planning.record_progress"
    title, verb = _("Progress of T%(number)s %(name)s"), _("Report progress")
    form = ProgressForm
    service = services.record_progress
    success = _("T%(number)s is %(percent_complete)s%% done.")
    success_url, cancel_url = TASK, Link("planning_task")
    versioned = True


class ChangeState(OfTask, FormPage):
    """Take a step of the state table."""

    policy = "planning.change_state"
    title, verb = _("Change the state of T%(number)s %(name)s"), _("Change state")
    form = StepForm
    service = services.change_state
    success_url, cancel_url = TASK, Link("planning_task")
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Task) -> dict[str, Any]:
        return {"steps": selectors.steps_of(actor=actor, task=subject)}


class ReachMilestone(OfTask, FormPage):
    """Report that it was reached."""

    policy = "planning.reach_milestone"
    title, verb = _("Milestone T%(number)s %(name)s is reached"), _("Report reached")
    form = ReachForm
    service = services.reach_milestone
    success = _("%(name)s is reached.")
    success_url, cancel_url = TASK, Link("planning_task")
    versioned = True


class ShareTask(OfTask, ActionPage):
    """Let the client see it."""

    policy = "planning.share_task"
    title, verb = _("Share T%(number)s %(name)s with the client?"), _("Share")
    consequence = _("The client sees its name and dates in the portal, once the project is shared too.")
    service = services.share_task
    success = _("T%(number)s is shared with the client.")
    success_url, cancel_url = TASK, Link("planning_task")
    versioned = True
    undo = Undo(Link("planning_unshare"), "version", policy="planning.share_task")


class UnshareTask(OfTask, ActionPage):
    """Take it out of the client's sight."""

    policy = "planning.share_task"
    title, verb = _("Stop sharing T%(number)s %(name)s?"), _("Stop sharing")
    consequence = _("The client does not see it in the portal any longer.")
    service = services.unshare_task
    success = _("T%(number)s is internal again.")
    success_url, cancel_url = TASK, Link("planning_task")
    versioned = True
    undo = Undo(Link("planning_share"), "version", policy="planning.share_task")


class AddLink(OfTask, FormPage):
    """Let the row wait for another one."""

    policy = "planning.link_tasks"
    title, verb = _("Let T%(number)s %(name)s wait for another row"), _("Add dependency")
    form = LinkForm
    service = services.add_dependency
    subject_as = "successor"
    success_url = cancel_url = Link("planning_task")

    def get_form_kwargs(self, actor: Actor, subject: Task) -> dict[str, Any]:
        return {"actor": actor, "project": subject.project}


class RemoveLink(OfLink, ActionPage):
    """Let the row wait no longer."""

    policy = "planning.link_tasks"
    title = _("Let %(successor__name)s wait for %(predecessor__name)s no longer?")
    verb = _("Remove dependency")
    consequence = _("The dates stay as they are.")
    service = services.remove_dependency
    success_url = cancel_url = Link("planning_task")
    versioned = True
