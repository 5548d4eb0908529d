"""Policies: one action per line, declared in each room's `policies.py`; what is not declared is refused.

A policy says which roles may do an action at most. An organization may switch an action off for a role
(`Actor.switched_off`), never on. A role that stands in `own` may do it on its own records only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from toolkit.errors import Denied

if TYPE_CHECKING:
    from tenancy.actors import Actor

BROKEN_GLASS = "BG"
ORGANIZATION_WIDE = frozenset({"TA", "DH", "FI", "AU", BROKEN_GLASS})
CLIENT_ROLES = frozenset({"CS", "CV"})
OWN_ROLES = frozenset({"TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU"})
SYSTEM, PLATFORM = "system", "platform"
READ, WRITE = "read", "write"
LOOKING_VERBS = ("view", "list")
READING_VERBS = (*LOOKING_VERBS, "export")


class SamePerson(Denied):
    """Whoever made it does not approve it."""

    code = "same_person"

    def __init__(self, action: str = "", subject: Any = None) -> None:
        text = _("You made this yourself, so somebody else has to decide on it.")
        super().__init__(action, subject, message=text)


@dataclass(frozen=True)
class Grant:
    """Who may do one action at most.

    `roles`: without restriction. `own`: further roles, on their own records only. `label`: the action in
    words, for the page on which an organization switches actions off. `fixed`: cannot be switched off,
    because it concerns only oneself or is needed to undo a switch. `people_only`: no token may do it.
    """

    roles: frozenset[str]
    label: str | Promise = ""
    own: frozenset[str] = frozenset()
    fixed: bool = False
    people_only: bool = False


@dataclass(frozen=True)
class Rule:
    """Roles that may do one action. `project`: the roles count on the record's project only."""

    name: str
    roles: frozenset[str]
    project: bool
    scope: str
    label: str | Promise = ""
    own: frozenset[str] = frozenset()
    fixed: bool = False
    people_only: bool = False

    @property
    def room(self) -> str:
        """The room that declares it."""
        return self.name.partition(".")[0]


REGISTRY: dict[str, Rule] = {}


def allow(*roles: str) -> frozenset[str]:
    """The roles of one action (codes of DOMAIN 5: TA DH PM TL AG QA WF FI CS CV AU, and `platform`)."""
    return frozenset(roles)


def grant(
    label: str | Promise,
    roles: frozenset[str],
    *,
    own: frozenset[str] = frozenset(),
    fixed: bool = False,
    people_only: bool = False,
) -> Grant:
    """One action with its words; see `Grant`."""
    return Grant(roles, label, own - roles, fixed, people_only)


def register(
    room: str, actions: Mapping[str, Grant | frozenset[str]], *, project: bool = True
) -> dict[str, Rule]:
    """Declare a room's policies; answers the rules by full name (`room.verb_noun`)."""
    rules = {}
    for action, given in actions.items():
        found = given if isinstance(given, Grant) else Grant(given)
        name, scope = f"{room}.{action}", READ if action.startswith(READING_VERBS) else WRITE
        roles = found.roles | found.own
        if project and action.startswith(LOOKING_VERBS) and roles & OWN_ROLES:
            roles |= {BROKEN_GLASS}  # whoever has opened reading looks at projects, and takes nothing away
        rules[name] = Rule(
            name, roles, project, scope, found.label, found.own, found.fixed, found.people_only
        )
    REGISTRY.update(rules)
    return rules


def allowed(actor: "Actor", action: str, record: Any = None) -> bool:
    """Whether the actor may do the action on the record (None: on any record at all)."""
    rule = REGISTRY.get(action)
    if rule is None:
        return False
    if actor.is_system:
        return True
    if actor.scopes is not None and (rule.people_only or rule.scope not in actor.scopes):
        return False
    if actor.on_behalf and rule.scope != READ:
        return False
    return bool(held(actor, rule, record))


def held(actor: "Actor", rule: Rule, record: Any = None) -> frozenset[str]:
    """The roles by which the actor may do the action on the record, without those switched off."""
    here = rule.roles & roles_on(actor, rule, record)
    if rule.own and not is_own(actor, record):
        here -= rule.own
    if not actor.switched_off:
        return here
    return frozenset(role for role in here if (role, rule.name) not in actor.switched_off)


def is_own(actor: "Actor", record: Any) -> bool:
    """Whether the record's `owner` is the actor. What names no owner leads to records that may be own."""
    if not hasattr(record, "owner_id"):
        return True
    return actor.person_id is not None and record.owner_id == actor.person_id


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


def separate(
    actor: "Actor", authors: Iterable[UUID | None], *, action: str = "", subject: Any = None
) -> None:
    """Raise `SamePerson` when the actor is one of the persons who made what is to be approved.

    `authors` are ids of persons (None: the house itself). Whoever is no person cannot be shown to be
    another one and is refused too; the house may (an acceptance deemed after a deadline has no approver).
    """
    if actor.is_system:
        return
    if actor.person_id is None or actor.person_id in set(authors):
        raise SamePerson(action, subject)
