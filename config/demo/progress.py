"""Who does what in the demo's shared service centre, what was said of it, hours, and the board."""

from datetime import date, timedelta
from typing import Any

from config.demo.backbone import MANAGER, member
from planning.selectors import Task, tasks
from planning.services import edit_task
from projects.selectors import Project, project_by_key
from schedule.services.boards import set_limits, write_checklist
from schedule.services.collecting import set_collection
from schedule.services.handoffs import offer_handoff, step_handoff
from schedule.services.locks import lock_period
from schedule.services.progress import report_progress, step_task
from schedule.services.timesheets import step_timesheet, write_timesheet
from tenancy.actors import Actor
from tenancy.scope import tenant_tx

KEY, LEAD = "BFM", "lead@demo.milepost.test"
MONDAY, A_WEEK = date(2026, 11, 16), timedelta(days=7)
RETEST, ROLES = "Retest with client audit", "ERP role access, wave 3 entities"
CLEAN_UP, PARALLEL, CUT_OVER = "Segregation-of-duties clean-up", "Parallel run", "Cut-over weekend"
OWNED = {RETEST: MANAGER, ROLES: LEAD, CLEAN_UP: LEAD, PARALLEL: LEAD, CUT_OVER: MANAGER}
# Who said it, on which day of November, of which task: percent, remaining minutes, comment.
SAID = (
    (LEAD, 12, ROLES, 40, 2880, "Kraków has 14 of 24 roles."),
    (LEAD, 13, CLEAN_UP, 25, 2640, "三名用户存在冲突,已与客户安全团队核对"),
    (LEAD, 18, ROLES, 60, 1920, "Pune waits for the client’s security team."),
    (LEAD, 19, CLEAN_UP, 40, 1800, "Two of three users are clean."),
    (MANAGER, 19, RETEST, 55, 960, "Sample 3 of 5 passed; the auditor is back on Monday."),
)
STEPS = (
    "Agree the cut-over hour with Dalian",
    "Freeze master data",
    "Tell the client’s help desk",
    "备份旧系统",
)
# Hours a day from Monday on, by week before this one, task and person.
HOURS = (
    (2, LEAD, ROLES, (6, 6, 7, 6, 5)),
    (1, LEAD, ROLES, (4, 4, 5, 4, 4)),
    (1, LEAD, CLEAN_UP, (4, 4, 3, 4, 3)),
)


GIVEN: tuple[dict[str, str], dict[str, str]] = (
    {
        "done": "Two of three users are clean; the third has a ticket with the client’s security team.",
        "left": "Close BF-ERP-4420, then send the signed list to the auditor by Thursday.",
    },
    {
        "done": "计划书已与客户确认，各实体的差异清单每天更新。",
        "left": "第三周的对账，以及每日例会的主持。",
    },
)


def add_progress(slug: str) -> None:
    """Everything, through the verbs that people use."""
    manager = member(slug, MANAGER, date(2026, 11, 9))
    with tenant_tx(manager.organization.id, timeout="10min"):
        project = project_by_key(actor=manager, key=KEY)
        for name, email in OWNED.items():
            owner = member(slug, email, date(2026, 11, 9))
            edit_task(actor=manager, task=_task(manager, project, name), owner_id=owner.person_id)
        for email, day, name, percent, remaining, comment in SAID:
            actor = member(slug, email, date(2026, 11, day), 15)
            said: dict[str, Any] = {"remaining_minutes": remaining, "comment": comment}
            report_progress(actor=actor, task=_task(actor, project, name), percent_complete=percent, **said)
        _board(slug, project)
        _hand_over(slug, project)
        _hours(slug, project)


def _task(actor: Actor, project: Project, name: str) -> Task:
    return tasks(actor=actor, project=project).select_related("project").get(name=name)


def _board(slug: str, project: Project) -> None:
    manager = member(slug, MANAGER, date(2026, 11, 19))
    lead = member(slug, LEAD, date(2026, 11, 19), 16)
    limits: dict[str, tuple[int | None, bool]] = {"in_progress": (3, False), "in_review": (2, True)}
    set_limits(actor=manager, project=project, limits=limits)
    set_collection(actor=manager, project=project, on=True, weekday=4)
    for text in STEPS:
        write_checklist(actor=manager, task=_task(manager, project, CUT_OVER), done=[], text=text)
    why = "Pune’s roles wait for the client’s security team, ticket BF-ERP-4411."
    step_task(actor=lead, task=_task(lead, project, ROLES), step="block", reason=why)


def _hand_over(slug: str, project: Project) -> None:
    """One task that the lead gives to the manager waits for an answer, another one was declined."""
    lead, manager = member(slug, LEAD, date(2026, 11, 18), 17), member(slug, MANAGER, date(2026, 11, 19))
    assert manager.person_id is not None
    for name, said in ((PARALLEL, GIVEN[1]), (CLEAN_UP, GIVEN[0])):
        task = _task(lead, project, name)
        offer = offer_handoff(
            actor=lead, task=task, taker_id=manager.person_id, done=said["done"], left=said["left"]
        )
        if name == PARALLEL:
            reason = "The parallel run stays with the team that knows the entities. 请先与普纳团队商量。"
            step_handoff(actor=manager, handoff=offer, step="decline", reason=reason)


def _hours(slug: str, project: Project) -> None:
    """Two weeks handed in, the older one approved, October closed."""
    for back, email, name, hours in HOURS:
        monday = MONDAY - back * A_WEEK
        actor = member(slug, email, monday + timedelta(days=4), 16)
        task = _task(actor, project, name)
        cells = {(task.pk, monday + timedelta(days=n)): (60 * h, "") for n, h in enumerate(hours)}
        write_timesheet(actor=actor, project=project, starts_on=monday, cells=cells)
    manager = member(slug, MANAGER, MONDAY)
    for back in (2, 1):
        monday = MONDAY - back * A_WEEK
        lead = member(slug, LEAD, monday + timedelta(days=4), 17)
        week = write_timesheet(actor=lead, project=project, starts_on=monday, cells={})
        step_timesheet(actor=lead, week=week, step="submit")
        if back == 2:
            step_timesheet(actor=manager, week=week, step="approve")
    reason = "October is counted and invoiced."
    lock_period(actor=manager, project=project, through=date(2026, 10, 31), reason=reason)
