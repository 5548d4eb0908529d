"""Working calendars with national holidays, estimates, a weekly report, and computed plans in the demo."""

from datetime import date

from config.demo.rights import acting
from planning.selectors import tasks
from planning.services import (
    add_calendar,
    add_holidays,
    add_task,
    estimate_task,
    repeat_task,
    reschedule,
    use_calendar,
)
from projects.selectors import project_by_key
from tenancy.actors import Actor
from tenancy.scope import tenant_tx

MANAGER = "pm@demo.milepost.test"
DAY_SHIFT = [[[480, 720], [780, 1020]]] * 5 + [[], []]
YEARS = (2026, 2027)
# Project, calendar, country, whether its plan counts by it.
CALENDARS = (
    ("BFM", "Kraków", "PL", False),
    ("BFM", "Pune", "IN", False),
    ("BFM", "大连 Dalian", "CN", False),
    ("TDW", "上海 Shanghai", "CN", True),
)
MINUTES_A_DAY = 480
# Working days at best, most likely and at worst.
ESTIMATES = {
    "Retest with client audit": (6, 8, 14),
    "ERP role access, wave 3 entities": (9, 12, 18),
    "Segregation-of-duties clean-up": (8, 12, 21),
    "Parallel run": (3, 3, 6),
    "Cut-over weekend": (1, 1, 3),
    "Reconciliation pack": (1, 1, 2),
    "Acceptance pack and sign-off": (3, 5, 10),
}
PLANS = ("BFM", "SKY", "TDW")


def add_schedules(slug: str) -> None:
    """Calendars first: the plans are computed by them."""
    actor = acting(slug, MANAGER, 18)
    with tenant_tx(actor.organization.id):
        for key, name, country, is_used in CALENDARS:
            _calendar(actor, key, name, country, is_used)
        _estimate(actor)
        _report_weekly(actor)
        for key in PLANS:
            reschedule(actor=actor, project=project_by_key(actor=actor, key=key), keep_dates=True)


def _calendar(actor: Actor, key: str, name: str, country: str, is_used: bool) -> None:
    project = project_by_key(actor=actor, key=key)
    calendar = add_calendar(actor=actor, project=project, name=name, week=DAY_SHIFT)
    for year in YEARS:
        add_holidays(actor=actor, calendar=calendar, country=country, year=year)
    if is_used:
        use_calendar(actor=actor, project=project, calendar_id=calendar.pk)


def _report_weekly(actor: Actor) -> None:
    """A report every Friday until hypercare ends."""
    project = project_by_key(actor=actor, key="BFM")
    report = add_task(
        actor=actor,
        project=project,
        name="Hypercare report · 稳定期周报",
        begin=date(2026, 11, 27),
        duration_minutes=120,
    )
    repeat_task(actor=actor, task=report, until=date(2026, 12, 18))


def _estimate(actor: Actor) -> None:
    project = project_by_key(actor=actor, key="BFM")
    for task in tasks(actor=actor, project=project).filter(name__in=ESTIMATES).select_related("project"):
        best, likely, worst = (days * MINUTES_A_DAY for days in ESTIMATES[task.name])
        estimate_task(
            actor=actor,
            task=task,
            optimistic_minutes=best,
            likely_minutes=likely,
            pessimistic_minutes=worst,
        )
