"""Lists of this room that people bring in: tasks from a spreadsheet, in the order of its rows."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planning.models import Task
from planning.selectors import owners
from planning.services.lists import bring_tasks
from projects.selectors import Project
from records.importing import Column, importable
from tenancy.actors import Actor
from toolkit.links import Link

DEEPEST = 20
KINDS = ((Task.Kind.TASK, _("Task")), (Task.Kind.MILESTONE, _("Milestone")))


def task_kinds(*, actor: Actor, project: Project) -> Any:
    return [(kind, (kind, label)) for kind, label in KINDS]


def owners_by_name(*, actor: Actor, project: Project) -> Any:
    """The project's people; a name that two share says nothing."""
    return [(UUID(str(pk)), (name,)) for pk, name in owners(actor=actor, project=project)]


NAMES = ("task", "task name", "title", "summary", "subject", "任务", "任务名称", "标题")
LEVELS = ("outline level", "indent", "层级", "大纲级别")
STARTS = ("start date", "begin", "开始", "开始日期", "开始时间")
FINISHES = ("finish date", "end", "due", "due date", "完成", "截止日期", "完成时间")
SHARES = ("% complete", "percent complete", "progress", "完成百分比", "进度")
KEYS = ("id", "key", "uid", "nr", "no", "编号", "标识", "序号")
OWNERS = ("assignee", "responsible", "负责人")
COLUMNS = (
    Column("name", _("Name"), required=True, longest=512, also=NAMES),
    Column("kind", _("Type"), kind="choice", choices=task_kinds, also=("类型",)),
    Column("level", _("Level"), kind="whole", least=1, most=DEEPEST, also=LEVELS),
    Column("wbs", _("WBS"), longest=60, also=("wbs code", "outline number", "大纲数字")),
    Column("start", _("Start"), kind="day", also=STARTS),
    Column("finish", _("Finish"), kind="day", also=FINISHES),
    Column("percent", pgettext_lazy("share", "Done"), kind="percent", also=SHARES),
    Column("owner_id", _("Owner"), kind="choice", choices=owners_by_name, also=OWNERS),
    Column("notes", _("Notes"), longest=10_000, also=("description", "comment", "备注", "描述")),
    Column(
        "external_id",
        _("Identifier there"),
        longest=60,
        also=("id", "key", "uid", "nr", "no", "编号", "标识", "序号"),
    ),
)

importable(
    "tasks",
    kind="planning.Task",
    title=_("Tasks"),
    policy="planning.load_plan",
    of_project=True,
    at_once=True,
    columns=COLUMNS,
    service=bring_tasks,
    key=("external_id",),
    seen_at=Link("planning_plan"),
    icon="list-tree",
)
