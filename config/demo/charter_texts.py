"""What the demo's charter, stakeholders and plans say."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

CHARTER: dict[str, Any] = {
    "title": "Charter of the Brightfjord F&A transition",
    "title_zh": "明湾财务共享服务移交项目章程",
    "background": "Brightfjord Manufacturing runs accounts payable, general ledger and collections in eleven "
    "plants. Closing the month takes nine working days, and two plants paid invoices twice in 2025.",
    "objectives": "Close the month in five working days, post 98% of invoices without a correction, and pay "
    "no invoice twice.",
    "scope": "Accounts payable, general ledger and collections of eleven plants, in English, Norwegian and "
    "Polish. Knowledge transfer, parallel run and three waves to Pune, Kraków and Dalian, then "
    "stabilisation until the client accepts steady state.",
    "out_of_scope": "Payroll, tax returns and treasury. Changes to the client’s ERP beyond roles and access.",
    "starts_on": date(2026, 5, 25),
    "finishes_on": date(2026, 12, 18),
    "budget_from": Decimal("1150000.00"),
    "budget_to": Decimal("1240000.00"),
    "currency": "USD",
    "deliverables": "Signed process descriptions for 42 processes\nTrained and certified team of 96\n"
    "Duplicate-payment control in the ERP\nAcceptance pack with four stable weeks",
    "success_criteria": "All critical service levels met four weeks in a row\n"
    "Month-end close in five working days at two month ends\nNo payment made twice since wave 1",
    "success_factors": "ERP access for every wave ten working days before its parallel run\n"
    "One process owner of the client for each tower, present every week\n"
    "Reverse shadowing at 95% before a wave goes live\nAttrition below 25% a year until acceptance",
    "limits": "No cut-over in the last five working days of a month\n"
    "Personal data stays in the European Union and in the client’s own ERP",
    "assumptions": "Volumes stay within 10% of 2025\nThe client keeps its key users until acceptance",
    "risks": "ERP roles for new entities come late\nKey users leave before reverse shadowing\n"
    "The year-end audit falls into wave 3",
    "authority": "The project manager spends up to USD 25,000 for one decision, assigns the team, stops a "
    "cut-over, and goes to the steering committee with everything else.",
}
AFTER_AUDIT: dict[str, Any] = {
    "scope": CHARTER["scope"] + " Since September also the duplicate-payment control that the client’s audit "
    "asked for.",
    "budget_to": Decimal("1281500.00"),
    "risks": CHARTER["risks"] + "\nThe retest of the duplicate-payment control fails",
}
LABELS = ("title", "title_zh", "side", "company", "position", "power", "interest", "engagement", "desired")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("Ingrid Solberg", "", "client", "Brightfjord", "Finance director", 5, 5, "supportive", "leading"),
    ("Henrik Aune", "", "client", "Brightfjord", "Chief financial officer", 5, 3, "neutral", "supportive"),
    ("Group audit", "集团审计部", "client", "Brightfjord", "Internal audit", 4, 4, "resistant", "neutral"),
    ("Plant controllers", "工厂财务经理", "client", "Brightfjord", "Key users of 11 plants", 3, 5, "neutral",
     "supportive"),
    ("Works council", "职工委员会", "client", "Brightfjord", "140 employees", 4, 2, "neutral", "neutral"),
    ("陈建国 Chen Jianguo", "", "own", "Meridian BPO", "Delivery head", 5, 4, "leading", "leading"),
    ("Tomasz Zieliński", "", "own", "Meridian BPO", "Team lead, Kraków", 2, 5, "supportive", "supportive"),
    ("Suppliers", "供应商", "other", "1,900 companies", "Send invoices, want to be paid", 1, 4, "unaware",
     "neutral"),
)  # fmt: skip
CONTACTS = {
    "Ingrid Solberg": ("English, Norwegian", "Steering on the last Tuesday of the month; calls in between."),
    "Group audit": ("English", "Show evidence before they ask. Walk through each control with them once."),
    "Plant controllers": ("Norwegian, Polish", "Weekly half hour with all eleven, minutes on the same day."),
}
STAKEHOLDERS: tuple[dict[str, Any], ...] = tuple(
    {
        **dict(zip(LABELS, row, strict=True)),
        "language": CONTACTS.get(row[0], ("", ""))[0],
        "approach": CONTACTS.get(row[0], ("", ""))[1],
    }
    for row in ROWS
)
MET = (("understand", ""), ("meet", ""))
# who, the steps, what is written
EXPECTATIONS: tuple[tuple[str, tuple[tuple[str, str], ...], dict[str, Any]], ...] = (
    (
        "Ingrid Solberg",
        (("understand", ""),),
        {
            "title": "The month closes in five working days without overtime in the plants",
            "title_zh": "月末结账五个工作日内完成，工厂无需加班",
            "kind": "need",
            "weight": "high",
            "measure": "Two month ends in a row: books closed by 18:00 of working day 5.",
            "response": "Close calendar per plant, daily stand-up in the closing week.",
        },
    ),
    (
        "Group audit",
        (("understand", ""),),
        {
            "title": "No invoice is paid twice, and we can see that ourselves",
            "title_zh": "任何发票不重复付款，且审计可自行核实",
            "kind": "need",
            "weight": "high",
            "measure": "Audit draws 60 payments a month from the log and finds none twice.",
            "response": "Control in the ERP; read access to its log for two auditors.",
        },
    ),
    (
        "Plant controllers",
        MET,
        {
            "title": "One name to call for each plant",
            "title_zh": "每个工厂有一位固定联系人",
            "kind": "expectation",
            "weight": "medium",
            "measure": "The list of contacts hangs in each plant and is right.",
            "response": "Contact list per plant, checked on the first of each month.",
        },
    ),
    (
        "Works council",
        (("understand", ""), ("miss", "The hearing was held two weeks after the first transfers.")),
        {
            "title": "We hear of every transfer of work before the employees do",
            "title_zh": "任何工作转移先告知职工委员会",
            "kind": "expectation",
            "weight": "high",
            "measure": "A hearing ten working days before each wave.",
        },
    ),
    (
        "Henrik Aune",
        (),
        {
            "title": "Savings show in the second quarter of 2027",
            "title_zh": "2027年第二季度体现节约",
            "kind": "expectation",
            "weight": "high",
        },
    ),
)
# the objective's number, who, what they said, when, in which words
AGREEMENTS: tuple[tuple[int, str, str, date, str], ...] = (
    (1, "Ingrid Solberg", "agree", date(2026, 6, 16), ""),
    (1, "Group audit", "disagree", date(2026, 6, 16), "First pass says nothing about payments made twice."),
    (
        1,
        "Group audit",
        "agree_with_comment",
        date(2026, 9, 15),
        "With the duplicate-payment control in the charter we agree.",
    ),
    (2, "Henrik Aune", "agree", date(2026, 6, 18), ""),
    (4, "Henrik Aune", "disagree", date(2026, 10, 20), "Not before the savings are in."),
)


@dataclass(frozen=True)
class DemoPlan:
    """One of the ten plans, and how far it is."""

    area: str
    title: str
    title_zh: str
    written_on: date
    text: str
    state: str = "approved"
    answer: str = ""
    remark: str = ""


PLANS = (
    DemoPlan(
        "scope",
        "Scope management plan",
        "范围管理计划",
        date(2026, 6, 8),
        "The statement of work is the scope. Every requirement has an acceptance criterion before it is "
        "agreed.\n\nNothing is added without a change request; the client’s process owner accepts each "
        "deliverable within ten working days.",
        answer="agree",
    ),
    DemoPlan(
        "schedule",
        "Schedule management plan",
        "进度管理计划",
        date(2026, 6, 9),
        "One plan, updated each Friday by those who do the work. The baseline changes by change request "
        "only.\n\nMilestones that slip by five working days go to the steering committee.",
        answer="agree",
    ),
    DemoPlan(
        "cost",
        "Cost management plan",
        "成本管理计划",
        date(2026, 6, 9),
        "Actuals are taken from the ledger on working day 4. The forecast at completion is written with "
        "each monthly report, with its reason where it moved by more than 2%.",
    ),
    DemoPlan(
        "quality",
        "Quality management plan",
        "质量管理计划",
        date(2026, 6, 11),
        "Reverse shadowing at 95% before a wave goes live. From then on 60 transactions per tower and "
        "week, drawn at random, scored on the card of version 3.",
        answer="agree_with_remark",
        remark="Audit draws its own 60 payments a month besides.",
    ),
    DemoPlan(
        "resource",
        "Resource management plan",
        "资源管理计划",
        date(2026, 6, 15),
        "96 people in three sites, hired four weeks before their wave. Ten days of classroom, fifteen of "
        "nesting.",
        answer="asked",
    ),
    DemoPlan(
        "communication",
        "Communication management plan",
        "沟通管理计划",
        date(2026, 6, 10),
        "Weekly call of the towers on Tuesday, steering on the last Tuesday of the month, status report "
        "on Friday by 16:00 CET. Minutes on the same day, in English.",
        answer="agree",
    ),
    DemoPlan(
        "risk",
        "Risk management plan",
        "风险管理计划",
        date(2026, 10, 12),
        "Register reviewed every Thursday. Above 12 points a risk has a response and an owner within "
        "three working days; above 16 the steering committee hears of it on the same day.",
        state="review",
    ),
    DemoPlan(
        "change",
        "Change management plan",
        "变更管理计划",
        date(2026, 11, 9),
        "Change requests up to USD 25,000 and five working days are decided by the project manager, all "
        "others by the steering committee.",
        state="draft",
    ),
)
