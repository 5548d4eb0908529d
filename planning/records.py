"""Which records of this room people talk about, attach to, approve and look for."""

from django.utils.translation import gettext_lazy as _

from planning.registers import REGISTERS
from planning.selectors import all_withdrawn_tasks, tasks
from planning.services import restore_task
from projects.registers.areas import card
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
        "planning.add_buffer": _("kept time free in front of another row"),
        "planning.use_buffer": _("used some of its days"),
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
        "planning.derive_demand": _("derived it from the plan"),
        "planning.load_plan": _("imported it"),
        "planning.link_requirement": _("linked it to a task"),
        "planning.unlink_requirement": _("took back a link to a task"),
        "planning.convert_requirement": _("made a deliverable or a task of it"),
        "planning.price_scope_item": _("priced it"),
        "planning.set_responsibilities": _("said who does what"),
        "planning.decide_priority": _("decided which work goes first"),
        "planning.record_agreement": _("recorded what a stakeholder says"),
        "planning.ask_signature": _("asked the client to sign"),
        "planning.keep_signature": _("kept the client’s answer"),
        "planning.set_baseline": _("made an approved plan the baseline"),
    }
)
card(
    "planning",
    route="planning_readiness",
    label=_("Readiness"),
    icon="checkup-list",
    policy="planning.view_readiness_items",
    text=_("What has to be in place, by type, red where it is or will be late."),
    owns=("planning_derive_demand",),
)
card(
    "planning",
    route="planning_trace",
    label=_("Traceability"),
    icon="route",
    policy="planning.view_trace",
    text=_("What becomes of each requirement, and what nobody asked for."),
    owns=(
        "planning_unasked",
        "planning_convert_requirement",
        "planning_link_requirement",
        "planning_unlink_requirement",
        "planning_price_scope_item",
    ),
)
card(
    "planning",
    route="planning_responsibilities",
    label=_("Responsibilities"),
    icon="users-group",
    policy="planning.view_responsibilities",
    text=_("Who does what for each deliverable and process, with one accountable person."),
    owns=("planning_responsibility", "planning_deliverable_parts", "planning_process_parts"),
)
card(
    "planning",
    route="planning_buffers",
    label=_("Buffers"),
    icon="shield",
    policy="planning.view_plan",
    text=_("Time kept free for surprises: what it protects, what is left, how fast it burns."),
    owns=("planning_add_buffer", "planning_use_buffer"),
)
card(
    "planning",
    route="planning_priority_conflicts",
    label=_("Priority conflicts"),
    icon="arrows-move-vertical",
    policy="planning.view_priority_conflicts",
    text=_("Where work-streams want the same people or wait for each other, and what goes first."),
    owns=("planning_decide_priority",),
)
for register in REGISTERS:
    open_register(register)
