"""Pages of projects: the list, a project's settings and verbs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects import selectors, services
from projects.filters import ProjectFilters
from projects.forms.base import StepForm
from projects.forms.projects import NewProjectForm, ProjectSettingsForm, StageForm
from projects.models import Project
from projects.states import PROJECT
from projects.tables import (
    STATES,
    HistoryTable,
    ProjectFacts,
    ProjectTable,
    ReceiptTable,
    history_rows,
)
from projects.tables.sites import ProjectSiteTable
from projects.views.base import HISTORY_ROWS, LIST, SETTINGS, OfProject, Steps
from tenancy.actors import Actor
from tenancy.selectors import history, receipts
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage
from toolkit.reading import Reader
from toolkit.tables import Action
from toolkit.tables.table import Shown


class ProjectList(ListPage):
    """The portfolio: every project the person may know of."""

    policy = "projects.view_projects"
    title = _("Projects")
    selector = selectors.portfolio
    table, filterset = ProjectTable, ProjectFilters
    order = ("key",)
    template = "projects/list.html"
    actions = (
        Action(_("Open a project"), Link("projects_add"), policy="projects.create_project", icon="plus"),
    )
    empty_title, empty_icon = _("No project yet"), "stack-2"
    empty_text = _("Projects you work on stand here. A project manager opens one and names its members.")

    def get_context(self) -> dict[str, Any]:
        return {"say": sentence(selectors.state_counts(actor=self.actor))}


def sentence(counts: dict[str, int]) -> str:
    """The portfolio in one line: how many projects, and in which states."""
    count = sum(counts.values())
    if not count:
        return ""
    told = ngettext("%(count)d project", "%(count)d projects", count) % {"count": count}
    return " · ".join([told, *(f"{STATES[state]} {n}" for state, n in counts.items())])


class AddProject(FormPage):
    """Open a project for a client."""

    policy = "projects.create_project"
    title, verb = _("Open a project"), _("Open project")
    form, custom = NewProjectForm, "projects.Project"
    service = services.create_project
    template = "projects/add.html"
    success = _("%(key)s %(name)s is open.")
    success_url, cancel_url = Link("home_overview", key="key"), LIST

    def get_initial(self, subject: Any) -> dict[str, Any]:
        own = {"manager_id": self.actor.person_id} if "PM" in self.actor.roles else {}
        return {"zone": self.actor.organization.zone, "stage": Project.Stage.DILIGENCE, **own}

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor}


class ProjectSettings(OfProject, DetailPage):
    """What a project is, the verbs on it, and what happened to it."""

    policy = "projects.view_project"
    title = _("Settings")
    facts = ProjectFacts
    template = "projects/settings.html"

    def get_actions(self) -> tuple[Action, ...]:
        return actions_of(self.actor, self.subject)

    def get_context(self) -> dict[str, Any]:
        about = (self.subject, self.actor, self.reader)
        told = {"history": history_of(*about), "receipts": receipts_of(*about)}
        return {"sites": places_of(*about), **told}


def places_of(project: Project, actor: Actor, reader: Reader) -> Shown:
    """Where the project runs."""
    rows = selectors.sites_of(actor=actor, project=project).values(*ProjectSiteTable.fields())
    return ProjectSiteTable(reader).shown(list(rows))


def history_of(project: Project, actor: Actor, reader: Reader) -> Shown:
    """What happened to a project itself, newest first."""
    lines = history(actor=actor, subject_id=project.pk).filter(action__startswith="projects.")
    rows = lines.values("at", "actor_name", "action", "after")[:HISTORY_ROWS]
    return HistoryTable(reader).shown(history_rows(rows))


def receipts_of(project: Project, actor: Actor, reader: Reader) -> Shown | None:
    """Who of the client has read a shared project, and when last."""
    if project.visibility != "shared":
        return None
    return ReceiptTable(reader).shown(receipts(actor=actor, project_id=project.pk))


EDIT = Action(_("Edit"), Link("projects_edit"), policy="projects.update_project", icon="pencil")
STAGE = Action(_("Change stage"), Link("projects_stage"), policy="projects.set_stage")
STATE = Action(_("Change state"), Link("projects_state"), policy="projects.change_state")
CONTRACT = Action(_("Contract"), Link("projects_contract"), policy="projects.set_contract")
PLACES = Action(_("Sites"), Link("projects_set_sites"), policy="projects.set_sites")
SHARE = Action(_("Share with the client"), Link("projects_share"), policy="projects.share_project")
UNSHARE = Action(_("Stop sharing"), Link("projects_unshare"), policy="projects.share_project")


def actions_of(actor: Actor, project: Project) -> tuple[Action, ...]:
    """The verbs that make sense for a project as it stands, and for who looks at it."""
    steps = (STATE,) if PROJECT.choices(actor, project) else ()
    return (EDIT, STAGE, *steps, CONTRACT, PLACES, UNSHARE if project.visibility == "shared" else SHARE)


class EditProject(OfProject, FormPage):
    """Change what the settings say."""

    policy = "projects.update_project"
    title, verb = _("Edit the project"), _("Save project")
    form, custom = ProjectSettingsForm, "projects.Project"
    service = services.update_project
    success = _("%(key)s is saved.")
    success_url = cancel_url = SETTINGS
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Project) -> dict[str, Any]:
        return {"actor": actor, "client_id": subject.client_id}


class SetStage(OfProject, FormPage):
    """Move to another stage of the life cycle."""

    policy = "projects.set_stage"
    title, verb = _("Change stage"), _("Change stage")
    form = StageForm
    service = services.set_stage
    template = "projects/stage.html"
    success = _("%(key)s is at stage %(stage)s.")
    success_url = cancel_url = SETTINGS
    versioned = True

    def get_initial(self, subject: Project) -> dict[str, Any]:
        """The next stage is the usual move."""
        codes = Project.Stage.values
        return {"stage": codes[min(codes.index(subject.stage) + 1, len(codes) - 1)]}


class ChangeState(OfProject, Steps, FormPage):
    """Take a step of the state table."""

    policy = "projects.change_state"
    title, verb = _("Change state"), _("Change state")
    form = StepForm
    states = PROJECT
    service = services.change_state
    success_url = cancel_url = SETTINGS

    def fact(self, result: Project) -> str:
        return f"{result.key}: {result.get_state_display()}"


class ShareProject(OfProject, ActionPage):
    """Let the client see the project."""

    policy = "projects.share_project"
    title, verb = _("Share this project with the client?"), _("Share project")
    consequence = _(
        "The client’s people see its name, stage and state in their portal; each record once it is shared."
    )
    service = services.share_project
    success = _("%(key)s is shared with the client.")
    success_url = cancel_url = SETTINGS
    versioned = True


class UnshareProject(OfProject, ActionPage):
    """Take the project out of the client's sight."""

    policy = "projects.share_project"
    title, verb, danger = _("Stop sharing this project?"), _("Stop sharing"), True
    consequence = _("The client’s people no longer see the project, nor anything in it.")
    service = services.unshare_project
    success = _("%(key)s is no longer shared.")
    success_url = cancel_url = SETTINGS
    versioned = True
