"""Scope items: their form and columns, and what extra work asks before it is agreed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.models import ScopeItem
from planning.registers.offers import processes_here, sites_here
from planning.states import SCOPE_ITEM
from projects.registers.declared import Register
from projects.registers.forms import (
    RegisterForm,
    chinese_title,
    long_text,
    one_of,
    owner_field,
    title_field,
)
from projects.registers.tables import key, state, titled
from tenancy.actors import Actor
from toolkit.errors import DomainError
from toolkit.filters import Filters, OneOf, Search
from toolkit.tables import Choice, Name, Person, Table, Text

KINDS = dict(ScopeItem.Kind.choices)
TEXTS = ("title", "title_zh", "description", "lob", "department", "clause")


class ExtraUnpriced(DomainError):
    """Work outside the contract costs something, or it is said that it costs nothing."""

    code = "extra_unpriced"
    message = _("%(key)s has no price yet. Price it first; 0 is a price, too.")


class ScopeItemForm(RegisterForm):
    """One line of the scope."""

    offers = {"process_id": processes_here, "site_id": sites_here}

    title = title_field(_("Scope item"))
    title_zh = chinese_title()
    kind = forms.ChoiceField(label=_("Type"), choices=ScopeItem.Kind.choices, initial=ScopeItem.Kind.IN)
    description = long_text(_("Description"))
    process_id = one_of(_("Process"))
    lob = forms.CharField(
        label=_("Line of business"),
        max_length=120,
        required=False,
        help_text=_("Such as customer care or accounts payable, where it spans several processes."),
    )
    department = forms.CharField(label=_("Client’s department"), max_length=120, required=False)
    site_id = one_of(_("Site"))
    clause = forms.CharField(
        label=_("Clause of the statement of work"), max_length=120, required=False, help_text="SOW-2 § 3.1"
    )
    owner_id = owner_field()


class ScopeItemTable(Table):
    """The scope of a project."""

    caption = _("Scope")
    number = key("planning_scope_item", "SC")
    title = titled(_("Scope item"), "planning_scope_item")
    kind = Choice(_("Type"), mapping=KINDS)
    process = Name(_("Process"), source="process__name", priority=2)
    lob = Text(_("Line of business"), priority=3)
    department = Text(_("Client’s department"), priority=2)
    site = Name(_("Site"), source="site__name", priority=2)
    clause = Text(_("Clause"), priority=3)
    owner = Person(_("Owner"), source="owner__name", priority=3)
    state = state(ScopeItem.State, green={"agreed"}, grey={"declined"})


class ScopeItemFacts(Table):
    """What is said of one."""

    kind = Choice(_("Type"), mapping=KINDS)
    process = Name(_("Process"), source="process__name")
    lob = Text(_("Line of business"))
    department = Text(_("Client’s department"))
    site = Name(_("Site"), source="site__name")
    clause = Text(_("Clause of the statement of work"))
    owner = Person(_("Owner"), source="owner__name")
    description = Text(_("Description"))


class ScopeItemFilters(Filters):
    """How the list is narrowed."""

    q = Search(*TEXTS, "process__code", "process__name", "site__name", label=_("Search"))
    kind = OneOf(ScopeItem.Kind.choices, label=_("Type"), many=True)
    state = OneOf(ScopeItem.State.choices, label=_("State"), many=True)


def is_priced(*, actor: Actor, subject: ScopeItem, step: str) -> None:
    """Extra work is agreed with its price."""
    if subject.kind == ScopeItem.Kind.EXTRA and not subject.prices.exists():
        raise ExtraUnpriced(key=subject.key)


SCOPE_ITEMS = Register(
    ScopeItem,
    "scope_item",
    "scope_items",
    name=_("Scope item"),
    names=_("Scope"),
    purpose=_("What is done and what is not, and the work that was asked for besides, with its price."),
    icon="crop",
    form=ScopeItemForm,
    table=ScopeItemTable,
    facts=ScopeItemFacts,
    filterset=ScopeItemFilters,
    states=SCOPE_ITEM,
    order=("kind", "number"),
    before={"agree": is_priced},
    frozen=frozenset({ScopeItem.State.AGREED}),
    related=("process", "site"),
    template="planning/scope_item.html",
)
