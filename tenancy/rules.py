"""Policies: one action per line, declared in each room's `policies.py`; what is not declared is refused."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from tenancy.actors import Actor

ORGANIZATION_WIDE = frozenset({"TA", "DH", "FI", "AU"})
CLIENT_ROLES = frozenset({"CS", "CV"})
SYSTEM, PLATFORM = "system", "platform"
READ, WRITE = "read", "write"
READING_VERBS = ("view", "export", "list")


@dataclass(frozen=True)
class Rule:
    """Roles that may do one action. `project`: the roles count on the record's project only."""

    name: str
    roles: frozenset[str]
    project: bool
    scope: str


REGISTRY: dict[str, Rule] = {}


def allow(*roles: str) -> frozenset[str]:
    """The roles of one action (codes of DOMAIN 5: TA DH PM TL AG QA WF FI CS CV AU, and `platform`)."""
    return frozenset(roles)


def register(room: str, actions: dict[str, frozenset[str]], *, project: bool = True) -> dict[str, Rule]:
    """Declare a room's policies; answers the rules by full name (`room.verb_noun`)."""
    rules = {}
    for action, roles in actions.items():
        name = f"{room}.{action}"
        scope = READ if action.startswith(READING_VERBS) else WRITE
        rules[name] = Rule(name, roles, project, scope)
    REGISTRY.update(rules)
    return rules


def allowed(actor: "Actor", action: str, record: Any = None) -> bool:
    """Whether the actor may do the action on the record (None: on any record at all)."""
    rule = REGISTRY.get(action)
    if rule is None:
        return False
    if actor.is_system:
        return True
    if actor.scopes is not None and rule.scope not in actor.scopes:
        return False
    return bool(rule.roles & roles_on(actor, rule, record))


def roles_on(actor: "Actor", rule: Rule, record: Any = None) -> frozenset[str]:
    """The roles an actor has for a rule: all of them, or those held on the record's project."""
    if not rule.project:
        return actor.roles
    everywhere = actor.roles & ORGANIZATION_WIDE
    if actor.is_platform:
        everywhere |= {PLATFORM}
    if CLIENT_ROLES & actor.roles:
        return everywhere
    return everywhere | project_roles()(actor, project_id_of(record))


@cache
def project_roles() -> Any:
    """The question that tells an actor's roles on a project; named in settings, asked of a higher floor."""
    return import_string(settings.MILEPOST_PROJECT_ROLES)


def project_id_of(record: Any) -> UUID | None:
    """The project a record belongs to; a project belongs to itself."""
    if record is None:
        return None
    if isinstance(record, UUID):
        return record
    project_id: UUID | None = getattr(record, "project_id", None)
    if project_id is None and record._meta.label == settings.MILEPOST_PROJECT_MODEL:
        project_id = record.pk
    return project_id


def is_reader(actor: "Actor", record: Any) -> bool:
    """Whether the actor holds any role on the record at all: decides between 403 and 404."""
    rule = Rule("", frozenset(), True, READ)
    return actor.is_system or bool(roles_on(actor, rule, record))
