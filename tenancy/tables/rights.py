"""Columns of lists about rights."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenancy.models import Role
from tenancy.rules import REGISTRY
from toolkit.reading import Reader
from toolkit.tables import Action, Actions, Choice, Custom, Instant, Link, Person, Status, Table, Text

ROLES = dict(Role.choices)


def words(row: Mapping[str, Any], reader: Reader) -> str:
    """The action in words; a policy that no longer exists is named as it was."""
    rule = REGISTRY.get(row["action"])
    return str(rule.label if rule else row["action"])


class SwitchTable(Table):
    """What was switched off, by whom, and whether it still is."""

    caption = _("Switched-off actions")
    what = Custom(_("Action"), render=words, exports=words, source="action", needs=("action",))
    held = Choice(_("Role"), source="role", mapping=ROLES)
    made_at = Instant(_("Switched off"))
    made_by = Person(_("By"), source="made_by__name", priority=2)
    reason = Text(_("Reason"), priority=2)
    lifted_at = Instant(_("Switched on again"))
    lifted_by = Person(_("Given back by"), source="lifted_by__name", priority=3)
    lifted_reason = Text(_("Reason for that"), priority=3)
    actions = Actions(
        Action(
            _("Switch on"),
            Link("tenancy_switch_on", pk="id"),
            policy="tenancy.switch_action",
            when=lambda row: row["lifted_at"] is None,
        ),
        needs=("lifted_at",),
    )


class GlassTable(Table):
    """Who opened reading, when and why."""

    caption = _("Break-glass readings")
    person = Person(_("Administrator"), source="person__name")
    reason = Text(_("Reason"))
    opened_at = Instant(_("Opened"))
    until = Instant(_("Until"))
    closed_at = Instant(_("Ended early"), priority=2)
    state = Status(
        _("State"),
        sort=False,
        mapping={
            "open": (pgettext_lazy("access", "Open"), "amber"),
            "closed": (_("Ended"), "open"),
            "over": (_("Over"), "open"),
        },
    )
