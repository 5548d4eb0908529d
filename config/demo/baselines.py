"""Baselines, variances and a recovery plan of the demo's shared service centre."""

from datetime import date, datetime, timedelta
from typing import Any

from config.demo.backbone import HEAD, MANAGER, member
from planning.models import TaskBaseline
from projects.models import Project
from projects.registers.services import add_record, edit_record, share_record, step_record
from projects.selectors import project_by_key
from schedule import services
from schedule.canonical import digest
from schedule.models import Baseline, Variance
from schedule.registers.baselines import BASELINES
from schedule.registers.recovery import RECOVERY_ACTIONS, RECOVERY_PLANS
from schedule.registers.variances import VARIANCES
from tenancy.actors import Actor, OrganizationRef, System
from tenancy.models import Organization, Person
from tenancy.scope import tenant_tx

Days = dict[int, tuple[datetime, datetime, date]]
KEY = "BFM"
FIRST, SECOND, TODAY = date(2026, 6, 19), date(2026, 9, 25), date(2026, 11, 20)
EARLIER = timedelta(days=14)
TITLES = (
    ("Plan at the end of due diligence", "尽职调查结束时的计划", "Agreed with the client on 18 June."),
    (
        "Plan after the scope change of wave 2",
        "第二波范围变更后的计划",
        "Wave 2 takes in intercompany; the client agreed to move what follows by two weeks.",
    ),
)
CAUSES = (
    ("Access to the client’s ERP test system came nine working days late.", "client"),
    ("Two process leads left during shadowing; their successors start at the end of November.", "provider"),
    ("The supplier of the scanning line delivered late.", "third_party"),
)
ACTIONS: tuple[dict[str, Any], ...] = (
    {
        "title": "Second shadowing team for accounts payable",
        "title_zh": "应付账款第二跟岗小组",
        "lever": "re_staff",
        "resources": "Two process leads from Kraków, four weeks",
        "due_on": date(2026, 11, 27),
    },
    {
        "title": "Reverse shadowing in parallel with the pilot",
        "title_zh": "反向跟岗与试运行并行",
        "lever": "fast_track",
        "resources": "Team leads of both sites",
        "due_on": date(2026, 12, 4),
    },
)


def add_baselines(slug: str) -> None:
    """Two baselines, what has come of the plan since, and what is done about it."""
    manager = member(slug, MANAGER, FIRST)
    with tenant_tx(manager.organization.id, timeout="10min"):
        project = project_by_key(actor=manager, key=KEY)
        stood = _days(project)
        _baseline(slug, project, stood, 0, FIRST, shift=EARLIER)
        second = _baseline(slug, project, stood, 1, SECOND)
        share_record(actor=member(slug, MANAGER, SECOND), register=BASELINES, subject=second)
        services.raise_variances(actor=_house(slug))
        _explain(slug, project)
        _recover(slug, project)


def _house(slug: str) -> Actor:
    row = Organization.objects.get(slug=slug)
    organization = OrganizationRef(row.pk, row.slug, row.name, row.language, row.zone)
    return System("variances", organization, now=member(slug, MANAGER, TODAY, 3).now)


def _baseline(
    slug: str, project: Project, stood: Days, place: int, day: date, *, shift: timedelta | None = None
) -> Baseline:
    title, title_zh, reason = TITLES[place]
    told = {"title": title, "title_zh": title_zh, "reason": reason}
    made = services.propose_baseline(actor=member(slug, MANAGER, day), project=project, **told)
    _as_it_stood(made, stood, shift or timedelta())
    return services.approve_baseline(actor=member(slug, HEAD, day, 15), baseline=made)


def _days(project: Project) -> Days:
    """When each row was promised, by number: start, finish, due."""
    rows = TaskBaseline.objects.filter(project=project, number=0, start_at__isnull=False)
    found = rows.values_list("task__number", "start_at", "finish_at", "task__promised")
    return {
        number: (start, finish, due or finish.date())
        for number, start, finish, due in found
        if start and finish
    }


def _as_it_stood(made: Baseline, stood: Days, shift: timedelta) -> None:
    """The plan has moved since and extra work was asked for: before its approval, the baseline gets the days
    and the scope that counted then."""
    rows = made.snapshot["planning"]["tasks"]
    for row in rows:
        if row["number"] in stood:
            start, finish, due = stood[row["number"]]
            back = shift if due > TODAY else timedelta()
            days = {"start_at": start - back, "finish_at": finish - back, "due": due - back}
            row |= {name: day.isoformat() for name, day in days.items()}
    scope = made.snapshot["scope"]
    scope["items"] = [item for item in scope["items"] if item["kind"] != "extra" and _known(item, shift)]
    last = max(date.fromisoformat(row["due"]) for row in rows if row["due"] and row["kind"] != "summary")
    fresh = {"snapshot": made.snapshot, "digest": digest(made.snapshot), "finish_on": last}
    Baseline.objects.filter(pk=made.pk).update(**fresh)
    made.digest, made.finish_on = fresh["digest"], last


def _known(item: dict[str, Any], shift: timedelta) -> bool:
    """Wave 2 took intercompany in, after the first baseline."""
    return not shift or "intercompany" not in item["title"]


def _explain(slug: str, project: Project) -> None:
    """The first is corrected, the second explained, the rest as the house raised them."""
    manager = member(slug, MANAGER, TODAY, 8)
    owner = Person.objects.get(name="Tomasz Zieliński").pk
    rows = Variance.objects.filter(project=project, state="raised").select_related("project")
    for place, (variance, (cause, party)) in enumerate(zip(rows.order_by("number"), CAUSES, strict=False)):
        about: dict[str, Any] = {"actor": manager, "register": VARIANCES, "subject": variance}
        action = {"corrective": "Weekend shifts until the backlog is gone.", "owner_id": owner}
        more: dict[str, Any] = {**action, "due_on": date(2026, 11, 30)} if place == 0 else {}
        edit_record(**about, cause=cause, waited_for=party, **more)
        if place < 2:
            step_record(**about, step="explain")
        if place == 0:
            step_record(**about, step="act")


def _recover(slug: str, project: Project) -> None:
    manager = member(slug, MANAGER, TODAY, 10)
    late = Variance.objects.filter(project=project, task__isnull=False).order_by("number").first()
    owner = Person.objects.get(name="Tomasz Zieliński").pk
    plan = add_record(
        actor=manager,
        register=RECOVERY_PLANS,
        project=project,
        title="Back to the go-live of wave 2",
        title_zh="恢复第二波上线日期",
        reason="Shadowing began late and pushes the pilot.",
        before_on=date(2027, 1, 8),
        after_on=date(2026, 12, 18),
        cost=18500,
        currency="USD",
        owner_id=manager.person_id,
    )
    for action in ACTIONS:
        slipped = {"task_id": late.task_id if late else None, "plan_id": plan.pk, "owner_id": owner}
        days = {"before_on": date(2026, 12, 11), "after_on": date(2026, 12, 1)}
        add_record(actor=manager, register=RECOVERY_ACTIONS, project=project, **slipped, **days, **action)
    step_record(actor=member(slug, HEAD, TODAY, 11), register=RECOVERY_PLANS, subject=plan, step="approve")
