"""Verbs of stage gates: making them, giving evidence, and what a decision asks first and does with it."""

from collections.abc import Collection, Iterable
from itertools import count
from typing import Any

from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from projects.events import EvidenceGiven, GateDecided, GatesSetUp
from projects.gates import GATES, criteria
from projects.models import GateCriterion, GateDecision, GateEvidence, Project, StageGate
from projects.selectors import today_of
from projects.selectors.gates import Checked, Standing, authors_of, conditions_of, gates, standing_of
from projects.services.errors import ProjectEnded
from projects.services.projects import set_stage
from projects.usual_criteria import TITLES, USUAL
from records.approving import fingerprint
from tenancy.actors import Actor
from tenancy.rules import separate
from tenancy.verbs import publish, record, record_all, require, verb
from tenancy.walls import Visibility
from toolkit.errors import DomainError
from toolkit.writing import write

LANGUAGE, BESIDE = "en", "zh-hans"
LAST_MOVED = 5


class GatesComplete(DomainError):
    """Nothing to set up."""

    code = "gates_complete"
    message = _("All eight gates are there. Add a gate for a further wave of the ramp.")


class GateFixed(DomainError):
    """What is reviewed or passed stays as it was."""

    code = "gate_fixed"
    message = _("%(key)s is “%(state)s”: its criteria and evidence stay as they are. Send it back first.")


class GateBlocked(DomainError):
    """A mandatory criterion is not met."""

    code = "gate_blocked"
    message = _("%(key)s cannot pass. Not met: %(missing)s.")


class GateAhead(DomainError):
    """A gate ends its own stage, not one that the project has not reached."""

    code = "gate_ahead"
    message = _("The project is at stage %(stage)s. Decide on the gates before %(code)s first.")


class ConditionsOpen(DomainError):
    """With conditions it is a conditional go."""

    code = "conditions_open"
    message = _("Conditions are open: %(conditions)s. Choose “Go, with conditions”, or have them met first.")


class NothingConditional(DomainError):
    """A conditional go says under which condition."""

    code = "nothing_conditional"
    message = _("Nothing is waived and no condition is open. Add a condition first, or choose “Go”.")


class AnsweredByHouse(DomainError):
    """What the house counts itself nobody writes."""

    code = "answered_by_house"
    message = _("This criterion is answered from the project’s own records. Change those instead.")


@verb
def set_up_gates(*, actor: Actor, project: Project) -> Project:
    """Make the gates that a project lacks, each with its usual criteria and those that the rooms answer.

    Raises `GatesComplete`, `ProjectEnded`.
    """
    require(actor, "projects.set_up_gates", project)
    if project.state in Project.ENDED:
        raise ProjectEnded(key=project.key)
    Project.objects.select_for_update(no_key=True, of=("self",)).get(pk=project.pk)
    had = set(StageGate.objects.live().filter(project=project).values_list("code", flat=True))
    lacking = [code for code in GATES if code not in had]
    if not lacking:
        raise GatesComplete()
    made = [_gate(actor, project, code, number) for code, number in _numbered(StageGate, project, lacking)]
    StageGate.objects.bulk_create(made)
    _add_usual(actor, project, made)
    for gate in made:
        add_answered(actor=actor, subject=gate)
    record_all(actor, "projects.set_up_gates", [(gate, None, {"code": gate.code}) for gate in made])
    publish(GatesSetUp(actor.organization.id, project.pk, ",".join(lacking)), actor=actor)
    return project


@verb
def give_evidence(
    *, actor: Actor, criterion: GateCriterion, text: str, met: bool, version: int | None = None
) -> GateCriterion:
    """Show for a criterion that it is met, or say why it is not; what was shown before stays readable.

    Raises `GateFixed`, `AnsweredByHouse`, `Stale`.
    """
    require(actor, "projects.give_evidence", criterion)
    check_open(criterion.gate)
    if criterion.source:
        raise AnsweredByHouse()
    write(criterion, {}, version=version)
    GateEvidence.objects.create(
        criterion=criterion,
        project_id=criterion.project_id,
        client_id=criterion.client_id,
        text=text,
        met=met,
        given_by_id=actor.person_id,
        created_at=actor.now,
    )
    record(actor, "projects.give_evidence", criterion, after={"text": text, "met": met})
    fact = EvidenceGiven(actor.organization.id, criterion.project_id, criterion.pk, met)
    publish(fact, actor=actor)
    return criterion


# --- what the register of gates asks and does


def check_open(gate: StageGate) -> None:
    """Raise `GateFixed` while a gate is reviewed and once it is passed."""
    if gate.state in StageGate.FIXED:
        raise GateFixed(key=gate.key, state=gate.get_state_display())


def add_answered(*, actor: Actor, subject: StageGate) -> None:
    """Write down the criteria that the rooms answer for this gate, as far as they are missing."""
    project = subject.project
    as_of = today_of(project=project, now=actor.now)
    known = criteria(gate=subject.code, actor=actor, project=project, as_of=as_of)
    had = set(GateCriterion.objects.filter(gate=subject).values_list("source", flat=True))
    lacking = [name for name in known if name not in had]
    made = []
    for name, number in _numbered(GateCriterion, project, lacking):
        title, beside = _in_both(known[name].label)
        about = {"title": title, "title_zh": beside, "mandatory": known[name].mandatory, "source": name}
        made.append(GateCriterion(gate=subject, number=number, **about, **_kept(actor, project)))
    _keep(actor, made)


def complete_criteria(*, actor: Actor, subject: StageGate, step: str) -> None:
    """Whoever submits a gate submits it with everything that the house can answer by now."""
    add_answered(actor=actor, subject=subject)


def may_go(*, actor: Actor, subject: StageGate, step: str) -> None:
    """Nothing mandatory is missing, nothing is conditional. Raises `GateBlocked`, `ConditionsOpen`."""
    standing = _judged(actor, subject)
    _refuse(subject, standing.missing)
    waiting = list(conditions_of(actor=actor, gate=subject).open())
    if waiting:
        raise ConditionsOpen(conditions=", ".join(str(one) for one in waiting))


def may_go_with_conditions(*, actor: Actor, subject: StageGate, step: str) -> None:
    """What is missing is waived by both sides, or a condition is named. Raises `GateBlocked`,
    `NothingConditional`."""
    standing = _judged(actor, subject)
    _refuse(subject, [one for one in standing.checked if one.is_open])
    if not standing.missing and not conditions_of(actor=actor, gate=subject).open().exists():
        raise NothingConditional()


def may_stop(*, actor: Actor, subject: StageGate, step: str) -> None:
    """Whoever gave the evidence does not decide, either way."""
    separate(actor, authors_of(gate=subject), action="projects.change_gate_state", subject=subject)


def decide(*, actor: Actor, subject: StageGate, step: str, reason: str) -> None:
    """Keep the decision with the criteria as they stand, and move the project on where the gate is passed."""
    today = today_of(project=subject.project, now=actor.now)
    snapshot = [frozen(one) for one in standing_of(actor=actor, gate=subject, as_of=today).checked]
    told = {"gate": str(subject.pk), "outcome": subject.state, "text": reason, "criteria": snapshot}
    GateDecision.objects.create(
        gate=subject,
        outcome=subject.state,
        text=reason,
        decided_by_id=actor.person_id,
        criteria=snapshot,
        fingerprint=fingerprint({**told, "by": str(actor.person_id), "at": actor.now}),
        created_at=actor.now,
        project_id=subject.project_id,
        client_id=subject.client_id,
    )
    write(subject, {"decided_on": today, "decision": reason})
    publish(GateDecided(actor.organization.id, subject.project_id, subject.pk, subject.state), actor=actor)
    if subject.state in StageGate.PASSED:
        _move_on(actor, subject)


def frozen(one: Checked) -> dict[str, Any]:
    """A criterion as a decision keeps it."""
    waiver = one.waiver
    return {
        "key": one.criterion.key,
        "title": one.criterion.title,
        "mandatory": one.criterion.mandatory,
        "weight": one.criterion.weight,
        "met": one.met,
        "evidence": one.evidence,
        "by": one.by,
        "on": one.on.isoformat() if one.on else "",
        "waiver": waiver.key if waiver else "",
    }


def _judged(actor: Actor, gate: StageGate) -> Standing:
    """The gate as it stands, for somebody who may decide on it now."""
    may_stop(actor=actor, subject=gate, step="")
    if gate.project.stage[1] < gate.code[1]:
        raise GateAhead(stage=gate.project.stage, code=gate.code)
    return standing_of(actor=actor, gate=gate, as_of=today_of(project=gate.project, now=actor.now))


def _refuse(gate: StageGate, missing: Collection[Checked]) -> None:
    if missing:
        raise GateBlocked(key=gate.key, missing=", ".join(str(one.criterion) for one in missing))


def _move_on(actor: Actor, gate: StageGate) -> None:
    """The stage that the gate ends is over; a ramp once its last wave is through. Reviews of steady state
    and the last gate end no stage."""
    number = int(gate.code[1])
    waves = gates(actor=actor, project=gate.project).filter(code=gate.code).undecided()
    if number > LAST_MOVED or gate.project.stage != f"L{number}" or waves.exists():
        return
    set_stage(actor=actor, project=gate.project, stage=f"L{number + 1}", reason=str(gate))


def _gate(actor: Actor, project: Project, code: str, number: int) -> StageGate:
    title, beside = TITLES[code]
    return StageGate(code=code, number=number, title=title, title_zh=beside, **_kept(actor, project))


def _add_usual(actor: Actor, project: Project, made: Iterable[StageGate]) -> None:
    """The usual criteria of new gates, in both languages."""
    wanted = [(gate, one) for gate in made for one in USUAL[gate.code]]
    fresh = [
        GateCriterion(
            gate=gate,
            number=number,
            title=one.title,
            title_zh=one.title_zh,
            evidence_wanted=one.evidence,
            threshold=one.threshold,
            weight=one.weight,
            mandatory=one.mandatory,
            **_kept(actor, project),
        )
        for (gate, one), number in _numbered(GateCriterion, project, wanted)
    ]
    _keep(actor, fresh)


def _keep(actor: Actor, made: list[GateCriterion]) -> None:
    GateCriterion.objects.bulk_create(made)
    record_all(actor, "projects.set_up_gates", [(one, None, {"title": one.title}) for one in made])


def _kept(actor: Actor, project: Project) -> dict[str, Any]:
    return {
        "project": project,
        "client_id": project.client_id,
        "made_by_id": actor.person_id,
        "created_at": actor.now,
        "visibility": Visibility.INTERNAL,
    }


def _numbered(model: Any, project: Project, things: Iterable[Any]) -> Iterable[tuple[Any, int]]:
    """Things with the next numbers of a project's register; whoever adds meanwhile waits for its row."""
    Project.objects.select_for_update(no_key=True, of=("self",)).get(pk=project.pk)
    last = model.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
    return zip(things, count(last + 1), strict=False)


def _in_both(label: Any) -> tuple[str, str]:
    """A label in both languages of the house."""
    words = []
    for language in (LANGUAGE, BESIDE):
        with translation.override(language):
            words.append(str(label))
    return words[0], words[1]
