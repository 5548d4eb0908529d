"""BFM's charter, its stakeholders and plans as they came about, through the verbs that people use."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from config.demo.backbone import HEAD, MANAGER, member
from config.demo.charter_texts import (
    AFTER_AUDIT,
    AGREEMENTS,
    CHARTER,
    EXPECTATIONS,
    PLANS,
    STAKEHOLDERS,
    DemoPlan,
)
from planning.models import Objective, Stakeholder
from planning.registers.charters import CHARTERS, MANAGEMENT_PLANS
from planning.registers.stakeholders import EXPECTATIONS as EXPECTED
from planning.registers.stakeholders import STAKEHOLDERS as STAKES
from planning.services.agreements import record_agreement
from planning.services.signatures import ask_signature
from planning.services.versions import begin_version
from projects.registers.services import add_record, edit_record, share_record, step_record
from projects.selectors import project_by_key
from records.models import Ask
from records.selectors.asks import ask_by_token, ask_token
from records.services import answer_ask
from tenancy.actors import Actor
from tenancy.scope import tenant_tx
from tenancy.selectors import people

SPONSOR = "Ingrid Solberg"
KEY = "BFM"


def add_charters(slug: str) -> None:
    """The charter and its second version, who has a stake, what they expect and say, and the ten plans."""
    first = member(slug, MANAGER, date(2026, 5, 26))
    with tenant_tx(first.organization.id):
        project = project_by_key(actor=first, key=KEY)
        stakes = add_stakeholders(first, project)
        add_expectations(first, project, stakes)
    write_charter(slug, project)
    for plan in PLANS:
        write_plan(slug, project, plan)
    with tenant_tx(first.organization.id):
        hear(slug, project, stakes)


def add_stakeholders(actor: Actor, project: Any) -> dict[str, Stakeholder]:
    """By name; the sponsor is a person of Milepost too."""
    known = {person.name: person.pk for person in people(actor=actor)}
    made = {}
    for values in STAKEHOLDERS:
        told = {**values, "person_id": known.get(values["title"]), "owner_id": actor.person_id}
        made[values["title"]] = add_record(actor=actor, register=STAKES, project=project, **told)
    return made


def add_expectations(actor: Actor, project: Any, stakes: dict[str, Stakeholder]) -> None:
    """What each of them expects, and how far that is."""
    for who, path, values in EXPECTATIONS:
        told = {**values, "stakeholder_id": stakes[who].pk, "owner_id": actor.person_id}
        made = add_record(actor=actor, register=EXPECTED, project=project, heard_on=date(2026, 5, 26), **told)
        for step, reason in path:
            step_record(actor=actor, register=EXPECTED, subject=made, step=step, reason=reason)
        if "understand" in dict(path):
            share_record(actor=actor, register=EXPECTED, subject=made)


def write_charter(slug: str, project: Any) -> None:
    """Signed in June, and once more in September, when the audit control came in."""
    writer = member(slug, MANAGER, date(2026, 5, 28))
    with tenant_tx(writer.organization.id):
        first = add_record(
            actor=writer, register=CHARTERS, project=project, owner_id=writer.person_id, **CHARTER
        )
        approve(slug, CHARTERS, first, date(2026, 6, 3))
        sign(slug, first, date(2026, 6, 4), "agree", "")
    writer = member(slug, MANAGER, date(2026, 9, 14))
    with tenant_tx(writer.organization.id):
        second = begin_version(actor=writer, subject=first)
        edit_record(actor=writer, register=CHARTERS, subject=second, **AFTER_AUDIT)
        approve(slug, CHARTERS, second, date(2026, 9, 16))
        sign(slug, second, date(2026, 9, 17), "agree_with_remark", "The audit finding closes before G5.")
        share_record(actor=later(writer, 120), register=CHARTERS, subject=second)


def write_plan(slug: str, project: Any, plan: DemoPlan) -> None:
    """One of the ten, as far as it has come."""
    writer = member(slug, MANAGER, plan.written_on)
    with tenant_tx(writer.organization.id):
        made = add_record(
            actor=writer,
            register=MANAGEMENT_PLANS,
            project=project,
            owner_id=writer.person_id,
            area=plan.area,
            title=plan.title,
            title_zh=plan.title_zh,
            text=plan.text,
        )
        if plan.state == "review":
            step_record(actor=writer, register=MANAGEMENT_PLANS, subject=made, step="submit")
        if plan.state == "approved":
            approve(slug, MANAGEMENT_PLANS, made, plan.written_on + timedelta(days=3))
        if plan.answer:
            sign(slug, made, plan.written_on + timedelta(days=4), plan.answer, plan.remark)


def approve(slug: str, register: Any, subject: Any, day: date) -> None:
    """The manager submits on a day, the delivery head approves in the afternoon."""
    step_record(actor=member(slug, MANAGER, day), register=register, subject=subject, step="submit")
    step_record(actor=member(slug, HEAD, day, 15), register=register, subject=subject, step="approve")


def sign(slug: str, subject: Any, day: date, answer: str, remark: str) -> None:
    """The sponsor is asked, and answers the next day; "asked": she has not answered yet."""
    asker = member(slug, MANAGER, day)
    sponsor = people(actor=asker).get(name=SPONSOR)
    ask_signature(actor=asker, subject=subject, person_id=sponsor.pk)
    if answer == "asked":
        return
    ask = Ask.objects.get(pk=subject.ask_id)
    now = asker.now + timedelta(hours=26)
    found = ask_by_token(token=ask_token(ask_id=ask.pk, nonce=ask.nonce), now=now)
    if found is not None:
        answer_ask(actor=found.actor(now=now), ask=ask, answer=answer, remark=remark, via="link")
        subject.refresh_from_db()


def hear(slug: str, project: Any, stakes: dict[str, Stakeholder]) -> None:
    """What stakeholders said to the objectives, in the order in which they said it."""
    found = {one.number: one for one in Objective.objects.live().filter(project=project)}
    for number, who, verdict, said_on, comment in AGREEMENTS:
        if number in found:
            record_agreement(
                actor=member(slug, MANAGER, said_on, 16),
                objective=found[number],
                stakeholder_id=stakes[who].pk,
                verdict=verdict,
                said_on=said_on,
                comment=comment,
            )


def later(actor: Actor, hours: int) -> Actor:
    """The same actor some hours on."""
    return replace(actor, now=datetime.combine(actor.now.date(), time(9), UTC) + timedelta(hours=hours))
