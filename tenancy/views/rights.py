"""Pages of rights: who may do what here, what is switched off, and break-glass reading."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tenancy import selectors, services
from tenancy.actors import Actor
from tenancy.filters.rights import SwitchFilters
from tenancy.models import ActionSwitch, BrokenGlass, Role
from tenancy.selectors.rights import ActionRights, action_label, is_switchable
from tenancy.tables.rights import GlassTable, SwitchTable
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, ReasonForm
from toolkit.tables import Action

RIGHTS, ROLE = Link("tenancy_rights"), Link("tenancy_role_rights")
OPEN_GLASS = Action(_("Open reading"), Link("tenancy_break_glass"), policy="tenancy.break_glass")
END_GLASS = Action(_("End reading"), Link("tenancy_close_glass"), policy="tenancy.close_glass")


class RightsPage(DetailPage):
    """Every action against every role."""

    policy = "tenancy.view_rights"
    title = _("Rights")
    template = "tenancy/rights.html"
    actions = (Action(_("What was switched off"), Link("tenancy_switches"), policy="tenancy.view_rights"),)

    def get_context(self) -> dict[str, Any]:
        rooms = selectors.rights(actor=self.actor)
        off = Counter(
            right.role for room in rooms for row in room.actions for right in row.rights if right.switch
        )
        return {"rooms": rooms, "roles": role_links(self.kwargs, off=off), "off": off.total()}


class RoleRights(DetailPage):
    """What one role may do here."""

    policy = "tenancy.view_rights"
    template = "tenancy/role_rights.html"

    def get_subject(self, actor: Actor, **kwargs: str) -> Role | None:
        return Role(kwargs["role"]) if kwargs["role"] in Role.values else None

    def get_title(self) -> str:
        return str(self.subject.label)

    def get_context(self) -> dict[str, Any]:
        rooms = selectors.rights(actor=self.actor, role=self.subject.value)
        return {
            "rooms": rooms,
            "roles": role_links(self.kwargs, active=self.subject.value),
            "may_switch": self.actor.may("tenancy.switch_action"),
        }


def role_links(
    arguments: dict[str, Any], *, active: str = "", off: Mapping[str, int] | None = None
) -> list[dict[str, Any]]:
    """The roles as tabs, with how many actions are off."""
    return [
        {
            "label": label,
            "url": ROLE.url({**arguments, "role": code}),
            "active": code == active,
            "off": (off or {}).get(code, 0),
        }
        for code, label in Role.choices
    ]


class SwitchList(ListPage):
    """What was ever switched off."""

    policy = "tenancy.view_rights"
    title = _("Switched-off actions")
    selector = selectors.switches
    table = SwitchTable
    filterset = SwitchFilters
    order = ("-made_at",)
    empty_title, empty_icon = _("Nothing was ever switched off"), "toggle-right"
    empty_text = _("Every role may do what its policy allows. Open a role’s rights to take an action away.")


class SwitchOff(ActionPage):
    """Take an action from a role."""

    policy = "tenancy.switch_action"
    verb, danger = _("Switch off"), True
    consequence = _("It counts from the next click on, on pages and in the API. It can be switched on again.")
    form = ReasonForm
    service = services.switch_off
    success = _("The action is switched off.")
    success_url = cancel_url = ROLE

    def get_subject(self, actor: Actor, **kwargs: str) -> ActionRights | None:
        action, role = kwargs["action"], kwargs["role"]
        return ActionRights(action, action_label(action), []) if is_switchable(role, action) else None

    def get_title(self) -> str:
        about = {"action": self.subject.label, "role": Role(self.kwargs["role"]).label}
        return _("%(role)s: switch off “%(action)s”?") % about


class SwitchOn(ActionPage):
    """Give an action back to a role."""

    policy = "tenancy.switch_action"
    verb = _("Switch on")
    consequence = _("The role may do it again, as far as its policy allows.")
    form = ReasonForm
    service = services.switch_on
    subject_as = "switch"
    success = _("The action is switched on.")
    versioned = True
    success_url, cancel_url = Link("tenancy_role_rights", role="role"), RIGHTS

    def get_subject(self, actor: Actor, **kwargs: UUID) -> ActionSwitch:
        return selectors.switches(actor=actor).standing().get(pk=kwargs["pk"])

    def get_title(self) -> str:
        about = {"action": action_label(self.subject.action), "role": Role(self.subject.role).label}
        return _("%(role)s: switch on “%(action)s”?") % about


class GlassList(ListPage):
    """Who opened reading of client content, and why."""

    policy = "tenancy.view_glass"
    title = _("Break-glass reading")
    selector = selectors.glasses
    table = GlassTable
    order = ("-opened_at",)
    template = "tenancy/glass.html"
    empty_title, empty_icon = _("Nobody opened reading"), "lock"
    empty_text = _(
        "Administrators do not read tasks, indicators and other content of clients. In an emergency one"
        " opens reading for an hour, with a reason; it is told to others and every page read is logged."
    )

    def get_actions(self) -> tuple[Action, ...]:
        return (END_GLASS,) if self.actor.glass_until else (OPEN_GLASS,)


class BreakGlass(FormPage):
    """Open reading for an hour."""

    policy = "tenancy.break_glass"
    title, verb = _("Open reading of client content?"), _("Open reading for 60 minutes")
    template = "tenancy/break_glass.html"
    form = ReasonForm
    service = services.break_glass
    success = _("Reading is open for 60 minutes.")
    success_url = cancel_url = Link("tenancy_glass")
    danger = True


class CloseGlass(ActionPage):
    """End one's own reading early."""

    policy = "tenancy.close_glass"
    title, verb = _("End your reading now?"), _("End reading")
    consequence = _("Content of clients is closed to you again at once.")
    service = services.close_glass
    subject_as = "glass"
    success = _("Your reading has ended.")
    success_url = cancel_url = Link("tenancy_glass")

    def get_subject(self, actor: Actor, **kwargs: str) -> BrokenGlass | None:
        return selectors.own_open(actor=actor).first()
