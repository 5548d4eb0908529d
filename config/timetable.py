"""Every periodic job of the house, on one screen. A job only says "look": due rows decide what happens."""

from django.conf import settings

TIMETABLE = {
    "events": {"task": "tenancy.tasks.sweep_events", "schedule": settings.MILEPOST_SWEEP_SECONDS},
    "letters": {"task": "notifications.tasks.sweep_letters", "schedule": settings.MILEPOST_SWEEP_SECONDS},
    "overdue milestones": {
        "task": "planning.tasks.sweep_overdue_milestones",
        "schedule": settings.MILEPOST_OVERDUE_SECONDS,
    },
    "KPI rollup": {"task": "kpis.tasks.sweep_kpi_rollup", "schedule": settings.MILEPOST_ROLLUP_SECONDS},
}
