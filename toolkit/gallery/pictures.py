"""Sample pictures of the gallery: a matrix, a waterfall, targets and lines."""

import datetime as dt
from decimal import Decimal
from typing import Any

from toolkit import sketches
from toolkit.formats import is_chinese
from toolkit.gallery.charts import all_charts, two
from toolkit.sketches import Pin, Position, Step, Target

RISKS = (
    ("R-01", "Attrition peak after 13th-month pay", 4, 4, "up"),
    ("R-02", "Voice platform migration drops calls", 3, 4, ""),
    ("R-04", "EU works council limits monitoring", 2, 4, ""),
    ("R-05", "Typhoon season takes Taguig down", 3, 5, ""),
    ("R-08", "CSAT falls below 85% on refund contacts", 4, 3, "up"),
    ("R-12", "DST-night shifts mispaid in Kraków", 2, 2, "down"),
    ("R-14", "One supplier line carries all Manila voice", 2, 5, ""),
    ("R-15", "Skill gap for WhatsApp", 2, 5, ""),
    ("R-16", "German chat bench is one person deep", 2, 5, ""),
    ("R-17", "Client IVR freeze overlaps holiday peak", 2, 5, ""),
)
LIKELY = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
LIKELY_ZH = ("罕见", "不太可能", "可能", "很可能", "几乎肯定")
SEVERE = ("Minor", "Moderate", "Serious", "Major", "Severe")
SEVERE_ZH = ("轻微", "中等", "较重", "重大", "严重")


def pictures() -> dict[str, Any]:
    """Everything that the specimen pages draw."""
    return {
        "charts": all_charts(),
        "matrix": risk_matrix(),
        "positions": positions(),
        "fall": fall(),
        "causes": causes(),
        "remedies": remedies(),
        "targets": targets(),
        "trend": [82, 83, 81, 84, None, None, 80, 79, 81, 83, 82, 84, 85],
        "band": (83.0, 90.0),
        "values": values(),
    }


def risk_matrix() -> sketches.Matrix:
    """Ten risks, four of them in one field, one field chosen."""
    pins = [Pin(key, name, Position(row, column), "#", moved) for key, name, row, column, moved in RISKS]
    chinese = is_chinese()
    return sketches.matrix(
        pins,
        rows=LIKELY_ZH if chinese else LIKELY,
        columns=SEVERE_ZH if chinese else SEVERE,
        score=lambda at: str(at.row * at.column),
        tone=lambda at: "r" if at.row * at.column >= 15 else "a" if at.row * at.column >= 8 else "g",
        url=lambda at: f"?p={at.row}&i={at.column}",
        chosen=Position(4, 4),
        label=two("Risks by probability and impact", "风险：概率与影响"),
    )


def positions() -> list[dict[str, Any]]:
    """The three positions of a risk matrix."""
    names = (two("Now", "当前"), two("After response", "应对后"), two("Target", "目标"))
    return [{"url": f"?at={at}", "label": name, "active": at == 0} for at, name in enumerate(names)]


def fall() -> list[Step]:
    """What moved the acceptance, and one thing that brought it back."""
    return [
        Step(two("ERP access", "ERP权限"), 5, two("+5 d", "+5天")),
        Step(two("Retest", "复测"), 5, two("+5 d", "+5天")),
        Step("CR-004", 1, two("+1 d", "+1天")),
        Step(two("Second tester", "第二测试员"), -2, two("−2 d", "−2天")),
    ]


def causes() -> list[dict[str, str]]:
    """The causes as a list with links."""
    late = two("finished 13 Nov, planned 6 Nov; ISS-004", "11月13日完成，计划11月6日；ISS-004")
    again = two("8 days, planned 5; re-estimated on 19 Nov", "8天，计划5天；11月19日重新估算")
    return [
        {
            "by": two("+5 d", "+5天"),
            "what": two("T96 ERP role access, wave 2", "T96 第二批ERP角色权限"),
            "href": "#",
            "note": late,
        },
        {
            "by": two("+5 d", "+5天"),
            "what": two("T90 Retest with client audit", "T90 客户审计复测"),
            "href": "#",
            "note": again,
        },
    ]


def remedies() -> list[dict[str, str]]:
    """What would bring the date back."""
    free = two("no shared people", "无共用人员")
    return [
        {
            "by": two("−1 d", "−1天"),
            "what": two("Run T103 beside T102", "T103与T102并行"),
            "note": free,
            "url": "#",
        }
    ]


def targets() -> list[dict[str, Any]]:
    """Higher is better, lower is better, a range, no data."""
    lines = (
        (
            two("Service level 80/20", "服务水平80/20"),
            "80.9%",
            80.9,
            "green",
            "≥ 80%",
            Target(70, 90, 80, "higher", least=75),
        ),
        (
            two("FCR, 7 days", "7日一次解决率"),
            "76.1%",
            76.1,
            "amber",
            "≥ 78%",
            Target(66, 90, 78, "higher", least=74),
        ),
        (two("Abandonment", "放弃率"), "3.6%", 3.6, "green", "≤ 4%", Target(0, 8, 4, "lower", least=6)),
        (
            two("AHT, voice", "语音平均处理时长"),
            two("396 s", "396秒"),
            396,
            "red",
            "340–390",
            Target(320, 420, 372, "range", least=340, most=390),
        ),
        (two("eNPS", "员工净推荐值"), "–", None, "grey", "≥ +15", Target(-10, 40, 15)),
    )
    names = ("name", "figure", "value", "status", "goal", "target")
    return [dict(zip(names, line, strict=True)) for line in lines]


def values() -> dict[str, Any]:
    """What the filters for dates and numbers write."""
    return {
        "day": dt.date(2026, 11, 20),
        "other": dt.date(2027, 1, 5),
        "instant": dt.datetime(2026, 11, 20, 14, 0, tzinfo=dt.UTC),
        "minutes": 2400,
        "amount": Decimal(10717),
        "index": Decimal("0.935"),
        "change": Decimal("-62.7"),
    }
