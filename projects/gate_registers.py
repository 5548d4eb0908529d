"""The registers of this room's own: stage gates with their criteria, waivers and conditions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.forms.gates import ConditionForm, CriterionForm, GateForm, WaiverForm
from projects.models import GateCondition, GateCriterion, GateWaiver, StageGate
from projects.registers.declared import Register
from projects.services.gates import (
    add_answered,
    check_open,
    complete_criteria,
    decide,
    may_go,
    may_go_with_conditions,
    may_stop,
)
from projects.services.waivers import ask_both_sides, can_be_waived
from projects.states import GATE, GATE_CONDITION
from projects.tables.gates import (
    ConditionFacts,
    ConditionTable,
    CriterionFacts,
    CriterionTable,
    GateFacts,
    GateTable,
    WaiverFacts,
    WaiverTable,
)
from tenancy.actors import Actor
from toolkit.errors import BadInput, DomainError
from toolkit.filters import Filters, OneOf, Search

AREA = "planning"
DECIDING = ("go", "go_with_conditions", "stop", "defer")


class GateTwice(BadInput):
    """A project ends a stage once; only a ramp has waves."""

    code = "gate_twice"
    message = _("%(code)s is there already. Only G4 and G6 stand more than once, for each wave or review.")
    field = "code"


class OtherGate(BadInput):
    """The gate is one of the project's."""

    code = "other_gate"
    message = _("Choose one of this project’s gates.")
    field = "gate_id"


class PassedBefore(DomainError):
    """A waiver that both sides decided on stays."""

    code = "waiver_kept"
    message = _("%(key)s is decided, so it stays as it was.")


class GateFilters(Filters):
    """How the gates are narrowed."""

    code = OneOf(StageGate.Code.choices, label=_("Gate"))
    state = OneOf(StageGate.State.choices, label=_("State"), many=True)


class CriterionFilters(Filters):
    """How the criteria are narrowed."""

    q = Search("title", "title_zh", "evidence_wanted", label=_("Search"))
    gate = OneOf(StageGate.Code.choices, label=_("Gate"), source="gate__code")


class ConditionFilters(Filters):
    """How the conditions are narrowed."""

    q = Search("title", "title_zh", label=_("Search"))
    state = OneOf(GateCondition.State.choices, label=_("State"))


def stands_once(*, actor: Actor, project: Any, subject: StageGate | None, values: dict[str, Any]) -> None:
    """Each gate but those of waves and reviews stands once in a project."""
    code = values.get("code")
    if code in (None, StageGate.Code.G4, StageGate.Code.G6):
        return
    others = StageGate.objects.live().filter(project=project, code=code)
    if others.exclude(pk=subject.pk if subject else None).exists():
        raise GateTwice(code=code)


def gate_is_open(*, actor: Actor, project: Any, subject: Any, values: dict[str, Any]) -> None:
    """A criterion belongs to a gate of the project that is neither reviewed nor passed."""
    if subject is not None:
        check_open(subject.gate)
    if "gate_id" in values:
        check_open(gate_of(project, values["gate_id"]))


def gate_is_ours(*, actor: Actor, project: Any, subject: Any, values: dict[str, Any]) -> None:
    """A condition belongs to a gate of the project."""
    if "gate_id" in values:
        gate_of(project, values["gate_id"])


def gate_of(project: Any, gate_id: Any) -> StageGate:
    """One of a project's live gates. Raises `OtherGate`."""
    found = StageGate.objects.live().filter(project=project, pk=gate_id).first()
    if found is None:
        raise OtherGate()
    return found


def criterion_is_open(*, actor: Actor, subject: GateCriterion) -> None:
    """Nothing is withdrawn from a gate, or put back, while it is reviewed or once it is passed."""
    check_open(subject.gate)


def waiver_is_undecided(*, actor: Actor, subject: GateWaiver) -> None:
    """What was granted or refused stays."""
    if subject.state != GateWaiver.State.REQUESTED:
        raise PassedBefore(key=subject.key)


GATES = Register(
    StageGate,
    "gate",
    "gates",
    name=_("Stage gate"),
    names=_("Stage gates"),
    purpose=_(
        "What ends each stage of the project: criteria, evidence, a decision. Set up all eight at once."
    ),
    icon="flag",
    area=AREA,
    form=GateForm,
    table=GateTable,
    facts=GateFacts,
    filterset=GateFilters,
    states=GATE,
    order=("code", "number"),
    rules=(stands_once,),
    before={
        "submit": complete_criteria,
        "go": may_go,
        "go_with_conditions": may_go_with_conditions,
        "stop": may_stop,
        "defer": may_stop,
    },
    decisions=dict.fromkeys(DECIDING, decide),
    added=add_answered,
    frozen=frozenset(StageGate.FIXED),
    template="projects/gate.html",
    due="scheduled_on",
    ended=frozenset(StageGate.PASSED),
)
CRITERIA = Register(
    GateCriterion,
    "gate_criterion",
    "gate_criteria",
    name=_("Criterion of a gate"),
    names=_("Criteria of gates"),
    purpose=_("What has to be true before a stage ends, and what shows it."),
    icon="checks",
    area=AREA,
    form=CriterionForm,
    table=CriterionTable,
    facts=CriterionFacts,
    filterset=CriterionFilters,
    order=("gate__code", "number"),
    rules=(gate_is_open,),
    guard=criterion_is_open,
    related=("gate",),
    unshared=True,
    template="projects/gate_criterion.html",
)
WAIVERS = Register(
    GateWaiver,
    "gate_waiver",
    "gate_waivers",
    name=_("Waiver of a criterion"),
    names=_("Waivers of criteria"),
    purpose=_("Leave to pass a gate without a criterion, from your delivery head and the client’s sponsor."),
    icon="shield-check",
    area=AREA,
    form=WaiverForm,
    table=WaiverTable,
    facts=WaiverFacts,
    rules=(can_be_waived,),
    added=ask_both_sides,
    guard=waiver_is_undecided,
    related=("criterion__gate", "head", "sponsor"),
    unshared=True,
)
CONDITIONS = Register(
    GateCondition,
    "gate_condition",
    "gate_conditions",
    name=_("Condition of a gate"),
    names=_("Conditions of gates"),
    purpose=_("What has to be done after a conditional go, by whom and by when."),
    icon="flag",
    area=AREA,
    form=ConditionForm,
    table=ConditionTable,
    facts=ConditionFacts,
    filterset=ConditionFilters,
    states=GATE_CONDITION,
    order=("due_on", "number"),
    rules=(gate_is_ours,),
    frozen=frozenset({"met"}),
    related=("gate",),
    due="due_on",
    ended=frozenset({"met"}),
)
REGISTERS = (GATES, CRITERIA, WAIVERS, CONDITIONS)
