"""What the demo's issues, change requests and decisions say."""

from datetime import date
from decimal import Decimal
from typing import Any

NONE = "none"
Written = dict[str, Any]
ISSUE_LINES: tuple[tuple[date, str, Written, tuple[str, ...]], ...] = (
    (
        date(2026, 11, 19),
        "Tomasz Zieliński",
        {
            "title": "ERP test system refuses the new user group",
            "title_zh": "ERP测试系统拒绝新用户组",
            "kind": "blocker",
            "severity": "2",
            "description": "Eleven of fourteen people in Kraków cannot post invoices since Monday’s patch.",
        },
        ("assign",),
    ),
    (
        date(2026, 11, 16),
        "",
        {
            "title": "Exceptions of vendor master data have no owner on the client’s side",
            "title_zh": "客户方未指定供应商主数据异常负责人",
            "kind": "issue",
            "severity": "3",
            "description": "Forty open cases wait for an answer; nobody there is named.",
        },
        (),
    ),
    (
        date(2026, 11, 9),
        "Tomasz Zieliński",
        {
            "title": "Scanning line prints unreadable bar codes",
            "title_zh": "扫描线条码无法识别",
            "kind": "issue",
            "severity": "2",
            "root_cause": "A worn print head; the weekly check left it out.",
            "resolution": "Print head changed, check added to the weekly list.",
        },
        ("assign", "start", "resolve"),
    ),
)
ASSESSED: Written = {
    "quality_impact": NONE,
    "risk_impact": NONE,
    "sla_impact": NONE,
    "headcount": Decimal(0),
    "contract_impact": NONE,
    "currency": "USD",
}
CHANGE_LINES: tuple[tuple[date, Written, int, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        date(2026, 11, 18),
        {
            **ASSESSED,
            "title": "Take over the travel expenses of the Nordic entities",
            "title_zh": "接手北欧公司差旅报销",
            "type": "scope",
            "priority": "high",
            "reason": "The client closes its own desk in Oslo at the end of March.",
            "options": "Take over all entities; take over Norway and Sweden first; leave it with the client.",
            "do_nothing": "The client buys it from another provider, and the interface stays ours to serve.",
            "scope_impact": "1,900 claims a month, Norwegian and Swedish; two new procedures.",
            "days": 8,
            "cost_once": Decimal("18500.00"),
            "cost_monthly": Decimal("9200.00"),
            "headcount": Decimal("3.5"),
            "quality_impact": "Accuracy is reported apart for three months.",
            "sla_impact": "New: 95% of claims within five working days, not part of the credits until June.",
            "contract_impact": "Amendment of the statement of work, section 2 and price list.",
            "implementation": "Hire in December, knowledge transfer in January, go live on 1 March.",
            "effective_on": date(2027, 3, 1),
        },
        7,
        ("submit", "triage", "assess", "present"),
        ("share",),
    ),
    (
        date(2026, 11, 12),
        {
            **ASSESSED,
            "title": "Cut-off for urgent payments one hour later",
            "title_zh": "紧急付款截止时间推迟一小时",
            "type": "sla",
            "priority": "normal",
            "reason": "The client’s treasury releases funds at 15:30 from December on.",
            "options": "Later cut-off; a second payment run; no change.",
            "do_nothing": "About six urgent payments a day wait until the next morning.",
            "scope_impact": NONE,
            "days": 0,
            "cost_once": Decimal("900.00"),
            "implementation": "Shift plan of the payments desk from 1 December.",
            "effective_on": date(2026, 12, 1),
        },
        0,
        ("submit", "triage", "assess", "present"),
        ("approve", "share", "ask"),
    ),
    (
        date(2026, 11, 13),
        {
            "title": "Block payments to one bank at once",
            "title_zh": "立即停止向某银行付款",
            "type": "regulatory",
            "priority": "urgent",
            "emergency": True,
            "reason": "A sanction came into force this morning; payments on their way have to stop today.",
            "currency": "USD",
            "days": 1,
        },
        0,
        ("submit", "triage", "expedite"),
        ("approve",),
    ),
    (
        date(2026, 11, 20),
        {
            "title": "Monthly volume report by supplier",
            "title_zh": "按供应商的月度业务量报告",
            "type": "volume",
            "priority": "low",
            "reason": "The client’s buyers ask for it in each review.",
            "currency": "",
        },
        0,
        (),
        (),
    ),
)
DECISION_LINES: tuple[tuple[date, int, Written, tuple[str, ...]], ...] = (
    (
        date(2026, 11, 17),
        0,
        {
            "title": "Do we take over travel expenses before or after the close of the year?",
            "title_zh": "差旅报销在年结前还是年结后接手？",
            "evidence": "Claims a month: 1,720 to 2,050 in the last year. Retrospective of 13 November: the"
            " team asks for no new work until the close is done.",
            "options": "Begin in December; begin after the close.",
            "choice": "After the close of the year, with knowledge transfer in January.",
            "reason": "Two of three process leads work on the close until 15 January.",
        },
        ("decide",),
    ),
    (
        date(2026, 11, 19),
        1,
        {
            "title": "Who covers the payments desk between 15:00 and 16:00?",
            "title_zh": "15时至16时由谁负责付款岗？",
            "evidence": "Six urgent payments a day came in after 15:00 in October.",
            "options": "Kraków alone; Kraków with Manila in turn.",
        },
        (),
    ),
)
