"""Pages of stage gates: the tracker, one gate with its criteria, evidence."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.forms.gates import EvidenceForm
from projects.gate_registers import CONDITIONS, CRITERIA, WAIVERS
from projects.models import GateCriterion, Project, StageGate
from projects.registers.pages import AddRecord, RecordPage
from projects.selectors import gates as ask
from projects.selectors import today_of
from projects.selectors.gates import Checked, Standing
from projects.services.gates import give_evidence, set_up_gates
from projects.tables.gates import (
    CheckedTable,
    ConditionTable,
    DecisionTable,
    EvidenceTable,
    TrackerTable,
)
from projects.views.base import OfProject
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage
from toolkit.tables import Action, in_language

TRACKER = Link("projects_gate_tracker")
OF_CRITERION = Link("projects_gate_criterion", number="number")


class OfCriterion:
    """About one criterion of a gate."""

    subject_as = "criterion"

    def get_subject(self, actor: Actor, **kwargs: Any) -> GateCriterion:
        return ask.criterion_by_number(actor=actor, **kwargs)


class GateTracker(OfProject, DetailPage):
    """All gates of a project on one page: days, state, what is missing."""

    policy = "projects.view_gates"
    title = _("Stage gates")
    template = "projects/gate_tracker.html"
    actions = (
        Action(_("Set up the gates"), Link("projects_set_up_gates"), policy="projects.set_up_gates"),
        Action(_("All gates as a list"), Link("projects_gates"), policy="projects.view_gates", kind="quiet"),
        Action(_("Criteria"), CRITERIA.link("list"), policy="projects.view_gate_criteria", kind="quiet"),
        Action(_("Waivers"), WAIVERS.link("list"), policy="projects.view_gate_waivers", kind="quiet"),
        Action(
            _("Conditions"), CONDITIONS.link("list"), policy="projects.view_gate_conditions", kind="quiet"
        ),
    )

    def get_reading(self) -> dict[str, Any]:
        return {"as_of": today_of(project=self.subject, now=self.actor.now)}

    def get_actions(self) -> tuple[Action, ...]:
        first, *others = self.actions
        made = ask.gates(actor=self.actor, project=self.subject).values("code").distinct().count()
        return (*((first,) if made < len(StageGate.Code.values) else ()), *others)

    def get_context(self) -> dict[str, Any]:
        project: Project = self.subject
        found = list(ask.gates(actor=self.actor, project=project).select_related("owner"))
        as_of = today_of(project=project, now=self.actor.now)
        standings = ask.standings(actor=self.actor, project=project, found=found, as_of=as_of)
        rows = [tracked(one) for one in standings]
        return {"gates": TrackerTable(self.reader).shown(rows), "say": sentence(standings)}


def tracked(one: Standing) -> dict[str, Any]:
    """A standing as a row of the tracker."""
    gate = one.gate
    return {
        **{name: getattr(gate, name) for name in GATE_COLUMNS},
        "id": gate.pk,
        "owner__name": gate.owner.name if gate.owner else "",
        "weight": one.weight,
        "weight_met": one.weight_met,
        "asked": len(one.checked),
        "missing": [in_language(vars(missing.criterion), "title") for missing in one.missing],
    }


GATE_COLUMNS = (
    *("number", "code", "title", "title_zh", "scheduled_on", "forecast_on", "decided_on", "state"),
    "version",
)


def sentence(standings: list[Standing]) -> str:
    """Which gate is next, and how much of it is missing."""
    waiting = [one for one in standings if one.gate.state not in StageGate.PASSED]
    if not waiting:
        return _now("Every gate is passed.") if standings else ""
    first = waiting[0]
    told = {"gate": first.gate.code, "count": len(first.missing)}
    if not first.missing:
        return _now("Next: %(gate)s. Nothing mandatory is missing.") % told
    return (
        ngettext(
            "Next: %(gate)s. %(count)d mandatory criterion is not met.",
            "Next: %(gate)s. %(count)d mandatory criteria are not met.",
            len(first.missing),
        )
        % told
    )


class SetUpGates(OfProject, ActionPage):
    """Make the gates that the project lacks."""

    policy = "projects.set_up_gates"
    title, verb = _("Set up the stage gates?"), _("Set up the gates")
    consequence = _(
        "Each missing gate from G0 to G7 is made with the criteria that are usual there, in both languages."
        " Change them as your contract says."
    )
    service = set_up_gates
    success = _("%(key)s has its gates.")
    success_url = cancel_url = TRACKER


class GatePage(RecordPage):
    """One gate: how each criterion stands, conditions, decisions."""

    abstract = True

    def get_reading(self) -> dict[str, Any]:
        return {"as_of": today_of(project=self.subject.project, now=self.actor.now)}

    def get_context(self) -> dict[str, Any]:
        gate: StageGate = self.subject
        today = today_of(project=gate.project, now=self.actor.now)
        standing = ask.standing_of(actor=self.actor, gate=gate, as_of=today)
        reader = self.reader
        conditions = ask.conditions_of(actor=self.actor, gate=gate).values("id", *ConditionTable.fields())
        decisions = ask.decisions_on(actor=self.actor, gate=gate).values("id", *DecisionTable.fields())
        return {
            "standing": standing,
            "criteria": CheckedTable(reader).shown([checked(one) for one in standing.checked]),
            "conditions": ConditionTable(reader).shown(list(conditions)),
            "decisions": DecisionTable(reader).shown(list(decisions)),
            "is_open": gate.state not in StageGate.FIXED,
        }


def checked(one: Checked) -> dict[str, Any]:
    """A criterion as it stands, as a row."""
    criterion = one.criterion
    return {
        **{name: getattr(criterion, name) for name in CRITERION_COLUMNS},
        "met": one.met,
        "given": one.given,
        "evidence": one.evidence or one.why_not,
        "by": one.by,
        "waiver": one.waiver.key if one.waiver else "",
        "open": not criterion.source and criterion.gate.state not in StageGate.FIXED,
        "can_be_waived": one.is_open and criterion.gate.state not in StageGate.PASSED,
    }


CRITERION_COLUMNS = (
    *("id", "number", "title", "title_zh", "evidence_wanted", "threshold", "weight", "mandatory"),
    "version",
)


class CriterionPage(RecordPage):
    """One criterion with what was shown for it."""

    abstract = True

    def get_actions(self) -> tuple[Action, ...]:
        link = Link("projects_gate_evidence", number="number")
        give = Action(_("Give evidence"), link, policy="projects.give_evidence", icon="checks")
        is_open = not self.subject.source and self.subject.gate.state not in StageGate.FIXED
        return (*((give,) if is_open else ()), *super().get_actions())

    def get_context(self) -> dict[str, Any]:
        rows = ask.evidence_for(actor=self.actor, criterion=self.subject)
        return {
            "evidence": EvidenceTable(self.reader).shown(list(rows.values("id", *EvidenceTable.fields())))
        }


class GiveEvidence(OfCriterion, FormPage):
    """Show for a criterion that it is met, or say why not."""

    policy = "projects.give_evidence"
    title, verb = _("Evidence for %(key)s"), _("Keep the evidence")
    form = EvidenceForm
    service = give_evidence
    template = "projects/gate_evidence.html"
    success = _("The evidence for %(key)s is kept.")
    success_url, cancel_url = OF_CRITERION, OF_CRITERION
    versioned = True


class AddToGate(AddRecord):
    """Something new of a gate that the address may name."""

    abstract = True

    def get_initial(self, subject: Any) -> dict[str, Any]:
        given = {name: self.request.GET.get(name) for name in ("gate_id", "criterion_id")}
        return {**super().get_initial(subject), **{name: one for name, one in given.items() if one}}
