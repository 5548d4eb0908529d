"""Which records of this room people talk about, attach to, approve and look for."""

from django.utils.translation import gettext_lazy as _

from planning.registers import REGISTERS
from planning.selectors import all_withdrawn_tasks, tasks
from planning.services import restore_task
from projects.registers.doors import open_register
from records.acts import acts
from records.kinds import Back, kind
from toolkit.links import Link

kind(
    "planning.Task",
    name=_("Task"),
    rows=tasks,
    view="planning.view_task",
    change="planning.edit_task",
    link=Link("planning_task", key="project__key", number="number"),
    icon="list-tree",
    related=("project", "owner"),
    back=Back(
        rows=all_withdrawn_tasks,
        policy="planning.restore_task",
        service=restore_task,
        subject_as="task",
        link=Link("planning_restore_task", key="project__key", number="number"),
    ),
)
acts(
    {
        "planning.add_task": _("added it"),
        "planning.edit_task": _("changed"),
        "planning.move_task": _("moved it"),
        "planning.withdraw_task": _("withdrew it"),
        "planning.restore_task": _("restored it"),
        "planning.share_task": _("shared it with the client"),
        "planning.unshare_task": _("stopped sharing it"),
        "planning.record_progress": _("reported progress"),
        "planning.change_state": _("changed its state"),
        "planning.reach_milestone": _("reported it reached"),
        "planning.add_dependency": _("added a dependency"),
        "planning.remove_dependency": _("removed a dependency"),
        "planning.load_plan": _("imported it"),
    }
)
for register in REGISTERS:
    open_register(register)
