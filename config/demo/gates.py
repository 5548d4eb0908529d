"""Stage gates, the readiness board and the demand of the demo, through the same verbs that people use."""

from datetime import date, timedelta
from typing import Any

from config.demo.backbone import HEAD, MANAGER, member
from planning.models import ReadinessItem
from planning.registers import DEMAND, READINESS_ITEMS
from projects.gate_registers import CONDITIONS, CRITERIA, GATES
from projects.models import GateCriterion, Project, StageGate
from projects.registers.services import add_record, edit_record, share_record, step_record, withdraw_record
from projects.selectors import projects, stage_days
from projects.selectors.gates import standing_of
from projects.services import give_evidence, set_up_gates
from tenancy.actors import Actor
from tenancy.models import Organization
from tenancy.scope import tenant_tx

AS_OF = date(2026, 11, 20)
OPENED = date(2026, 4, 2)
# Gate: promised, expected (where it moved), decided.
Days = tuple[date, date | None, date | None]
BRIGHTFJORD: dict[str, Days] = {
    "G0": (date(2026, 5, 22), None, date(2026, 5, 22)),
    "G1": (date(2026, 6, 19), None, date(2026, 6, 19)),
    "G2": (date(2026, 8, 23), date(2026, 8, 28), date(2026, 8, 28)),
    "G3": (date(2026, 9, 18), None, date(2026, 9, 18)),
    "G4": (date(2026, 10, 5), None, date(2026, 10, 5)),
    "G5": (date(2026, 12, 18), date(2027, 1, 5), None),
}
WAVES = (
    ("Wave 2", "第二波爬坡", date(2026, 11, 2), date(2026, 11, 2)),
    ("Wave 3", "第三波爬坡", date(2026, 12, 1), None),
)
CONDITION = {
    "title": "Duplicate-payment control runs on every batch",
    "title_zh": "每个批次均执行重复付款检查",
    "due_on": date(2026, 11, 13),
}
ITEMS: tuple[tuple[str, str, str, date, date | None, str], ...] = (
    (
        "people",
        "Nine certified analysts for wave 3",
        "第三波九名持证专员",
        date(2026, 11, 27),
        None,
        "on_track",
    ),
    (
        "facility",
        "Twelve seats in Kraków, floor 4",
        "克拉科夫四层十二个席位",
        date(2026, 11, 20),
        None,
        "ready",
    ),
    (
        "licence",
        "SAP licences for wave 3",
        "第三波SAP许可",
        date(2026, 11, 24),
        date(2026, 12, 2),
        "on_track",
    ),
    ("access", "Client VPN accounts", "客户VPN账号", date(2026, 11, 26), None, "at_risk"),
    ("network", "Second line Pune–Oslo", "浦那—奥斯陆第二条线路", date(2026, 11, 18), None, "late"),
    (
        "compliance",
        "SOC 1 walkthrough",
        "SOC 1穿行测试",
        date(2026, 12, 11),
        date(2026, 12, 10),
        "not_started",
    ),
    ("funds", "Budget for the second headset order", "第二批耳机预算", date(2026, 11, 6), None, "ready"),
)
STEPS = {
    "not_started": (),
    "on_track": ("begin",),
    "at_risk": ("begin", "flag"),
    "late": ("begin", "delay"),
    "ready": ("begin", "finish"),
}
LINES: tuple[dict[str, Any], ...] = (
    {
        "title": "Accounts payable analyst",
        "title_zh": "应付账款专员",
        "skill": "P2P, SAP",
        "headcount": 9,
        "from_on": date(2026, 11, 30),
        "to_on": None,
        "reason": "Wave 3: invoices from the Nordic plants.",
    },
    {
        "title": "Hypercare lead",
        "title_zh": "护航负责人",
        "skill": "R2R",
        "headcount": 1,
        "from_on": date(2026, 10, 5),
        "to_on": date(2027, 1, 5),
        "reason": "Until the client accepts steady state.",
    },
)


def add_gates(slug: str) -> None:
    """Gates of the three projects as they were passed, and what Brightfjord gets ready for wave 3."""
    manager = member(slug, MANAGER, AS_OF)
    with tenant_tx(Organization.objects.get(slug=slug).pk, timeout="10min"):
        for project in projects(actor=manager).filter(key__in=("BFM", "SKY", "TDW")):
            _gates(slug, project, BRIGHTFJORD if project.key == "BFM" else _passed(manager, project))
            if project.key == "BFM":
                _waves(slug, project)
                _readiness(manager, project)


def _passed(actor: Actor, project: Project) -> dict[str, Days]:
    """Gates that were passed on the day on which the next stage began."""
    days = stage_days(actor=actor, project_ids=[project.pk])[project.pk]
    return {f"G{int(stage[1]) - 1}": (day, None, day) for stage, day in days.items() if stage != "L0"}


def _gates(slug: str, project: Project, days: dict[str, Days]) -> None:
    first = min(day for day, _moved, _decided in days.values())
    set_up_gates(actor=_on(slug, MANAGER, project, first - timedelta(days=21)), project=project)
    for code, (promised, moved, decided) in days.items():
        _schedule(slug, project, code, promised, moved)
        if decided:
            _decide(slug, _gate(project, code), decided)


def _on(slug: str, email: str, project: Project, day: date) -> Actor:
    """Somebody on a day, not before the project and her own account were opened here."""
    return member(slug, email, max(day, project.planned_start or day, OPENED))


def _schedule(slug: str, project: Project, code: str, promised: date, moved: date | None) -> None:
    actor = _on(slug, MANAGER, project, promised - timedelta(days=20))
    values: dict[str, Any] = {"scheduled_on": promised, "forecast_on": moved, "owner_id": actor.person_id}
    edit_record(actor=actor, register=GATES, subject=_gate(project, code), **values)


def _gate(project: Project, code: str) -> StageGate:
    rows = StageGate.objects.live().select_related("project").filter(project=project, code=code)
    return rows.order_by("number")[0]


def _decide(slug: str, gate: StageGate, day: date) -> None:
    """Evidence, review and decision, each on its day; Brightfjord's pilot was passed with a condition."""
    manager, head = _on(slug, MANAGER, gate.project, day), _on(slug, HEAD, gate.project, day)
    _step(manager, gate, "collect")
    for one in standing_of(actor=manager, gate=gate, as_of=day).checked:
        if not one.criterion.source:
            text = f"{one.criterion.evidence_wanted}, {day:%Y-%m-%d}"
            give_evidence(actor=manager, criterion=one.criterion, text=text, met=True)
        elif not one.met:
            reason = "Kept on paper before the project was opened here."
            withdraw_record(actor=manager, register=CRITERIA, subject=one.criterion, reason=reason)
    _step(manager, gate, "submit")
    if gate.code == "G3" and gate.project.key == "BFM":
        values = {**CONDITION, "gate_id": gate.pk, "owner_id": manager.person_id}
        add_record(actor=head, register=CONDITIONS, project=gate.project, **values)
        _step(head, gate, "go_with_conditions", "The control is built, and not yet run on every batch.")
    else:
        _step(head, gate, "go", "All criteria are met.")
    share_record(actor=manager, register=GATES, subject=_again(gate))


def _step(actor: Actor, gate: StageGate, step: str, reason: str = "") -> None:
    step_record(actor=actor, register=GATES, subject=_again(gate), step=step, reason=reason)


def _again(gate: StageGate) -> StageGate:
    return StageGate.objects.select_related("project").get(pk=gate.pk)


def _waves(slug: str, project: Project) -> None:
    """Further waves of the ramp, with the criteria of the first."""
    for title, title_zh, promised, decided in WAVES:
        actor = _on(slug, MANAGER, project, promised - timedelta(days=20))
        values = {"code": "G4", "title": title, "title_zh": title_zh, "scheduled_on": promised}
        wave = add_record(actor=actor, register=GATES, project=project, owner_id=actor.person_id, **values)
        for one in GateCriterion.objects.live().filter(gate=_gate(project, "G4"), source=""):
            copied = {name: getattr(one, name) for name in COPIED}
            add_record(actor=actor, register=CRITERIA, project=project, gate_id=wave.pk, **copied)
        if decided:
            _decide(slug, wave, decided)


COPIED = ("title", "title_zh", "evidence_wanted", "threshold", "weight", "mandatory")


def _readiness(actor: Actor, project: Project) -> None:
    for kind, title, title_zh, need_by, forecast, state in ITEMS:
        values = {"kind": kind, "title": title, "title_zh": title_zh, "need_by": need_by}
        values |= {"forecast_on": forecast, "owner_id": actor.person_id}
        item = add_record(actor=actor, register=READINESS_ITEMS, project=project, **values)
        for step in STEPS[state]:
            row = ReadinessItem.objects.select_related("project").get(pk=item.pk)
            reason = "The provider names no day yet."
            step_record(actor=actor, register=READINESS_ITEMS, subject=row, step=step, reason=reason)
    for line in LINES:
        add_record(actor=actor, register=DEMAND, project=project, **line)
