"""Plans of the demo's projects, as of 20 November 2026.

A line is: level, name, start, finish, percent, and marks: "m" milestone, "s" shared with the client,
"c" promised in the contract, "late:<day>" the day it was promised for when that is another one,
"done:<day>" the day it was reached or finished when that is not the planned finish.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from planning.loading import BaselineRow, LinkRow, PlanRows, TaskRow

SOURCE = "demo"
MORNING, EVENING = time(8), time(17)
MINUTES_A_DAY = 480


@dataclass(frozen=True)
class DemoProject:
    """One project and its plan."""

    key: str
    client: str
    name: str
    name_zh: str
    stage: str
    zone: str
    currency: str
    kind: str
    start: date
    finish: date
    manager: str
    lines: str
    links: tuple[tuple[int, int], ...] = ()
    shared: bool = False
    team: tuple[tuple[str, str], ...] = ()
    stages: tuple[tuple[str, date], ...] = ()


def marks_of(text: str) -> dict[str, str]:
    """`m s late:2026-12-18` as {"m": "", "s": "", "late": "2026-12-18"}."""
    return {name: value for name, _colon, value in (mark.partition(":") for mark in text.split())}


def parsed(project: DemoProject) -> list[tuple[int, str, date, date, int, dict[str, str]]]:
    """The lines of a plan as values."""
    rows = []
    for line in project.lines.strip().splitlines():
        level, name, start, finish, percent, marks = (part.strip() for part in line.split("|"))
        days = (date.fromisoformat(start), date.fromisoformat(finish))
        rows.append((int(level), name, *days, int(percent), marks_of(marks)))
    return rows


def plan_rows(project: DemoProject) -> PlanRows:
    """The plan as the importer would hand it over."""
    rows = parsed(project)
    return PlanRows(
        source=SOURCE,
        tasks=tuple(_task(number, row) for number, row in enumerate(rows, 1)),
        links=tuple(LinkRow(predecessor=str(a), successor=str(b)) for a, b in project.links),
        baselines=tuple(_baseline(number, row) for number, row in enumerate(rows, 1)),
        start=datetime.combine(project.start, MORNING),
        status_on=date(2026, 11, 20),
    )


def _task(number: int, row: tuple[int, str, date, date, int, dict[str, str]]) -> TaskRow:
    level, name, start, finish, percent, marks = row
    is_milestone = "m" in marks
    ended = date.fromisoformat(marks["done"]) if marks.get("done") else finish
    return TaskRow(
        external_id=str(number),
        name=name,
        level=level,
        milestone=is_milestone,
        start=datetime.combine(start, EVENING if is_milestone else MORNING),
        finish=datetime.combine(finish, EVENING),
        duration_minutes=0 if is_milestone else working_days(start, finish) * MINUTES_A_DAY,
        percent_complete=percent,
        actual_start=datetime.combine(min(start, ended), MORNING) if percent else None,
        actual_finish=datetime.combine(ended, EVENING) if percent == 100 else None,
    )


def _baseline(number: int, row: tuple[int, str, date, date, int, dict[str, str]]) -> BaselineRow:
    _level, _name, start, finish, _percent, marks = row
    promised = date.fromisoformat(marks["late"]) if "late" in marks else finish
    return BaselineRow(
        task=str(number),
        start=datetime.combine(min(start, promised), MORNING),
        finish=datetime.combine(promised, EVENING),
    )


def working_days(first: date, last: date) -> int:
    """Mondays to Fridays from the first to the last day, both counted; at least one."""
    days = range(first.toordinal(), last.toordinal() + 1)
    return max(1, sum(date.fromordinal(day).weekday() < 5 for day in days))


BFM = DemoProject(
    key="BFM",
    client="BFM",
    name="Brightfjord F&A Shared Services",
    name_zh="明湾制造财务共享服务",
    stage="L5",
    zone="Europe/Warsaw",
    currency="USD",
    kind="transition_run",
    start=date(2026, 5, 25),
    finish=date(2026, 12, 18),
    stages=(
        ("L0", date(2026, 4, 20)),
        ("L1", date(2026, 5, 25)),
        ("L2", date(2026, 6, 22)),
        ("L3", date(2026, 8, 31)),
        ("L4", date(2026, 9, 21)),
        ("L5", date(2026, 10, 5)),
    ),
    manager="Katarzyna Nowak",
    team=(("Tomasz Zieliński", "TL"), ("Arjun Reddy", "AG"), ("Aditi Deshmukh", "AG")),
    links=(
        (1, 2),
        (2, 4),
        (4, 5),
        (5, 6),
        (6, 7),
        (9, 10),
        (10, 11),
        (11, 12),
        (12, 13),
        (15, 16),
        (16, 17),
        (17, 19),
        (21, 23),
        (22, 23),
        (23, 24),
        (24, 25),
        (25, 27),
        (27, 28),
        (28, 29),
        (29, 30),
        (30, 31),
    ),
    lines="""
1 | G0 Contract signed | 2026-05-22 | 2026-05-22 | 100 | m c
1 | G1 Plan baselined | 2026-06-19 | 2026-06-19 | 100 | m c
1 | Knowledge transfer | 2026-06-22 | 2026-08-28 | 100 |
2 | SOP capture, P2P Pune | 2026-06-22 | 2026-07-17 | 100 |
2 | SOP capture, R2R Kraków | 2026-07-06 | 2026-08-07 | 100 |
2 | Reverse shadowing | 2026-08-10 | 2026-08-28 | 100 |
2 | G2 Knowledge transfer accepted | 2026-08-28 | 2026-08-28 | 100 | m s c late:2026-08-21
1 | Pilot and waves 1–2 | 2026-09-07 | 2026-11-02 | 100 |
2 | G3 Pilot exit, conditional go | 2026-09-18 | 2026-09-18 | 100 | m s c
2 | Wave 1 cut-over, R2R Kraków | 2026-09-21 | 2026-10-02 | 100 |
2 | G4 Wave 1 live | 2026-10-05 | 2026-10-05 | 100 | m s c
2 | Wave 2 transfer, Pune and Dalian | 2026-10-08 | 2026-10-30 | 100 |
2 | G4 Wave 2 live | 2026-11-02 | 2026-11-02 | 100 | m s c
1 | Duplicate-payment control | 2026-09-21 | 2026-11-25 | 82 |
2 | Design control rules | 2026-09-21 | 2026-10-02 | 100 |
2 | Build in ERP | 2026-10-05 | 2026-10-23 | 100 |
2 | ERP role access, wave 2 entities | 2026-10-26 | 2026-11-13 | 100 | late:2026-11-06
2 | Evidence for the G3 condition | 2026-11-18 | 2026-11-18 | 0 | m late:2026-11-11
2 | Retest with client audit | 2026-11-16 | 2026-11-25 | 55 | late:2026-11-20
1 | Wave 3 | 2026-11-09 | 2026-12-01 | 38 |
2 | ERP role access, wave 3 entities | 2026-11-09 | 2026-11-24 | 60 |
2 | Segregation-of-duties clean-up | 2026-11-09 | 2026-11-24 | 40 |
2 | Parallel run | 2026-11-25 | 2026-11-27 | 0 |
2 | Cut-over weekend | 2026-11-28 | 2026-11-30 | 0 |
2 | G4 Wave 3 live | 2026-12-01 | 2026-12-01 | 0 | m s c
1 | Stabilise and accept | 2026-11-26 | 2027-01-12 | 0 |
2 | Four stable weeks of SLAs | 2026-11-26 | 2026-12-23 | 0 |
2 | Reconciliation pack | 2026-12-28 | 2026-12-28 | 0 |
2 | Acceptance pack and sign-off | 2026-12-29 | 2027-01-04 | 0 |
2 | G5 Steady-state acceptance | 2027-01-05 | 2027-01-05 | 0 | m s c late:2026-12-18
2 | Release hypercare squad | 2027-01-05 | 2027-01-12 | 0 |
""",
    shared=True,
)

SKY = DemoProject(
    key="SKY",
    client="SKY",
    name="Skyharp Airlines Customer Care",
    name_zh="天弦航空客户服务(语音+在线)",
    stage="L6",
    zone="Asia/Manila",
    currency="USD",
    kind="run",
    start=date(2025, 10, 1),
    finish=date(2028, 2, 29),
    stages=(
        ("L0", date(2025, 8, 18)),
        ("L1", date(2025, 10, 1)),
        ("L2", date(2025, 11, 3)),
        ("L3", date(2026, 1, 5)),
        ("L4", date(2026, 1, 26)),
        ("L5", date(2026, 2, 9)),
        ("L6", date(2026, 3, 2)),
    ),
    manager="Katarzyna Nowak",
    team=(("Grace Dela Cruz", "TL"), ("欧阳雪晴", "TL")),
    links=((2, 3), (3, 4), (4, 5), (7, 8), (8, 9), (9, 10)),
    lines="""
1 | Peak season readiness | 2026-09-01 | 2026-12-18 | 61 |
2 | Forecast for the year-end peak | 2026-09-01 | 2026-09-25 | 100 |
2 | Hiring wave 7, Manila | 2026-09-28 | 2026-11-06 | 100 |
2 | Nesting, class of 24 | 2026-11-09 | 2026-12-04 | 45 |
2 | Peak staffing in place | 2026-12-11 | 2026-12-11 | 0 | m s c
1 | WhatsApp channel | 2026-10-05 | 2027-02-01 | 30 |
2 | Knowledge base articles, 中文 and EN | 2026-10-05 | 2026-10-30 | 100 |
2 | Routing and bot hand-over | 2026-11-02 | 2026-11-27 | 60 |
2 | Pilot, 8 agents in Dalian | 2026-11-30 | 2027-01-15 | 0 |
2 | WhatsApp channel live | 2027-02-01 | 2027-02-01 | 0 | m s c
1 | Governance | 2026-08-03 | 2027-03-31 | 50 |
2 | Typhoon recovery plan tested | 2026-10-14 | 2026-10-14 | 100 | m s done:2026-10-12
2 | Quarterly business review Q3 | 2026-10-21 | 2026-10-21 | 100 | m s c
2 | Calibration with the client, chat | 2026-11-17 | 2026-11-17 | 0 | m s late:2026-11-12
2 | Quarterly business review Q4 | 2027-01-20 | 2027-01-20 | 0 | m s c
2 | Recovery test in the leap year | 2028-02-29 | 2028-02-29 | 0 | m
""",
    shared=True,
)

TDW = DemoProject(
    key="TDW",
    client="TDW",
    name="Tidewell Autonomy Data Annotation",
    name_zh="潮行智驾数据标注(2D/3D 感知 + LLM 偏好)",
    stage="L7",
    zone="Asia/Shanghai",
    currency="CNY",
    kind="fixed_scope",
    start=date(2026, 4, 1),
    finish=date(2026, 12, 18),
    stages=(
        ("L0", date(2026, 2, 16)),
        ("L1", date(2026, 4, 1)),
        ("L2", date(2026, 4, 6)),
        ("L3", date(2026, 4, 20)),
        ("L4", date(2026, 5, 11)),
        ("L5", date(2026, 6, 1)),
        ("L6", date(2026, 7, 1)),
        ("L7", date(2026, 11, 9)),
    ),
    manager="Katarzyna Nowak",
    team=(("李俊杰 Li Junjie", "PM"), ("欧阳雪晴", "AG")),
    links=((6, 7), (7, 8), (8, 13)),
    lines="""
1 | 标注生产 Annotation | 2026-04-13 | 2026-11-06 | 100 |
2 | 420 000 camera frames, 2D | 2026-04-13 | 2026-09-30 | 100 |
2 | 38 000 LiDAR clips, 3D | 2026-06-01 | 2026-10-23 | 100 |
2 | 60 000 preference pairs | 2026-09-14 | 2026-11-06 | 100 |
1 | 验收 Acceptance | 2026-10-26 | 2026-12-04 | 60 |
2 | Lots 1–14 inspected | 2026-10-26 | 2026-11-20 | 93 |
2 | Punch list, 4 items | 2026-11-16 | 2026-11-27 | 25 |
2 | Final acceptance | 2026-12-04 | 2026-12-04 | 0 | m s c
1 | 移交 Handover | 2026-11-02 | 2026-12-18 | 48 |
2 | 41 handover items | 2026-11-02 | 2026-12-04 | 85 |
2 | Access revoked, 180 grants | 2026-11-16 | 2026-12-11 | 53 |
2 | Data sets destroyed or returned | 2026-11-19 | 2026-11-19 | 0 | m c
2 | Contract end | 2026-12-18 | 2026-12-18 | 0 | m s c
""",
)

ORCHARD = DemoProject(
    key="ORC",
    client="ORC",
    name="Orchard claims intake",
    name_zh="",
    stage="L3",
    zone="Asia/Singapore",
    currency="SGD",
    kind="transition_run",
    start=date(2026, 9, 1),
    finish=date(2027, 3, 31),
    manager="Priya Raman",
    lines="""
1 | Pilot | 2026-10-05 | 2026-11-27 | 40 |
2 | Pilot with twelve handlers | 2026-10-05 | 2026-11-20 | 50 |
2 | G3 Pilot exit | 2026-11-27 | 2026-11-27 | 0 | m c
""",
)

MERIDIAN_PROJECTS = (SKY, BFM, TDW)
RIVAL_PROJECTS = (ORCHARD,)
