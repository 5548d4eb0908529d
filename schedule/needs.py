"""What schedule control says for "My day"."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from projects.selectors import today_of
from records.needing import Band, Need, feeds
from schedule.hours import hours_needed
from schedule.registers.changes import CHANGES
from schedule.registers.issues import ISSUES
from schedule.selectors.changes import waiting_changes, waiting_issues
from schedule.selectors.handoffs import offered_to_me
from tenancy.actors import Actor
from toolkit.formats import day_of


@feeds("schedule.issues")
def issues(*, actor: Actor, as_of: date) -> list[Need]:
    """Open issues: first to be taken up, then to be resolved. Two queries at most."""
    return [_issue(actor, one) for one in waiting_issues(actor=actor)]


@feeds("schedule.changes")
def changes(*, actor: Actor, as_of: date) -> list[Need]:
    """Change requests whose next step is the manager's. Two queries at most."""
    return [_change(actor, one) for one in waiting_changes(actor=actor)]


@feeds("schedule.hours")
def hours(*, actor: Actor, as_of: date) -> list[Need]:
    """Hours that wait for a decision, and those of last week that are missing. Two queries."""
    return hours_needed(actor=actor, as_of=as_of)


@feeds("schedule.handoffs")
def handoffs(*, actor: Actor, as_of: date) -> list[Need]:
    """Tasks that somebody wants the actor to take over. One query."""
    return [_handoff(actor, one) for one in offered_to_me(actor=actor)]


def _handoff(actor: Actor, handoff: Any) -> Need:
    task, key = handoff.task, handoff.project.key
    url = reverse(
        "schedule_handoff", kwargs={"org": actor.organization.slug, "key": key, "handoff": handoff.pk}
    )
    return Need(
        band=Band.TODAY,
        icon="user-check",
        name=task.name,
        what=_("Accept or decline T%(number)s %(name)s") % {"number": task.number, "name": task.name},
        why=_("%(name)s wants to hand it over to you") % {"name": handoff.giver.name},
        url=url,
        verb=_("Open hand-off"),
        verb_url=url,
        due=task.due,
        project_key=key,
    )


def _issue(actor: Actor, issue: Any) -> Need:
    answered = issue.first_response_at is not None
    due = day_of(issue.resolve_by if answered else issue.respond_by, issue.project.zone)
    what = _("Resolve %(name)s") if answered else _("Take up %(name)s")
    why = _("you own it") if issue.owner_id else _("nobody owns it yet")
    verb = _("Change state"), ISSUES.link("state")
    return _need(actor, issue, what=what, why=why, due=due, verb=verb, icon=ISSUES.icon)


def _change(actor: Actor, change: Any) -> Need:
    owed = change.assess_by is not None and change.assessed_at is None
    page = CHANGES.link("")
    about = {"why": change.get_state_display(), "icon": CHANGES.icon}
    if owed:
        what, verb = _("Assess %(name)s"), (_("Open change request"), page)
        return _need(actor, change, what=what, due=change.assess_by, verb=verb, **about)
    what, verb = _("Move %(name)s on"), (_("Open change request"), page)
    return _need(actor, change, what=what, due=None, verb=verb, **about)


def _need(actor: Actor, record: Any, *, what: str, why: str, due: date | None, verb: Any, icon: str) -> Need:
    today = today_of(project=record.project, now=actor.now)
    late = (today - due).days if due and due < today else 0
    address = {"org": actor.organization.slug, "key": record.project.key, "number": record.number}
    page = {ISSUES.label: ISSUES, CHANGES.label: CHANGES}[record._meta.label].link("")
    words, link = verb
    return Need(
        band=_band(due, today),
        icon=icon,
        name=record.title,
        what=what % {"name": str(record)},
        why=why,
        url=page.url(address, address),
        verb=words,
        verb_url=link.url(address, address),
        due=due,
        overdue_days=late,
        project_key=record.project.key,
    )


def _band(due: date | None, today: date) -> Band:
    """What has no day can be done today; so can what is due later than today, and is not late."""
    if due is None or due == today:
        return Band.TODAY
    return Band.OVERDUE if due < today else Band.SOON
