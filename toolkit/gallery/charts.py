"""Sample charts of the gallery, one of every kind."""

from typing import Any

from toolkit import charts
from toolkit.formats import is_chinese

SECONDS = (371, 369, 375, 380, 366, 372, 378, 370, 365, 374, 396, 373, 369, 371, 376, 372, 368, 370, 374, 371)
WEEKS = [f"W{week}" for week in range(36, 48)]


def two(english: str, chinese: str) -> str:
    """Sample text in the language of the page."""
    return chinese if is_chinese() else english


def all_charts() -> list[dict[str, Any]]:
    """One chart of every kind, with id and title."""
    makers = (s_curve, quality, stacked, control, heat, tornado, scatter, funnel, people)
    return [{"id": f"chart-{make.__name__.replace('_', '-')}", **make()} for make in makers]


def s_curve() -> dict[str, Any]:
    """An S-curve: plan, actual to today, forecast."""
    plan, earned = [60, 190, 400, 660, 860, 990, 1050, 1060], [55, 175, 360, 600, 795, None, None, None]
    cost, ahead = [58, 185, 395, 640, 845, None, None, None], [None, None, None, None, 845, 975, 1080, 1122.7]
    chart = charts.over_time(
        ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan"],
        [
            charts.Series(two("earned", "挣值"), earned, color=1),
            charts.Series(two("cost", "成本"), cost, color=2),
            charts.Series(two("forecast", "预测"), ahead, "forecast", color=2),
            charts.Series(two("plan", "计划"), plan, "plan"),
        ],
        say=two("Earned 795 of 860 planned; cost forecast 1,122.7.", "挣值795，计划860；成本预测1,122.7。"),
        first=two("Month", "月份"),
        decimals=1,
        min=0,
        today=4,
        today_label=two("end Oct", "10月底"),
    )
    return {
        "title": two("Earned value", "挣值曲线"),
        "sub": two("thousand USD, cumulative", "千美元，累计"),
        "chart": chart,
    }


def quality() -> dict[str, Any]:
    """A line with a gap and a target band."""
    chart = charts.over_time(
        WEEKS,
        [
            charts.Series(
                two("service level", "服务水平"), [81, 80, 82, 83, None, None, 80, 79, 81, 82, 81, 80.9]
            )
        ],
        say=two("Service level 80.9% in the last week, target 80%.", "最近一周服务水平80.9%，目标80%。"),
        first=two("Week", "周"),
        decimals=1,
        unit="%",
        min=74,
        max=86,
        band=(80, 86),
        target=80,
        target_label=two("target 80%", "目标80%"),
        no_data=two("no data", "无数据"),
    )
    return {
        "title": two("Service level 80/20", "服务水平80/20"),
        "sub": two("by week", "按周"),
        "chart": chart,
    }


def stacked() -> dict[str, Any]:
    """Stacked bars."""
    chart = charts.over_time(
        ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"],
        [
            charts.Series(two("Manila", "马尼拉"), [30, 34, 40, 44, 46, 44]),
            charts.Series(two("Dalian", "大连"), [12, 14, 18, 18, 20, 18]),
            charts.Series(two("Kraków", "克拉科夫"), [8, 9, 12, 14, 14, 16]),
        ],
        say=two("78 people in November, 44 of them in Manila.", "11月共78人，其中马尼拉44人。"),
        first=two("Month", "月份"),
        kind="bar",
        stacked=True,
        min=0,
    )
    return {
        "title": two("People by site", "各站点人数"),
        "sub": two("at month's end", "月末"),
        "chart": chart,
    }


def control() -> dict[str, Any]:
    """A control chart with one point beyond its limits."""
    chart = charts.over_time(
        [str(day) for day in range(1, 21)],
        [charts.Series(two("handling time", "处理时长"), SECONDS)],
        say=two("Handling time: day 11 lies above the upper limit.", "处理时长：第11天高于控制上限。"),
        first=two("Day", "日"),
        kind="control",
        unit="s",
        limits=[
            charts.Limit(389, two("upper 389", "上限389")),
            charts.Limit(373, two("mean 373", "均值373"), firm=True),
            charts.Limit(357, two("lower 357", "下限357")),
        ],
        marked=[10],
        min=350,
        max=400,
    )
    return {
        "title": two("Average handling time", "平均处理时长"),
        "sub": two("seconds, by day", "秒，按日"),
        "chart": chart,
    }


def heat() -> dict[str, Any]:
    """A heat map with a cell without data."""
    days = [
        two(en, zh)
        for en, zh in (("Mon", "周一"), ("Tue", "周二"), ("Wed", "周三"), ("Thu", "周四"), ("Fri", "周五"))
    ]
    lines = [(day, [40 + 7 * ((at * 3 + hour * 2) % 9) for hour in range(10)]) for at, day in enumerate(days)]
    lines[2][1][4] = None  # type: ignore[call-overload]
    chart = charts.heat_map(
        [f"{hour}:00" for hour in range(8, 18)],
        lines,
        say=two("Calls an hour: busiest on Tuesday at noon.", "每小时来电：周二中午最忙。"),
        first=two("Day", "日"),
        no_data=two("no data", "无数据"),
    )
    return {
        "title": two("Calls by hour", "各时段来电"),
        "sub": two("average of 8 weeks", "8周平均"),
        "chart": chart,
    }


def tornado() -> dict[str, Any]:
    """What moves the finish most."""
    chart = charts.tornado(
        [
            (two("Retest with audit", "审计复测"), -1, 6),
            (two("ERP role access", "ERP角色权限"), -3, 5),
            (two("Four stable weeks", "稳定运行四周"), 0, 3),
            (two("Reconciliation pack", "对账资料包"), -1, 1),
        ],
        say=two("ERP role access moves the finish most: 8 days.", "ERP角色权限对完成日期影响最大：8天。"),
        first=two("Cause", "原因"),
        low=two("if it goes well", "顺利时"),
        high=two("if it goes badly", "不利时"),
        unit=two("d", "天"),
    )
    return {
        "title": two("What moves the finish", "影响完成日期的因素"),
        "sub": two("working days", "工作日"),
        "chart": chart,
    }


def scatter() -> dict[str, Any]:
    """Projects by cost and schedule index."""
    found = [
        ("BFM-FA", 0.944, 0.935, "red"),
        ("SKY-CS", 1.01, 0.99, "amber"),
        ("TDW-DA", 1.044, 1.026, "green"),
    ]
    chart = charts.scatter(
        found,
        say=two("BFM-FA is behind on both; TDW-DA is ahead.", "BFM-FA两项均落后；TDW-DA领先。"),
        first=two("Project", "项目"),
        x_label="CPI",
        y_label="SPI(t)",
        decimals=3,
        target_x=1,
        target_y=1,
    )
    return {"title": two("Cost against schedule", "成本与进度"), "sub": "", "chart": chart}


def funnel() -> dict[str, Any]:
    """How many projects passed each gate."""
    steps = [(f"G{at}", count) for at, count in enumerate((24, 19, 15, 11, 8))]
    chart = charts.funnel(
        steps,
        say=two("Of 24 at G0, 8 passed G4.", "G0共24个项目，8个通过G4。"),
        first=two("Gate", "关口"),
        count=two("Projects", "项目数"),
    )
    return {
        "title": two("Gates passed", "已通过关口"),
        "sub": two("projects of 2026", "2026年项目"),
        "chart": chart,
    }


def people() -> dict[str, Any]:
    """Who stands below whom."""
    teams = (
        charts.Branch("Tomasz Zieliński", two("team lead R2R", "R2R组长")),
        charts.Branch("欧阳雪晴", two("controls", "内控")),
        charts.Branch("Rahul Kulkarni", two("ERP access", "ERP权限")),
    )
    root = charts.Branch("Katarzyna Nowak", two("project manager", "项目经理"), teams)
    chart = charts.tree(
        root,
        say=two("Three report to Katarzyna Nowak.", "三人向Katarzyna Nowak汇报。"),
        person=two("Person", "人员"),
        role=two("Role", "角色"),
        above=two("Reports to", "汇报对象"),
    )
    return {"title": two("Organization", "组织"), "sub": "BFM-FA", "chart": chart}
