"""Pages of a project's members."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects import selectors, services
from projects.forms.members import MemberDaysForm, NewMemberForm, NewMembersForm
from projects.models import Project, ProjectMember
from projects.policies import membership_day
from projects.selectors import member_by_id, project_by_key
from projects.tables import MemberTable
from projects.views.base import LIST, MEMBERS, OfProject
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import ActionPage, FormPage, ListPage, ReasonForm
from toolkit.tables import Action


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
        Action(_("Add several"), Link("projects_add_members"), policy="projects.add_member"),
        Action(
            _("Import a list"), Link("exchange_import_members"), policy="projects.add_member", icon="table"
        ),
    )
    empty_title, empty_icon = _("Nobody works on it yet"), "users"
    empty_text = _("Members see the project and act in it by their role. Add the first.")


class Joining(OfMembers):
    """A form that gives people a role."""

    def get_initial(self, subject: Project) -> dict[str, Any]:
        return {"starts_on": membership_day(self.actor), "role": ProjectMember.Role.MEMBER}

    def get_form_kwargs(self, actor: Actor, subject: Project) -> dict[str, Any]:
        return {"actor": actor}


class AddMember(Joining, FormPage):
    """Give a person a role on the project."""

    policy = "projects.add_member"
    title, verb = _("Add a member"), _("Add member")
    form = NewMemberForm
    service = services.add_member
    success = _("%(person__name)s is a member.")
    success_url = cancel_url = MEMBERS


def joined_now(added: list[ProjectMember]) -> str:
    """How many are new."""
    if not added:
        return str(_("All of them had this role already."))
    return ngettext("%(count)d member is new.", "%(count)d members are new.", len(added)) % {
        "count": len(added)
    }


class AddMembers(Joining, FormPage):
    """Give several people the same role."""

    policy = "projects.add_member"
    title, verb = _("Add several members"), _("Add members")
    form = NewMembersForm
    service = services.add_members
    success = staticmethod(joined_now)
    success_url = cancel_url = MEMBERS

    def get_success_url(self, result: Any) -> str:
        return self.link(MEMBERS)


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
