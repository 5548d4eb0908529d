"""Who may do what with projects, and which projects an actor may know of."""

from datetime import date

from django.db.models import Q

from projects.models import ProjectMember
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES, ORGANIZATION_WIDE, PLATFORM, allow, register
from tenancy.walls import Visibility

READERS = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU", "platform")
EVERYWHERE = ORGANIZATION_WIDE | {PLATFORM}

POLICIES = {
    **register(
        "projects",
        {
            "view_projects": READERS,
            "create_project": allow("DH", "PM"),
        },
        project=False,
    ),
    **register(
        "projects",
        {
            "view_project": READERS,
            "update_project": allow("DH", "PM"),
            "share_project": allow("DH", "PM"),
            "set_stage": allow("DH", "PM"),
            "change_state": allow("DH", "PM"),
            "view_members": READERS,
            "add_member": allow("DH", "PM"),
            "change_member": allow("DH", "PM"),
            "remove_member": allow("DH", "PM"),
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
