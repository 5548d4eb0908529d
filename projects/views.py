"""Pages of projects: the portfolio, a project's settings and verbs, its members."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects import selectors, services
from projects.filters import ProjectFilters
from projects.forms import (
    MemberDaysForm,
    NewMemberForm,
    NewProjectForm,
    ProjectForm,
    StageForm,
    StepForm,
)
from projects.models import Project, ProjectMember
from projects.policies import membership_day
from projects.selectors import member_by_id, project_by_key
from projects.states import PROJECT
from projects.tables import (
    STATES,
    HistoryTable,
    MemberTable,
    ProjectFacts,
    ProjectTable,
    ReceiptTable,
    history_rows,
)
from tenancy.actors import Actor
from tenancy.selectors import history, receipts
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, ReasonForm
from toolkit.reading import Reader
from toolkit.tables import Action
from toolkit.tables.table import Shown

LIST, SETTINGS, MEMBERS = Link("projects_list"), Link("projects_settings"), Link("projects_members")
HISTORY_ROWS = 20


class OfProject:
    """About one project."""

    subject_as = "project"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Project:
        return project_by_key(actor=actor, key=kwargs["key"])


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
    form = NewProjectForm
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

    @property
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return actions_of(self.actor, self.subject)

    def get_context(self) -> dict[str, Any]:
        about = (self.subject, self.actor, self.reader)
        return {"history": history_of(*about), "receipts": receipts_of(*about)}


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
SHARE = Action(_("Share with the client"), Link("projects_share"), policy="projects.share_project")
UNSHARE = Action(_("Stop sharing"), Link("projects_unshare"), policy="projects.share_project")


def actions_of(actor: Actor, project: Project) -> tuple[Action, ...]:
    """The verbs that make sense for a project as it stands, and for who looks at it."""
    steps = (STATE,) if PROJECT.choices(actor, project) else ()
    return (EDIT, STAGE, *steps, UNSHARE if project.visibility == "shared" else SHARE)


class EditProject(OfProject, FormPage):
    """Change what the settings say."""

    policy = "projects.update_project"
    title, verb = _("Edit the project"), _("Save project")
    form = ProjectForm
    service = services.update_project
    success = _("%(key)s is saved.")
    success_url = cancel_url = SETTINGS
    versioned = True


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


def state_said(project: Project) -> str:
    """The fact after a step."""
    return f"{project.key}: {project.get_state_display()}"


class ChangeState(OfProject, FormPage):
    """Take a step of the state table."""

    policy = "projects.change_state"
    title, verb = _("Change state"), _("Change state")
    form = StepForm
    service = services.change_state
    template = "projects/state.html"
    success = staticmethod(state_said)
    success_url = cancel_url = SETTINGS
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Project) -> dict[str, Any]:
        return {"steps": PROJECT.choices(actor, subject)}


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


class OfMembers(OfProject):
    """About a project's members: their days are the organization's."""

    actor: Any

    def get_reading(self) -> dict[str, Any]:
        return {"as_of": membership_day(self.actor)}


class MemberList(OfMembers, ListPage):
    """Who works on the project, past and future members included."""

    policy = "projects.view_members"
    title = _("Members")
    selector = selectors.members
    table = MemberTable
    order = ("person__name", "role")
    actions = (
        Action(_("Add member"), Link("projects_add_member"), policy="projects.add_member", icon="plus"),
    )
    empty_title, empty_icon = _("Nobody works on it yet"), "users"
    empty_text = _("Members see the project and act in it by their role. Add the first.")


class AddMember(OfMembers, FormPage):
    """Give a person a role on the project."""

    policy = "projects.add_member"
    title, verb = _("Add a member"), _("Add member")
    form = NewMemberForm
    service = services.add_member
    success = _("%(person__name)s is a member.")
    success_url = cancel_url = MEMBERS

    def get_initial(self, subject: Project) -> dict[str, Any]:
        return {"starts_on": membership_day(self.actor), "role": ProjectMember.Role.MEMBER}

    def get_form_kwargs(self, actor: Actor, subject: Project) -> dict[str, Any]:
        return {"actor": actor}


class OfMember:
    """About one membership."""

    subject_as = "member"
    actor: Any
    link: Any

    def get_subject(self, actor: Actor, **kwargs: Any) -> ProjectMember:
        project = project_by_key(actor=actor, key=kwargs["key"])
        return member_by_id(actor=actor, project=project, member_id=kwargs["member"])

    def get_success_url(self, result: ProjectMember) -> str:
        """Back to the members; who has just ended the own membership goes to the list of projects."""
        url: str = self.link(MEMBERS if self.actor.may("projects.view_members", result) else LIST)
        return url


class EditMember(OfMember, FormPage):
    """Change the days of a membership."""

    policy = "projects.change_member"
    verb = _("Save days")
    form = MemberDaysForm
    service = services.change_member
    success = _("The days of %(person__name)s are saved.")
    cancel_url = MEMBERS
    versioned = True

    def get_title(self) -> str:
        return f"{self.subject.person.name}, {self.subject.get_role_display()}"


class RemoveMember(OfMember, ActionPage):
    """Take a person's role away."""

    policy = "projects.remove_member"
    verb, danger = _("Remove member"), True
    consequence = _("The role ends at once. What the person did stays in the history.")
    form = ReasonForm
    service = services.remove_member
    success = _("%(person__name)s is no longer a member in this role.")
    cancel_url = MEMBERS
    versioned = True

    def get_title(self) -> str:
        return _("Remove %(name)s from the project?") % {"name": self.subject.person.name}
