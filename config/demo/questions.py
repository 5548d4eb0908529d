"""Decisions that wait, and questions to the clients' sponsors: as people asked them in the demo's week."""

from datetime import date, timedelta
from decimal import Decimal

from config.demo.rights import acting
from planning.selectors import milestones
from projects.selectors import project_by_key
from records.selectors import carrier
from records.selectors.asks import ask_by_token, ask_token
from records.services import answer_ask, request_approval, send_ask
from tenancy.actors import Actor
from tenancy.scope import tenant_tx
from tenancy.selectors import people

MANAGER, LEAD = "pm@demo.milepost.test", "lead@demo.milepost.test"
# who asks, the project, whether about its next milestone, what, money in US dollars, days, wanted by
REQUESTS = (
    (
        LEAD,
        "BFM",
        True,
        "CR-008 Two more shadowing days for the accounts payable team in Kraków.\n\n"
        "Without them the reconciliation of 3 December has one reviewer only.",
        Decimal("3200.00"),
        2,
        date(2026, 11, 24),
    ),
    (
        MANAGER,
        "BFM",
        False,
        "CR-006 Re-baseline the transition to 5 January 2027.\n\n"
        "Adds USD 41,500 of our own cost, no fee for the client. Without it every report stays red against a "
        "date that nobody expects.",
        Decimal("41500.00"),
        12,
        date(2026, 11, 27),
    ),
)
# project, whom, subject, text, the same in Chinese, the answer and its remark
QUESTIONS = (
    (
        "SKY",
        "Elena Hartmann",
        "Peak plan for Chinese New Year 2027",
        "We plan 35 % more volume for 1–14 February 2027 and open the evening shift in Dalian from "
        "25 January. Do you agree with this plan?",
        "我们计划2027年2月1日至14日业务量增加35%,并自1月25日起在大连开设晚班。您是否同意该计划?",
        "",
        "",
    ),
    (
        "BFM",
        "Ingrid Solberg",
        "Scope of hypercare until 18 December",
        "Hypercare covers accounts payable and general ledger until 18 December 2026. Collections move to "
        "steady state on 1 December 2026.",
        "",
        "agree_with_remark",
        "Collections may move on 1 December if the backlog stays below one day.",
    ),
)


def ask_around(slug: str) -> None:
    """Through the same verbs that people use, on the days before the demo's day."""
    for n, (who, key, is_milestone, about, amount, days, due) in enumerate(REQUESTS):
        actor = acting(slug, who, 18 + n)
        with tenant_tx(actor.organization.id):
            project = project_by_key(actor=actor, key=key)
            found = milestones(actor=actor, project=project).filter(due__gte=due) if is_milestone else None
            record = found.earliest("due") if found is not None else project
            request_approval(
                actor=actor,
                carrier=carrier(actor=actor, entry_id=record.pk),
                about=about,
                decision="change_request",
                amount=amount,
                currency="USD",
                days=days,
                due=due,
            )
    for key, name, title, text, chinese, answer, remark in QUESTIONS:
        _ask(acting(slug, MANAGER, 19), key, name, title, (text, chinese), answer, remark)


def _ask(
    actor: Actor, key: str, name: str, title: str, texts: tuple[str, str], answer: str, remark: str
) -> None:
    with tenant_tx(actor.organization.id):
        project = project_by_key(actor=actor, key=key)
        ask = send_ask(
            actor=actor,
            carrier=carrier(actor=actor, entry_id=project.pk),
            person_id=people(actor=actor).get(name=name).pk,
            title=title,
            text=texts[0],
            text_beside=texts[1],
            language="en",
            expires_on=date(2026, 12, 31),
        )
    if not answer:
        return
    now = actor.now + timedelta(hours=26)
    found = ask_by_token(token=ask_token(ask_id=ask.pk, nonce=ask.nonce), now=now)
    if found is not None:
        answer_ask(actor=found.actor(now=now), ask=ask, answer=answer, remark=remark, via="link")
