"""What the demo's transition owes: deliverables, requirements with their trace, scope, assumptions, parts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from config.demo.backbone import member
from config.demo.scope_lines import ASSUMED, DELIVERED, NEEDED, PARTS, SCOPED
from planning.registers import ASSUMPTIONS, DELIVERABLES, REQUIREMENTS, SCOPE_ITEMS
from planning.selectors import tasks
from planning.services import link_task, price_scope_item, set_responsibilities
from projects.registers.services import add_record, share_record, step_record
from projects.selectors import people_of, processes, project_by_key, sites_of
from records.selectors.asks import ask_by_token, ask_token
from records.services import answer_ask
from tenancy.actors import Actor
from tenancy.scope import tenant_tx
from tenancy.selectors import people

MANAGER, LEAD, PROJECT, SPONSOR = "pm@demo.milepost.test", "lead@demo.milepost.test", "BFM", "Ingrid Solberg"
FINANCE = "Finance and accounting"
FIRST_DAY = date(2026, 6, 16)
AUTUMN, NOVEMBER = datetime(2026, 8, 31, 8, tzinfo=UTC), datetime(2026, 11, 13, 10, tzinfo=UTC)


def add_scope(slug: str) -> None:
    """Through the verbs that people use."""
    actor = member(slug, MANAGER, FIRST_DAY)
    with tenant_tx(actor.organization.id, timeout="10min"):
        project = project_by_key(actor=actor, key=PROJECT)
        rows = people_of(actor=actor, project=project)
        known: dict[str, Any] = {
            "team": {row["person__name"]: row["person_id"] for row in rows},
            "sponsor": people(actor=actor).get(name=SPONSOR).pk,
            "tasks": {task.name: task for task in tasks(actor=actor, project=project)},
            "processes": {one.code: one for one in processes(actor=actor, project=project)},
            "sites": {one.site.code: one.site_id for one in sites_of(actor=actor, project=project)},
        }
    made = {title: _deliverable(slug, project, known, title, row) for title, row in DELIVERED.items()}
    with tenant_tx(actor.organization.id, timeout="10min"):
        for title, row in NEEDED.items():
            _requirement(actor, project, known, made, title, row)
        for title, row in SCOPED.items():
            _scope(actor, project, known, title, row)
        for title, (title_zh, values, owner, steps) in ASSUMED.items():
            about = {"title": title, "title_zh": title_zh, "owner_id": known["team"].get(owner), **values}
            _stepped(
                replace(actor, now=NOVEMBER),
                ASSUMPTIONS,
                add_record(actor=actor, register=ASSUMPTIONS, project=project, **about),
                steps,
            )
        for what, parts in PARTS.items():
            subject = made.get(what) or known["processes"][what]
            named = {known["team"][name]: part for name, part in parts.items()}
            set_responsibilities(actor=actor, subject=subject, parts=named)


def _deliverable(slug: str, project: Any, known: Any, title: str, row: Any) -> Any:
    title_zh, criteria, due, owner, task, day, answer, remark = row
    manager, lead = member(slug, MANAGER, day), member(slug, LEAD, day)
    about = {"criteria": criteria, "due_on": due, "owner_id": known["team"].get(owner), "title_zh": title_zh}
    with tenant_tx(manager.organization.id):
        task_id = known["tasks"][task].pk if task else None
        made = add_record(
            actor=manager,
            register=DELIVERABLES,
            project=project,
            title=title,
            acceptor_id=known["sponsor"],
            task_id=task_id,
            **about,
        )
        if answer is None:
            return made
        _stepped(lead, DELIVERABLES, made, ("start", "check") if answer != "begun" else ("start",))
        if answer != "begun":
            _stepped(manager, DELIVERABLES, made, ("submit", "ask"))
            share_record(actor=manager, register=DELIVERABLES, subject=made)
    if answer in ("accept", "reject", "accept_with_remark"):
        _answer(manager, made, answer, remark)
    return made


def _answer(actor: Actor, made: Any, answer: str, remark: str) -> None:
    """A day later the sponsor opens the link in her mail."""
    now = actor.now + timedelta(hours=26)
    with tenant_tx(actor.organization.id):
        ask = made.ask
    found = ask_by_token(token=ask_token(ask_id=ask.pk, nonce=ask.nonce), now=now)
    if found is not None:
        answer_ask(actor=found.actor(now=now), ask=ask, answer=answer, remark=remark, via="link")


def _requirement(actor: Actor, project: Any, known: Any, made: Any, title: str, row: Any) -> None:
    title_zh, statement, priority, criterion, deliverable, linked, steps = row
    found = add_record(
        actor=actor,
        register=REQUIREMENTS,
        project=project,
        title=title,
        title_zh=title_zh,
        statement=statement,
        source="Brightfjord Group Finance",
        stakeholder_id=known["sponsor"],
        priority=priority,
        criterion=criterion,
        deliverable_id=made[deliverable].pk if deliverable else None,
    )
    for name in linked:
        link_task(actor=actor, requirement=found, task=known["tasks"][name].number)
    _stepped(replace(actor, now=AUTUMN), REQUIREMENTS, found, steps)
    share_record(actor=actor, register=REQUIREMENTS, subject=found)


def _scope(actor: Actor, project: Any, known: Any, title: str, row: Any) -> None:
    title_zh, kind, description, process, department, site, price, steps = row
    actor = replace(actor, now=NOVEMBER) if kind == "extra" else actor
    found = add_record(
        actor=actor,
        register=SCOPE_ITEMS,
        project=project,
        title=title,
        title_zh=title_zh,
        kind=kind,
        description=description,
        process_id=known["processes"][process].pk if process else None,
        lob=FINANCE if process else "",
        department=department,
        site_id=known["sites"].get(site),
        clause="SOW-BFM-01",
    )
    if price:
        price_scope_item(actor=actor, item=found, amount=Decimal(price[0]), currency="USD", note=price[1])
    _stepped(actor, SCOPE_ITEMS, found, steps)


def _stepped(actor: Actor, register: Any, subject: Any, steps: tuple[str, ...]) -> None:
    for step in steps:
        step_record(
            actor=actor, register=register, subject=subject, step=step, reason="Agreed in the weekly call."
        )
