"""Baselines: their form, columns, steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.registers.declared import Register
from projects.registers.forms import RegisterForm, chinese_title, long_text, owner_field, title_field
from projects.registers.tables import key, state, titled
from schedule.baselining import put_in_force, take_snapshot, tell
from schedule.models import Baseline
from schedule.states import BASELINE
from toolkit.filters import Filters, OneOf, Search
from toolkit.tables import Choice, Day, Duration, Instant, Number, Person, Table, Text

KINDS, STATES = Baseline.Kind, Baseline.State


class BaselineForm(RegisterForm):
    """What is proposed, and why now."""

    title = title_field(_("Baseline"), _("Such as “Plan at the end of due diligence”."))
    title_zh = chinese_title()
    kind = forms.ChoiceField(label=_("Type"), choices=KINDS.choices, initial=KINDS.SCHEDULE)
    reason = long_text(_("Why now"))
    owner_id = owner_field()


class BaselineTable(Table):
    """The baselines of a project."""

    caption = _("Baselines")
    number = key("schedule_baseline", "BL")
    title = titled(_("Baseline"), "schedule_baseline")
    kind = Choice(_("Type"), mapping=dict(KINDS.choices), priority=2)
    state: Any = state(STATES, green={STATES.APPROVED}, begun={STATES.SUBMITTED}, grey={STATES.SUPERSEDED})
    finish_on = Day(_("Finish"))
    milestone_count = Number(_("Milestones"), priority=3)
    work_minutes = Duration(_("Work"), priority=3)
    approved_at = Instant(pgettext_lazy("when", "Approved"), priority=2)
    approver = Person(_("Approved by"), source="approver__name", priority=2)


class BaselineFacts(Table):
    """What is said of one."""

    kind = Choice(_("Type"), mapping=dict(KINDS.choices))
    reason = Text(_("Why now"))
    taken_at = Instant(_("Taken"))
    task_count = Number(_("Rows"))
    milestone_count = Number(_("Milestones"))
    work_minutes = Duration(_("Work"))
    finish_on = Day(_("Finish"))
    made_by = Person(_("Proposed by"), source="made_by__name")
    approver = Person(_("Approved by"), source="approver__name")
    approved_at = Instant(pgettext_lazy("when", "Approved"))
    owner = Person(_("Owner"), source="owner__name")


class BaselineFilters(Filters):
    """How the list is narrowed."""

    q = Search("title", "title_zh", "reason", label=_("Search"))
    kind = OneOf(KINDS.choices, label=_("Type"))
    state = OneOf(STATES.choices, label=_("State"), many=True)


BASELINES = Register(
    Baseline,
    "baseline",
    "baselines",
    name=_("Baseline"),
    names=_("Baselines"),
    purpose=_("What everybody works to, as it was approved. Propose the first once the plan has milestones."),
    icon="flag",
    area="schedule",
    form=BaselineForm,
    table=BaselineTable,
    facts=BaselineFacts,
    filterset=BaselineFilters,
    states=BASELINE,
    order=("-number",),
    before={"submit": take_snapshot, "approve": put_in_force},
    after={"approve": tell},
    separate=frozenset({"approve"}),
    frozen=frozenset({STATES.SUBMITTED, STATES.APPROVED, STATES.SUPERSEDED}),
    related=("approver", "made_by"),
    template="schedule/baseline.html",
)
