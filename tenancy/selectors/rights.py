"""Questions about rights: who may do what here, what was switched off, who has opened reading."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import Case, CharField, Q, QuerySet, Value, When

from tenancy.actors import Actor
from tenancy.models import ActionSwitch, BrokenGlass, Role
from tenancy.models.rights import SwitchQuerySet
from tenancy.rules import CLIENT_ROLES, OWN_ROLES, REGISTRY, Rule

MAY, OWN, OFF, FIXED, NOT = "may", "own", "off", "fixed", ""


@dataclass(frozen=True)
class Right:
    """Whether one role may do one action here: `may`, `own` (its own records), `off`, `fixed` or `` (not)."""

    role: str
    action: str
    state: str
    switch: ActionSwitch | None = None


@dataclass(frozen=True)
class ActionRights:
    """One action with its words and what each role may."""

    action: str
    label: str
    rights: list[Right]


@dataclass(frozen=True)
class RoomRights:
    """The actions of one room."""

    label: str
    actions: list[ActionRights]


def switches(*, actor: Actor) -> SwitchQuerySet:
    """What was ever switched off, lifted ones included, with who did it."""
    return ActionSwitch.objects.select_related("made_by", "lifted_by")


def glasses(*, actor: Actor) -> QuerySet[BrokenGlass]:
    """Every break-glass reading with its `state` at the actor's now: open, closed early, or over."""
    state = Case(
        When(closed_at__isnull=False, then=Value("closed")),
        When(until__gt=actor.now, then=Value("open")),
        default=Value("over"),
        output_field=CharField(),
    )
    return BrokenGlass.objects.select_related("person").annotate(state=state)


def own_open(*, actor: Actor) -> QuerySet[BrokenGlass]:
    """The actor's own reading that is open now, if there is one."""
    mine = Q(person_id=actor.person_id, closed_at__isnull=True, until__gt=actor.now)
    return BrokenGlass.objects.filter(mine)


def rights(*, actor: Actor, role: str = "") -> list[RoomRights]:
    """Every action of every room and what each role (or the one named) may; one query."""
    off = {(one.role, one.action): one for one in switches(actor=actor).standing()}
    roles = [role] if role else Role.values
    by_room: dict[str, list[ActionRights]] = {}
    for rule in offered_rules():
        row = ActionRights(rule.name, str(rule.label), [right(rule, one, off) for one in roles])
        if not role or row.rights[0].state:
            by_room.setdefault(rule.room, []).append(row)
    return [RoomRights(room_label(room), rows) for room, rows in by_room.items()]


def right(rule: Rule, role: str, off: dict[tuple[str, str], ActionSwitch]) -> Right:
    """One cell of the table."""
    switch = off.get((role, rule.name))
    return Right(role, rule.name, OFF if switch else state_of(rule, role), switch)


def state_of(rule: Rule, role: str) -> str:
    """What the policy gives the role before anything is switched off."""
    if role not in rule.roles:
        return NOT
    if rule.fixed:
        return FIXED
    return OWN if role in rule.own else MAY


def offered_rules() -> Iterator[Rule]:
    """The policies that a role of the organization has, room by room from the lowest floor up."""
    for room in settings.MILEPOST_ROOMS:
        for rule in REGISTRY.values():
            if rule.room == room and rule.roles & (OWN_ROLES | CLIENT_ROLES):
                yield rule


def is_switchable(role: str, action: str) -> bool:
    """Whether an organization may take the action from the role."""
    rule = REGISTRY.get(action)
    return rule is not None and role in Role.values and state_of(rule, role) in (MAY, OWN)


def action_label(action: str) -> str:
    """An action in words; of a later version's action its name."""
    rule = REGISTRY.get(action)
    return str(rule.label if rule else action) or action


def role_labels(action: str) -> list[str]:
    """The roles that may do an action at most, in words, in the order of the page of rights."""
    rule = REGISTRY.get(action)
    return [str(label) for code, label in Role.choices if rule and code in rule.roles]


def room_label(room: str) -> str:
    """A room in words."""
    return str(apps.get_app_config(room).verbose_name)
