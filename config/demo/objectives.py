"""What the demo's projects are for: objectives in figures, on the days on which they were agreed."""

from datetime import date
from decimal import Decimal
from typing import Any

from config.demo.backbone import member
from planning.registers import OBJECTIVES
from projects.registers.services import add_record, share_record, step_record, withdraw_record
from projects.selectors import people_of, project_by_key
from tenancy.scope import tenant_tx

MANAGER, PROJECT, FIRST_DAY = "pm@demo.milepost.test", "BFM", date(2026, 6, 15)
Written = tuple[str, str, str, dict[str, Any], tuple[str, ...], bool]
LINES: tuple[Written, ...] = (
    (
        "Invoices are right at the first pass",
        "发票一次处理正确",
        "Tomasz Zieliński",
        {
            "metric": "Share of invoices posted without a correction",
            "baseline": Decimal("91.5"),
            "target": Decimal(98),
            "unit": "%",
            "due_on": date(2027, 3, 31),
            "reason": "Every correction costs the client’s buyers 14 minutes and delays the close.\n\n"
            "Counted by the client’s own posting log, on the last working day of each month.",
        },
        ("agree", "track"),
        True,
    ),
    (
        "Days to pay stay within the contract",
        "付款周期不超过合同约定",
        "",
        {
            "metric": "Median days from receipt to payment",
            "baseline": Decimal(41),
            "target": Decimal(30),
            "unit": "days",
            "due_on": date(2027, 2, 26),
            "level": "secondary",
            "reason": "Early payment discounts of 0.4% are lost after day 30.",
        },
        ("agree",),
        True,
    ),
    (
        "The team works without the client’s night cover",
        "团队无需客户夜间支援",
        "",
        {
            "metric": "Tickets handed back overnight",
            "baseline": Decimal(37),
            "target": Decimal(0),
            "due_on": date(2026, 11, 13),
        },
        ("agree", "track"),
        False,
    ),
    ("Suppliers need one address for questions", "供应商只需一个咨询入口", "", {}, (), False),
)
GONE = ("Move the archive to the new store", "将档案迁入新系统", "It is a deliverable, not an objective.")


def add_objectives(slug: str) -> None:
    """The objectives of one project, through the verbs that people use."""
    actor = member(slug, MANAGER, FIRST_DAY)
    with tenant_tx(actor.organization.id, timeout="10min"):
        project = project_by_key(actor=actor, key=PROJECT)
        team = {row["person__name"]: row["person_id"] for row in people_of(actor=actor, project=project)}
        first = None
        for title, title_zh, owner, values, steps, shared in LINES:
            told = {"level": "primary", "owner_id": team.get(owner, actor.person_id), **values}
            if told["level"] == "secondary" and first is not None:
                told["parent_id"] = first.pk
            names = {"title": title, "title_zh": title_zh}
            made = add_record(actor=actor, register=OBJECTIVES, project=project, **names, **told)
            first = first or made
            for step in steps:
                step_record(actor=actor, register=OBJECTIVES, subject=made, step=step)
            if shared:
                share_record(actor=actor, register=OBJECTIVES, subject=made)
        title, title_zh, reason = GONE
        gone = add_record(
            actor=actor, register=OBJECTIVES, project=project, title=title, title_zh=title_zh, level="primary"
        )
        withdraw_record(actor=actor, register=OBJECTIVES, subject=gone, reason=reason)
