"""Who may do what somebody was just refused: a sentence for the page that refuses."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from projects.selectors import people_in_role
from projects.selectors import projects as known_projects
from tenancy.actors import Actor
from tenancy.rules import ORGANIZATION_WIDE, REGISTRY, project_id_of
from tenancy.scope import current_scope
from tenancy.selectors import action_label, people, role_labels
from toolkit.formats import sentences

MOST = 5


def who_may(actor: Actor | None, action: str, subject: Any) -> str:
    """The roles that may, and who holds them on the project, where the actor may know it; else nothing.

    For people of the organization only: a client's people learn nothing of who works there.
    """
    rule = REGISTRY.get(action)
    if rule is None or current_scope() is None:
        return ""
    if actor is None or actor.client_id or actor.is_platform or not (roles := role_labels(action)):
        return ""
    open_to = _("“%(action)s” is open to: %(roles)s.") % {
        "action": action_label(action),
        "roles": _(", ").join(roles),
    }
    names = _names(actor, rule.roles - ORGANIZATION_WIDE, project_id_of(subject)) if rule.project else []
    here = _("On this project: %(names)s.") % {"names": _(", ").join(names)} if names else ""
    return sentences(open_to, here)


def _names(actor: Actor, roles: frozenset[str], project_id: UUID | None) -> list[str]:
    """Who holds one of the roles on a project today, the first five by name."""
    if project_id is None or not known_projects(actor=actor).filter(pk=project_id).exists():
        return []
    held = [people_in_role(actor=actor, project_ids=[project_id], role=role) for role in sorted(roles)]
    ids = {person for found in held for person in found.get(project_id, [])}
    return list(people(actor=actor).filter(pk__in=ids).order_by("name").values_list("name", flat=True)[:MOST])
