"""Time kept free in the plan of the demo's shared service centre, and what was used of it."""

from typing import Any

from config.demo.rights import acting
from planning.selectors import tasks
from planning.services import add_buffer, reschedule, use_buffer
from projects.selectors import project_by_key
from tenancy.scope import tenant_tx

MANAGER, KEY = "pm@demo.milepost.test", "BFM"
MINUTES_A_DAY = 480
# In front of what, its name, work days, and what was used: days, minute, why.
BUFFERS = (
    (
        "G4 Wave 3 live",
        "Reserve for the wave 3 cut-over · 第三波切换预留",
        3,
        ((1, 10, "Role access for two entities came a day late."),),
    ),
    (
        "G5 Steady-state acceptance",
        "Reserve before acceptance · 验收前预留",
        5,
        (
            (0.5, 20, "The client’s auditor moved the first review by half a day."),
            (1.5, 30, "Two senior accountants fall ill; the reconciliation pack starts later."),
        ),
    ),
)


def keep_time_free(slug: str) -> None:
    """Two buffers, one of them red, in a plan that is computed without moving a date."""
    actor = acting(slug, MANAGER, 18)
    with tenant_tx(actor.organization.id):
        project = project_by_key(actor=actor, key=KEY)
        guarded = {task.name: task.pk for task in tasks(actor=actor, project=project).milestones()}
        for before, name, days, used in BUFFERS:
            about: Any = {"name": name, "minutes": days * MINUTES_A_DAY, "protects_id": guarded[before]}
            made = add_buffer(actor=actor, project=project, **about)
            for part, minute, reason in used:
                by = acting(slug, MANAGER, 19, minute)
                use_buffer(actor=by, task=made, minutes=round(part * MINUTES_A_DAY), reason=reason)
        reschedule(actor=actor, project=project, keep_dates=True)
