"""Pages of people and their roles."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tenancy import selectors, services
from tenancy.actors import Actor
from tenancy.filters.people import PeopleFilters
from tenancy.forms.people import NewPersonForm, PersonForm, RoleDaysForm, RoleForm
from tenancy.models import Membership, Person
from tenancy.panels import panels_of
from tenancy.tables.history import HistoryTable, history_rows
from tenancy.tables.invitations import InvitationTable
from tenancy.tables.people import PeopleTable, PersonFacts, RoleTable
from tenancy.views.organizations import HISTORY_ROWS, Kept
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, ReasonForm
from toolkit.tables import Action

PEOPLE, PERSON = Link("tenancy_people"), Link("tenancy_person", person="pk")
OF_PERSON = Link("tenancy_person")
INVITE = Action(_("Invite"), Link("tenancy_invite"), policy="tenancy.invite_person", icon="send")


class OfPerson:
    """About one person; days are the organization's."""

    subject_as = "person"
    actor: Any

    def get_subject(self, actor: Actor, **kwargs: Any) -> Person:
        return selectors.person_by_id(actor=actor, person_id=kwargs["person"])

    def get_reading(self) -> dict[str, Any]:
        return {"as_of": self.actor.today(self.actor.organization.zone)}


class PeopleList(Kept, ListPage):
    """Everyone the organization names."""

    policy = "tenancy.view_people"
    title = _("People")
    selector = selectors.directory
    table, filterset = PeopleTable, PeopleFilters
    order = ("name",)
    template = "tenancy/settings_list.html"
    actions = (
        INVITE,
        Action(_("Add without login"), Link("tenancy_add_person"), policy="tenancy.add_person", icon="plus"),
        Action(_("Import a list"), Link("exchange_import_people"), policy="tenancy.add_person", icon="table"),
    )
    empty_title, empty_icon = _("Nobody yet"), "users"
    empty_text = _("People own tasks, attend meetings and sign in. Invite the first.")


GIVE = Action(_("Give a role"), Link("tenancy_give_role"), policy="tenancy.add_member", icon="plus")
SEND = Action(_("Invite"), Link("tenancy_invite_person"), policy="tenancy.invite_person", icon="send")
EDIT = Action(_("Edit"), Link("tenancy_edit_person"), policy="tenancy.update_person", icon="pencil")
LEAVE = Action(_("Record that the person left"), Link("tenancy_leave"), policy="tenancy.dismiss_person")
BACK = Action(_("Take back"), Link("tenancy_readmit"), policy="tenancy.dismiss_person", icon="restore")


def actions_of(person: Person, actor: Actor) -> tuple[Action, ...]:
    """The verbs that make sense for a person as she stands."""
    if person.left_at is not None:
        return (BACK, EDIT)
    if person.pk == actor.person_id:
        return (EDIT,)
    first = (GIVE,) if person.user_id else (SEND,) if person.email else ()
    return (*first, EDIT, LEAVE)


class PersonPage(OfPerson, Kept, DetailPage):
    """One person: details, roles, projects, what happened."""

    policy = "tenancy.view_people"
    facts = PersonFacts
    template = "tenancy/person.html"

    def get_actions(self) -> tuple[Action, ...]:
        return actions_of(self.subject, self.actor)

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), **person_context(self)}


def person_context(page: PersonPage) -> dict[str, Any]:
    """The lists of a person's page."""
    actor, person, reader = page.actor, page.subject, page.reader
    roles = selectors.roles_of(actor=actor, person=person).values(*RoleTable.fields())
    lines = selectors.person_history(actor=actor, person=person)
    sent = selectors.invitations(actor=actor).filter(person=person).order_by("-created_at")
    return {
        "own": person.pk == actor.person_id,
        "roles": RoleTable(reader).shown(list(roles)),
        "invitations": InvitationTable(reader).shown(
            list(sent.values(*InvitationTable.fields())[:HISTORY_ROWS])
        ),
        "panels": panels_of("person", actor=actor, record=person, reader=reader),
        "history": HistoryTable(reader).shown(
            history_rows(lines.values("at", "actor_name", "action", "after")[:HISTORY_ROWS])
        ),
    }


class AddPerson(FormPage):
    """Name somebody who does not sign in."""

    policy = "tenancy.add_person"
    title, verb = _("Add a person without a login"), _("Add person")
    form, custom = NewPersonForm, "tenancy.Person"
    service = services.add_person
    success = _("%(name)s stands in the list.")
    success_url, cancel_url = PERSON, PEOPLE

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"zone": self.actor.organization.zone, "language": self.actor.organization.language}

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor}


class EditPerson(OfPerson, FormPage):
    """Change what is said of a person."""

    policy = "tenancy.update_person"
    title, verb = _("Edit %(name)s"), _("Save person")
    form, custom = PersonForm, "tenancy.Person"
    service = services.update_person
    success = _("The details of %(name)s are saved.")
    success_url = cancel_url = OF_PERSON
    versioned = True


class Leave(OfPerson, ActionPage):
    """A person leaves."""

    policy = "tenancy.dismiss_person"
    title, verb, danger = _("Has %(name)s left?"), _("Record that the person left"), True
    consequence = _(
        "All roles, API tokens and open invitations end at once. What the person did and owns keeps the name."
    )
    form = ReasonForm
    service = services.leave
    success = _("%(name)s has left. Roles, tokens and invitations are ended.")
    success_url = cancel_url = OF_PERSON
    versioned = True


class Readmit(OfPerson, ActionPage):
    """Take back that somebody left."""

    policy = "tenancy.dismiss_person"
    title, verb = _("Take %(name)s back?"), _("Take back")
    consequence = _("The person may be named again. Roles and tokens stay ended: give them anew.")
    service = services.readmit
    success = _("%(name)s is back. Give a role next.")
    success_url = cancel_url = OF_PERSON
    versioned = True


class GiveRole(OfPerson, FormPage):
    """Give a person with a login a role."""

    policy = "tenancy.add_member"
    title, verb = _("Give %(name)s a role"), _("Give role")
    form = RoleForm
    service = services.add_member
    success = _("The role is given.")
    success_url = cancel_url = OF_PERSON

    def get_initial(self, subject: Person) -> dict[str, Any]:
        return {"starts_on": self.reader.as_of}

    def get_form_kwargs(self, actor: Actor, subject: Person) -> dict[str, Any]:
        return {"is_client": subject.client_id is not None}


class OfRole(OfPerson):
    """About one role of a person."""

    subject_as = "membership"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Membership:  # type: ignore[override]
        person = selectors.person_by_id(actor=actor, person_id=kwargs["person"])
        return selectors.role_by_id(actor=actor, person=person, membership_id=kwargs["membership"])


class RoleDays(OfRole, FormPage):
    """Change from when to when."""

    policy = "tenancy.change_member"
    verb = _("Save days")
    form = RoleDaysForm
    service = services.change_member
    success = _("The days of the role are saved.")
    success_url = cancel_url = OF_PERSON
    versioned = True

    def get_title(self) -> str:
        return f"{self.subject.person.name}, {self.subject.get_role_display()}"


class EndRole(OfRole, ActionPage):
    """End a role at once."""

    policy = "tenancy.end_member"
    verb, danger = _("End the role"), True
    consequence = _("The role ends at once; with the last role, the person’s API tokens end too.")
    form = ReasonForm
    service = services.end_membership
    success = _("The role is ended.")
    success_url = cancel_url = OF_PERSON
    versioned = True

    def get_title(self) -> str:
        told = {"role": self.subject.get_role_display(), "name": self.subject.person.name}
        return _("End the role “%(role)s” of %(name)s?") % told
