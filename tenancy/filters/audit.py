"""Narrowing the trail and the access log."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tenancy import selectors, trail
from tenancy.models import AccessLine
from tenancy.rules import REGISTRY
from toolkit.filters import Between, Filter, Filters, OneOf, Reference, Search


def actions(actor: Any) -> list[tuple[str, Any]]:
    """Every action there is, by its words."""
    known = {**dict.fromkeys(trail.ACTS), **dict.fromkeys(REGISTRY)}
    return sorted(((name, trail.act(name)) for name in known), key=lambda pair: str(pair[1]))


def projects(actor: Any) -> list[tuple[Any, str]]:
    """Every project by its key."""
    return selectors.project_keys(actor=actor)


class AuditFilters(Filters):
    """Who, what, on which record, in which project, through which door, when, in which request."""

    who = Search("actor_name", "on_behalf", label=_("Who"))
    action = OneOf(actions, label=_("Action"), many=True)
    key = Search("subject_key", label=_("Record"))
    record = Reference("subject_id", label=_("Identifier of a record"))
    project = Reference("project", choices=projects, label=_("Project"))
    door = OneOf(trail.DOORS, source="via", label=_("Door"))
    at = Between(label=_("Day"), instants=True)
    request = Filter("request_id", label=_("Request ID"))


class AccessFilters(Filters):
    """Who, which kind of look, on which record, in which project, when, in which request."""

    who = Search("actor_name", "on_behalf", label=_("Who"))
    kind = OneOf(AccessLine.Kind.choices, label=_("Kind"), many=True)
    key = Search("subject_key", "address", label=_("Record or address"))
    record = Reference("subject_id", label=_("Identifier of a record"))
    project = Reference("project", choices=projects, label=_("Project"))
    door = OneOf(trail.DOORS, source="via", label=_("Door"))
    at = Between(label=_("Day"), instants=True)
    request = Filter("request_id", label=_("Request ID"))
