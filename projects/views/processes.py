"""Pages of a project's processes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects import selectors, services
from projects.filters import ProcessFilters
from projects.forms.base import StepForm
from projects.forms.processes import NewProcessForm, ProcessForm
from projects.models import Process
from projects.selectors import process_by_code, project_by_key
from projects.states import PROCESS
from projects.tables.sites import ProcessFacts, ProcessTable
from projects.views.base import Chosen, OfProject, Steps
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage
from toolkit.tables import Action

PROCESSES, OF_PROCESS = Link("projects_processes"), Link("projects_process")
EDIT = Action(_("Edit"), Link("projects_edit_process"), policy="projects.update_process", icon="pencil")
STATE = Action(_("Change state"), Link("projects_process_state"), policy="projects.change_process_state")
SHARE = Action(_("Share with the client"), Link("projects_share_process"), policy="projects.share_process")
UNSHARE = Action(_("Stop sharing"), Link("projects_unshare_process"), policy="projects.share_process")


class OfProcess:
    """About one process."""

    subject_as = "process"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Process:
        project = project_by_key(actor=actor, key=kwargs["key"])
        return process_by_code(actor=actor, project=project, code=kwargs["process"])


class ProcessList(OfProject, ListPage):
    """What the project takes over and runs."""

    policy = "projects.view_processes"
    title = _("Processes")
    selector = selectors.processes
    table, filterset = ProcessTable, ProcessFilters
    order = ("code",)
    actions = (
        Action(_("Add a process"), Link("projects_add_process"), policy="projects.add_process", icon="plus"),
    )
    empty_title, empty_icon = _("No process yet"), "route"
    empty_text = _("A process is one line of business: a channel, a volume, a handling time. Name the first.")


class AddProcess(Chosen, OfProject, FormPage):
    """Name a process."""

    policy = "projects.add_process"
    title, verb = _("Add a process"), _("Add process")
    form = NewProcessForm
    service = services.add_process
    success = _("%(code)s %(name)s is a process of the project.")
    success_url, cancel_url = Link("projects_process", process="code"), PROCESSES

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"criticality": Process.Criticality.MEDIUM}


class ProcessPage(OfProcess, DetailPage):
    """One process."""

    policy = "projects.view_processes"
    facts = ProcessFacts
    template = "projects/process.html"

    def get_actions(self) -> tuple[Action, ...]:
        return (EDIT, STATE, UNSHARE if self.subject.visibility == "shared" else SHARE)


class EditProcess(Chosen, OfProcess, FormPage):
    """Change what is said of a process."""

    policy = "projects.update_process"
    title, verb = _("Edit %(name)s"), _("Save process")
    form = ProcessForm
    service = services.update_process
    success = _("%(code)s is saved.")
    success_url = cancel_url = OF_PROCESS
    versioned = True


class ChangeProcessState(OfProcess, Steps, FormPage):
    """Take a step of a process's life."""

    policy = "projects.change_process_state"
    title, verb = _("Change state"), _("Change state")
    form = StepForm
    states = PROCESS
    service = services.change_process_state
    success_url = cancel_url = OF_PROCESS


class ShareProcess(OfProcess, ActionPage):
    """Let the client see the process."""

    policy = "projects.share_process"
    title, verb = _("Share this process with the client?"), _("Share process")
    consequence = _("The client’s people see it in their portal, once the project itself is shared.")
    service = services.share_process
    success = _("%(code)s is shared with the client.")
    success_url = cancel_url = OF_PROCESS
    versioned = True


class UnshareProcess(OfProcess, ActionPage):
    """Take the process out of the client's sight."""

    policy = "projects.share_process"
    title, verb, danger = _("Stop sharing this process?"), _("Stop sharing"), True
    consequence = _("The client’s people no longer see it.")
    service = services.unshare_process
    success = _("%(code)s is no longer shared.")
    success_url = cancel_url = OF_PROCESS
    versioned = True
