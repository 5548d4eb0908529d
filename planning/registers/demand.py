"""Demand lines: their form and columns."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.models import DemandLine
from projects.registers.declared import Register
from projects.registers.forms import RegisterForm, chinese_title, long_text, one_of, title_field
from projects.registers.tables import key, titled
from projects.selectors import Project, sites
from tenancy.actors import Actor
from toolkit.amounts import AmountField
from toolkit.days import DayField
from toolkit.filters import Between, Filters, Search
from toolkit.tables import Day, Name, Number, Table, Text, in_language


def site_choices(*, actor: Actor, project: Project) -> list[tuple[Any, Any]]:
    """Where the organization works."""
    rows = sites(actor=actor).values("pk", "name", "name_zh")
    return [("", _("Anywhere")), *((row["pk"], in_language(row, "name")) for row in rows)]


class DemandForm(RegisterForm):
    """Whom the project needs."""

    offers = {"site_id": site_choices}

    title = title_field(_("Role"))
    title_zh = chinese_title()
    skill = forms.CharField(label=_("Skill"), max_length=120, required=False)
    site_id = one_of(_("Site"))
    headcount = AmountField(
        label=_("Headcount"),
        min_value=0,
        max_digits=8,
        decimal_places=2,
        help_text=_("Full-time people; 0.5 is half of one."),
    )
    from_on = DayField(label=_("From"))
    to_on = DayField(label=_("To"), required=False)
    reason = long_text(_("Why"))


class DemandTable(Table):
    """Whom the project needs."""

    caption = _("Demand")
    number = key("planning_demand_line", "DL")
    title = titled(_("Role"), "planning_demand_line")
    skill = Text(_("Skill"), priority=2)
    site = Name(_("Site"), source="site__name", priority=2)
    headcount = Number(_("Headcount"))
    from_on = Day(_("From"))
    to_on = Day(_("To"))
    derived_from = Text(_("From the plan"), priority=3)


class DemandFacts(Table):
    """What is said of one."""

    skill = Text(_("Skill"))
    site = Name(_("Site"), source="site__name")
    headcount = Number(_("Headcount"))
    from_on = Day(_("From"))
    to_on = Day(_("To"))
    derived_from = Text(_("From the plan"))
    reason = Text(_("Why"))


class DemandFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "skill", label=_("Search"))
    from_on = Between(label=_("From"))


DEMAND = Register(
    DemandLine,
    "demand_line",
    "demand_lines",
    name=_("Demand line"),
    names=_("Demand lines"),
    purpose=_("Role, skill, site, count and days: derived from the plan, and what people write beside it."),
    icon="users",
    form=DemandForm,
    table=DemandTable,
    facts=DemandFacts,
    filterset=DemandFilters,
    order=("from_on", "number"),
    related=("site",),
)
