"""What people said on records in the demo's week: in English and Chinese, with mentions."""

import re
from dataclasses import dataclass
from typing import Any

from config.demo.rights import acting
from planning.selectors import tasks
from projects.selectors import project_by_key
from records.models import Comment
from records.selectors import carrier
from records.services import add_comment, edit_comment, watch_record, withdraw_comment
from tenancy.actors import Actor
from tenancy.scope import tenant_tx
from tenancy.selectors import people
from toolkit.markdown import mention

MANAGER, LEAD = "pm@demo.milepost.test", "lead@demo.milepost.test"
HEAD, MANAGER_ZH = "head@demo.milepost.test", "pm.zh@demo.milepost.test"
NAMED = re.compile(r"\{([^}]+)\}")


@dataclass(frozen=True)
class Said:
    """One comment: on which project's record, by whom, when in November; `to` the client, or an answer."""

    key: str
    task: str
    who: str
    day: int
    minute: int
    text: str
    to: str = "internal"
    answers: bool = False
    edited: str = ""
    deleted: str = ""


ROLES, LIVE = "ERP role access, wave 3 entities", "G4 Wave 3 live"
SAID = (
    Said(
        "BFM",
        ROLES,
        LEAD,
        18,
        5,
        "Kraków has 14 of 24 roles, Pune none yet. The client’s IT says **Thursday**, but the ticket is "
        "still with their security team, {Katarzyna Nowak}.\n\n- `BF-ERP-4411` waits for security\n"
        "- `BF-ERP-4412` done",
    ),
    Said(
        "BFM",
        ROLES,
        MANAGER,
        18,
        22,
        "I take it to the steering call today. {陈建国 Chen Jianguo}, can you ask their finance director "
        "whether Thursday is certain? The rule is in the "
        "[handbook](https://handbook.meridian.example/access#segregation).",
        answers=True,
    ),
    Said(
        "BFM",
        ROLES,
        HEAD,
        19,
        10,
        "已与对方财务总监确认:周四中午前给出答复。若周五仍未开通,先用**临时只读账号**,"
        "请 {Tomasz Zieliński} 今天准备名单。",
        answers=True,
    ),
    Said(
        "BFM",
        ROLES,
        LEAD,
        19,
        40,
        "List is ready: 10 people.",
        answers=True,
        edited="List is ready: 11 people.",
    ),
    Said("BFM", ROLES, LEAD, 20, 2, "Minutes of the KT call", deleted="Belongs to another task"),
    Said(
        "BFM",
        LIVE,
        MANAGER,
        20,
        15,
        "Wave 3 stays planned for **1 December**. It needs the ERP roles by Tuesday, 24 November; we report "
        "again that evening.",
        to="shared",
    ),
    Said("BFM", LIVE, LEAD, 20, 31, "Between us: two days of slack, {Katarzyna Nowak}, not one more."),
    Said(
        "BFM",
        "",
        MANAGER,
        17,
        12,
        "> The condition of G3 is the evidence, not the retest.\n\nAgreed in the call with internal audit. "
        "{Tomasz Zieliński} sends it on Wednesday.",
    ),
    Said(
        "TDW",
        "Punch list, 4 items",
        MANAGER_ZH,
        19,
        8,
        "四项中第 2、3 项今天关闭;第 4 项要等客户重新抽样,{Katarzyna Nowak} 请在例会上确认抽样日期。",
    ),
    Said(
        "TDW",
        "Punch list, 4 items",
        MANAGER,
        19,
        50,
        "Sampling is on Monday at 10:00 Shanghai time. Lot 9 only, 2 % of the frames.",
        answers=True,
    ),
    Said(
        "SKY", "Nesting, class of 24", MANAGER, 18, 30, "Two no-shows in week 1, 22 of 24 are on the floor."
    ),
)


def talk(slug: str) -> None:
    """Through the same verbs that people use."""
    first: dict[tuple[str, str], Comment] = {}
    for one in SAID:
        actor = acting(slug, one.who, one.day, one.minute)
        with tenant_tx(actor.organization.id):
            said = _say(actor, one, first.get((one.key, one.task)))
        first.setdefault((one.key, one.task), said)


def _say(actor: Actor, one: Said, root: Comment | None) -> Comment:
    project = project_by_key(actor=actor, key=one.key)
    record = tasks(actor=actor, project=project).get(name=one.task) if one.task else project
    found = carrier(actor=actor, entry_id=record.pk)
    names: dict[str, Any] = {person.name: person.pk for person in people(actor=actor)}
    text = NAMED.sub(lambda name: mention(name[1], names[name[1]]), one.text)
    said = add_comment(
        actor=actor,
        carrier=found,
        text=text,
        visibility=one.to,
        reply_to_id=root.pk if root and one.answers else None,
    )
    if one.edited:
        said = edit_comment(actor=actor, comment=said, text=one.edited)
    if one.deleted:
        said = withdraw_comment(actor=actor, comment=said, reason=one.deleted)
    if one.who == MANAGER:
        watch_record(actor=actor, carrier=found)
    return said
