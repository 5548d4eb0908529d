"""Who may do what with projects, and which projects an actor may know of."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models import ProjectMember
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES, ORGANIZATION_WIDE, PLATFORM, allow, grant, register
from tenancy.walls import Visibility

READERS = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU", "platform")
MANAGERS = allow("DH", "PM")
EVERYWHERE = ORGANIZATION_WIDE | {PLATFORM}

POLICIES = {
    **register(
        "projects",
        {
            "view_projects": grant(_("See the list of projects"), READERS),
            "create_project": grant(_("Open a project"), MANAGERS),
            "admit_person": allow(),  # the house itself, after an invitation or when somebody leaves
        },
        project=False,
    ),
    **register(
        "projects",
        {
            "view_project": grant(_("Open a project’s settings"), READERS),
            "update_project": grant(_("Edit a project"), MANAGERS),
            "share_project": grant(_("Share a project with the client"), MANAGERS),
            "set_stage": grant(_("Move a project to another stage"), MANAGERS),
            "change_state": grant(_("Change the state of a project"), MANAGERS),
            "view_members": grant(_("See a project’s members"), READERS),
            "add_member": grant(_("Add a member"), MANAGERS),
            "change_member": grant(_("Change a member’s days"), MANAGERS),
            "remove_member": grant(_("Remove a member"), MANAGERS),
        },
    ),
}


def visible(actor: Actor, prefix: str = "") -> Q:
    """The projects an actor may know of; `prefix` leads from another table to its project (`project__`).

    Organization-wide roles see all; a client's people see their client's shared ones; everybody else those
    where the person is a member today.
    """
    if actor.is_system or actor.roles & EVERYWHERE:
        return Q()
    if actor.roles & CLIENT_ROLES:
        return Q(
            **{f"{prefix}client_id": actor.client_id, f"{prefix}visibility": Visibility.SHARED},
        )
    if actor.person_id is None:
        return Q(**{f"{prefix}id__in": []})
    mine = ProjectMember.objects.current(on=membership_day(actor)).filter(person_id=actor.person_id)
    return Q(**{f"{prefix}id__in": mine.values("project_id")})


def membership_day(actor: Actor) -> date:
    """The day on which memberships begin and end: the organization's."""
    return actor.today(actor.organization.zone)
