"""What this room shows on a person's and on a client's page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.models import ProjectMember
from projects.selectors import engagement_register, memberships_of, projects, sow_register
from projects.tables import STAGES, STATES, standing
from projects.tables.contracts import EngagementTable, SowTable
from tenancy.actors import Actor
from tenancy.panels import Panel, panel
from toolkit.links import Link
from toolkit.reading import Reader
from toolkit.tables import Choice, Custom, Day, Key, Name, Table

VIEW_CONTRACTS = "projects.view_contracts"
OF_MEMBER, OF_PROJECT = Link("home_overview", key="project__key"), Link("home_overview", key="key")


class MembershipTable(Table):
    """On which projects a person works, from when to when."""

    key = Key(_("Key"), source="project__key", link=OF_MEMBER)
    project = Name(_("Project"), source="project__name", link=OF_MEMBER)
    works_as = Choice(_("Role"), source="role", mapping=dict(ProjectMember.Role.choices))
    starts_on = Day(_("First day"), priority=2)
    ends_on = Day(_("Last day"), priority=2)
    standing = Custom(_("Membership"), render=standing, needs=("starts_on", "ends_on"), silent=True)


class ClientProjectTable(Table):
    """A client's projects."""

    key = Key(_("Key"), link=OF_PROJECT)
    name = Name(_("Project"), link=OF_PROJECT)
    stage = Choice(_("Stage"), mapping=STAGES, priority=2)
    state = Choice(_("State"), mapping=STATES)


class ClientEngagementTable(EngagementTable):
    """A client's engagements."""

    client: Any = None


class ClientSowTable(SowTable):
    """A client's statements of work."""

    client: Any = None


@panel("person")
def projects_of_person(*, actor: Actor, record: Any, reader: Reader) -> Panel:
    """The projects a person works on, among those that the reader may know of."""
    rows: list[dict[str, Any]] = list(
        memberships_of(actor=actor, person_id=record.pk).values(*MembershipTable.fields())
    )
    return Panel(_("Projects"), MembershipTable(reader).shown(rows), _("The person works on no project."))


@panel("client")
def engagements_of_client(*, actor: Actor, record: Any, reader: Reader) -> Panel | None:
    """A client's master agreements, for whoever reads contracts."""
    if not actor.may(VIEW_CONTRACTS):
        return None
    rows = engagement_register(actor=actor).filter(client_id=record.pk)
    shown = ClientEngagementTable(reader).shown(list(rows.values(*ClientEngagementTable.fields())))
    return Panel(_("Engagements"), shown, _("No engagement yet. A delivery head or finance adds one."))


@panel("client")
def sows_of_client(*, actor: Actor, record: Any, reader: Reader) -> Panel | None:
    """A client's statements of work, for whoever reads contracts."""
    if not actor.may(VIEW_CONTRACTS):
        return None
    rows = sow_register(actor=actor).filter(client_id=record.pk)
    shown = ClientSowTable(reader).shown(list(rows.values(*ClientSowTable.fields())))
    return Panel(_("Statements of work"), shown, _("None yet. They are added under an engagement."))


@panel("client")
def projects_of_client(*, actor: Actor, record: Any, reader: Reader) -> Panel:
    """A client's projects, among those that the reader may know of."""
    rows = projects(actor=actor).filter(client_id=record.pk).order_by("key")
    shown = ClientProjectTable(reader).shown(list(rows.values(*ClientProjectTable.fields())))
    return Panel(_("Projects"), shown, _("No project yet. A delivery head or project manager opens one."))
