"""What stands on the stage of the browser: a plan with groups, late and critical rows, long Chinese names."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from kpis.services import roll_up
from notifications.models import Delivery, InboxLine
from planning import services as planning
from planning.loading import BaselineRow, LinkRow, PlanRows, TaskRow
from planning.selectors import tasks
from projects.services import set_stage
from tenancy.dispatch import dispatch_events
from tenancy.scope import tenant_tx
from tests.cast import Cast, make_cast
from tests.house.world import World, make_world

LONG = "知识转移与双语知识库:工单分类、升级路径、节假日排班与质检口径的统一说明(第三版)"
PEOPLE = "Annualised attrition, Manila: nesting class of twenty-four, second evening shift"


@dataclass
class Scene:
    """The house's world, seen by people."""

    world: World

    @property
    def cast(self) -> Cast:
        return self.world.cast


def make_scene() -> Scene:
    """Everything that has an address, a plan in groups, ten days of indicators, and a letter that came."""
    scene = Scene(make_world(make_cast()))
    actor, project = scene.cast.ada.actor(now=datetime.now(UTC)), scene.world.project
    with tenant_tx(scene.cast.acme.pk):
        planning.load_plan(actor=actor, project=project, plan=plan())
        for task in tasks(actor=actor, project=project).filter(external_id__in=["5", "6"]):
            planning.share_task(actor=actor, task=task)
        project.refresh_from_db()
        set_stage(actor=actor, project=project, stage="L5", reason="the scene begins here")
        history(scene)
    told(scene)
    return scene


def plan() -> PlanRows:
    """Two groups: what is done, late, critical, and ahead."""
    rows = [
        row("1", "Peak season readiness", 1, -30, 20),
        row("2", PEOPLE, 2, -30, -10, percent=100),
        row("3", LONG, 2, -8, 5, percent=40, critical=True),
        row("4", "Nesting", 2, -5, -2, percent=60),
        row("5", "天弦航空:旺季人员到位(含夜班与双语坐席)", 2, -3, -3, milestone=True),
        row("6", "WhatsApp channel live", 1, 20, 20, milestone=True, critical=True),
        row("7", "Governance", 1, -20, 40),
        row("8", "Quarterly business review", 2, -20, 40),
    ]
    return PlanRows(
        source="scene",
        tasks=tuple(rows),
        links=(LinkRow(predecessor="2", successor="3"), LinkRow(predecessor="3", successor="4")),
        baselines=tuple(BaselineRow(task=one.external_id, start=one.start, finish=one.start) for one in rows),
    )


def row(uid: str, name: str, level: int, begin: int, end: int, *, percent: int = 0, **more: bool) -> TaskRow:
    """A row by days from today."""
    today = datetime.now(UTC).date()
    start = datetime.combine(today + timedelta(days=begin), time(8))
    finish = datetime.combine(today + timedelta(days=end), time(17))
    return TaskRow(
        external_id=uid,
        name=name,
        level=level,
        start=finish if more.get("milestone") else start,
        finish=finish,
        duration_minutes=0 if more.get("milestone") else max(1, (end - begin) * 5 // 7) * 480,
        percent_complete=percent,
        actual_start=start if percent else None,
        actual_finish=finish if percent == 100 else None,
        total_slack_minutes=0 if more.get("critical") else 960,
        **more,
    )


def history(scene: Scene) -> None:
    """Ten days of readings."""
    now = datetime.now(UTC)
    for days in range(10, 0, -1):
        roll_up(actor=scene.cast.system(now=now), day=now.date() - timedelta(days=days), now=now)


def told(scene: Scene) -> None:
    """The late milestone is told, once; the house's made-up letter makes room for it."""
    now = datetime.now(UTC)
    actor = scene.cast.system(now=now)
    with tenant_tx(scene.cast.acme.pk):
        for made_up in (InboxLine, Delivery):
            made_up.objects.all().delete()
    planning.raise_overdue_milestones(actor=actor, now=now)
    dispatch_events(organization_id=scene.cast.acme.pk, now=now)
    with tenant_tx(scene.cast.acme.pk):
        scene.world.line = InboxLine.objects.filter(person=scene.cast.ada.person).first()
