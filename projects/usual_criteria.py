"""What is usually asked at each gate. A project changes, adds and withdraws as its contract says.

Thresholds are typical practice, not a standard; each is text that the project's manager edits.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Usual:
    """One criterion as it is written into a new gate."""

    title: str
    title_zh: str
    evidence: str
    threshold: str = ""
    weight: int = 1
    mandatory: bool = True


TITLES: dict[str, tuple[str, str]] = {
    "G0": ("Contract signed", "合同签署"),
    "G1": ("Plan baselined", "计划基线确立"),
    "G2": ("Knowledge transfer signed off", "知识转移签收"),
    "G3": ("Pilot exit", "试运行结束"),
    "G4": ("Wave 1", "第一波爬坡"),
    "G5": ("Steady state accepted", "稳定运营验收"),
    "G6": ("Periodic review", "定期评审"),
    "G7": ("Closed", "项目关闭"),
}
USUAL: dict[str, tuple[Usual, ...]] = {
    "G0": (
        Usual(
            "The statement of work is signed by both sides", "双方已签署工作说明书", "Signed SOW", weight=3
        ),
        Usual(
            "Volumes, handling times and service levels have a baseline, or are named “to be baselined”",
            "业务量、处理时长与服务水平已有基线，或已注明“待建立基线”",
            "Due diligence report",
            weight=2,
        ),
        Usual("The data protection terms are agreed", "数据保护条款已商定", "Data processing agreement"),
    ),
    "G1": (
        Usual("Plan and milestones are agreed with the client", "计划与里程碑已与客户商定", "Plan", weight=3),
        Usual(
            "Each high risk has a response",
            "每个高风险均有应对措施",
            "Risk register",
            "0 high risks without a response",
            2,
        ),
        Usual("The communication plan is approved", "沟通计划已批准", "Communication plan"),
        Usual("The transition plan is approved", "过渡计划已批准", "Transition plan", weight=2),
    ),
    "G2": (
        Usual("Trainees are certified", "学员已通过认证", "Assessment results", "≥ 90 % pass with ≥ 85 %", 3),
        Usual("Procedures are signed by the client", "标准作业流程已由客户签署", "Signed SOPs", "100 %", 3),
        Usual(
            "Reverse shadowing meets its accuracy",
            "反向跟岗达到准确率要求",
            "Shadowing log",
            "≥ 95 % of target",
            2,
        ),
    ),
    "G3": (
        Usual(
            "Accuracy is near its target",
            "准确率接近目标",
            "Quality report of the pilot",
            "within 2 pp of target, 2 weeks in a row",
            3,
        ),
        Usual(
            "Handling time is near its target",
            "处理时长接近目标",
            "Performance report of the pilot",
            "≤ 130 % of target, 2 weeks in a row",
            2,
        ),
        Usual("Defects of the pilot have an owner and a day", "试运行缺陷均有负责人与期限", "Issue log"),
    ),
    "G4": (
        Usual("Certified headcount is there", "持证人数到位", "Roster", "≥ 95 % of plan", 3),
        Usual("The service level holds", "服务水平达标", "Service report of the wave", "≥ 90 % of target", 3),
        Usual("Seats, systems and access are ready", "席位、系统与权限就绪", "Readiness board", weight=2),
    ),
    "G5": (
        Usual(
            "All critical service levels are met",
            "所有关键服务水平达标",
            "Service reports",
            "4 weeks in a row",
            3,
        ),
        Usual("The backlog is under control", "积压量受控", "Backlog report", "≤ 1 day", 2),
        Usual(
            "No grave issue is open for long", "无长期未结的严重问题", "Issue log", "no P1 or P2 > 5 days", 2
        ),
        Usual("The client signs the acceptance", "客户签署验收", "Signed acceptance", weight=3),
    ),
    "G6": (
        Usual("The review with the client was held", "已与客户举行评审", "Minutes of the review", weight=2),
        Usual("Improvements and changes are agreed", "改进与变更已商定", "Action list"),
        Usual("The renewal is decided", "续约已决定", "Decision", mandatory=False),
    ),
    "G7": (
        Usual("All deliverables are accepted", "全部交付物已验收", "Acceptance documents", "100 %", 3),
        Usual("No access is active any more", "已无有效访问权限", "Access report", "0 active", 3),
        Usual("The archive is complete", "归档完整", "Archive list", "100 %", 2),
        Usual("The final invoice is agreed", "最终发票已确认", "Final invoice", weight=2),
        Usual("Lessons and the final report are published", "经验教训与总结报告已发布", "Final report"),
    ),
}
