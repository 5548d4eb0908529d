"""Work-streams of the demo's shared service centre: two that want the same people, one conflict decided."""

from datetime import date
from typing import Any

from config.demo.backbone import MANAGER, member
from planning.models import Task
from planning.registers import STREAMS
from planning.selectors import tasks
from planning.services import decide_priority, edit_task
from planning.streams import conflicts
from projects.registers.services import add_record
from projects.selectors import people_of, project_by_key
from tenancy.actors import Actor
from tenancy.scope import tenant_tx

KEY, TODAY = "BFM", date(2026, 11, 19)
# title: Chinese title, rank, channel, lead, focus, task: priority and owner.
Work = dict[str, tuple[int, str]]
STREAMED: dict[str, tuple[str, int, str, str, str, Work]] = {
    "Accounts payable": (
        "应付账款",
        1,
        "back_office",
        "Tomasz Zieliński",
        "No duplicate payment passes; wave 3 goes live on the promised day.",
        {"Retest with client audit": (900, "Tomasz Zieliński"), "Parallel run": (900, "")},
    ),
    "Record to report": (
        "总账到报表",
        2,
        "back_office",
        "Arjun Reddy",
        "The November close is done by the client’s own calendar.",
        {
            "Segregation-of-duties clean-up": (950, "Tomasz Zieliński"),
            "ERP role access, wave 3 entities": (500, ""),
            "Reconciliation pack": (700, "Arjun Reddy"),
        },
    ),
}
REASON = "A duplicate payment costs more than a day of the close; the client’s controller agrees."


def add_streams(slug: str) -> None:
    """Through the verbs that people use."""
    manager = member(slug, MANAGER, TODAY, 14)
    with tenant_tx(manager.organization.id, timeout="10min"):
        project = project_by_key(actor=manager, key=KEY)
        rows = people_of(actor=manager, project=project)
        team = {row["person__name"]: row["person_id"] for row in rows}
        known = {task.name: task for task in tasks(actor=manager, project=project).select_related("project")}
        for title, line in STREAMED.items():
            _stream(manager, project, team, known, title, line)
        _decide(manager, project)


def _stream(
    actor: Actor, project: Any, team: dict[str, Any], known: dict[str, Task], title: str, line: Any
) -> None:
    title_zh, rank, channel, lead, focus, work = line
    about = {"actor": actor, "register": STREAMS, "project": project, "title": title, "title_zh": title_zh}
    told = {"rank": rank, "channel": channel, "lob": "Finance and accounting", "focus": focus}
    made = add_record(**about, **told, owner_id=team[lead])
    for name, (priority, owner) in work.items():
        more = {"owner_id": team[owner]} if owner else {}
        edit_task(actor=actor, task=known[name], stream_id=made.pk, priority=priority, **more)


def _decide(actor: Actor, project: Any) -> None:
    """The first is decided; what remains waits on the manager's day."""
    found = conflicts(actor=actor, project=project)[0].clash
    decide_priority(actor=actor, project=project, conflict=found.key, first=found.one.number, reason=REASON)
