"""Sample text of the gallery, English and Chinese: what pages look like with real names and lengths."""

from django.utils.translation import get_language

WORDS = {
    "org": ("Meridian BPO", "子午线服务外包"),
    "project": ("Brightfjord F&A Shared Services", "明峡财务共享服务"),
    "portal": ("Brightfjord F&A transition", "明峡财务共享过渡项目"),
    "my_day": ("My day", "我的今天"),
    "inbox": ("Inbox", "收件箱"),
    "portfolio": ("Portfolio", "项目组合"),
    "overview": ("Overview", "概览"),
    "plan": ("Plan", "规划"),
    "milestones": ("Milestones", "里程碑"),
    "performance": ("Performance", "绩效"),
    "imports": ("Imports", "导入"),
    "home": ("Home", "首页"),
    "components": ("Components", "组件"),
    "schedule": ("Schedule", "进度"),
    "cost": ("Cost", "成本"),
    "scope": ("Scope", "范围"),
    "risk": ("Risk", "风险"),
    "next": ("Next", "下一节点"),
    "next_value": ("Wave 3 go-live, 1 Dec", "第三批上线 12月1日"),
    "next_note": ("in 7 working days", "还有7个工作日"),
    "draft_report": ("Draft report", "生成报告"),
    "late_gate": ("G5 5 Jan", "G5 1月5日"),
    "today_title": ("Friday 20 November", "11月20日 星期五"),
    "today_say": (
        "Six things need you today. The ISS-004 response clock runs out first, at 15:00.",
        "今天有六件事需要你处理。ISS-004的响应时限最先到，15:00。",
    ),
    "overdue": ("Overdue", "逾期"),
    "today": ("Today", "今天"),
    "next_days": ("Next five working days", "未来五个工作日"),
    "evidence": ("Attach evidence: duplicate-payment control", "上传证据：重复付款控制"),
    "evidence_why": (
        "condition of gate G3; Ingrid Solberg asked for it on 11 Nov",
        "关口G3的条件；Ingrid Solberg于11月11日要求",
    ),
    "two_late": ("2 days overdue", "逾期2天"),
    "attach": ("Attach evidence", "上传证据"),
    "respond_what": ("Respond to ISS-004 ERP role access, wave 3", "答复ISS-004：第三批ERP角色权限"),
    "respond_why": (
        "P1 response clock; 2 of 3 entities still without access",
        "P1响应时限；3个主体中有2个尚无权限",
    ),
    "left": ("2 h 40 min left", "还剩2小时40分"),
    "respond": ("Respond", "答复"),
    "review_what": ("Review risk R-06 Year-end close on a new team", "复核风险R-06：新团队年终结账"),
    "review_why": ("P4 × I5 = 20, the highest open score", "P4 × I5 = 20，未关闭风险中最高"),
    "monday": ("Mon 23 Nov", "11月23日 周一"),
    "review": ("Review", "复核"),
    "changed": ("Changed since yesterday", "昨天以来的变化"),
    "moved": ("G5 acceptance moved to 5 Jan 2027, +2 working days", "G5验收移至2027年1月5日，+2个工作日"),
    "moved_why": ("T90 retest needs two more days", "T90复测需再加两天"),
    "rising": ("Invoice TAT 94.8%, up four days in a row", "发票处理时效94.8%，连续四天上升"),
    "no_data_line": ("No O2C data from Dalian for 19 Nov", "11月19日无大连O2C数据"),
    "grey_not_miss": ("shown grey, not counted as a miss", "显示为灰色，不计为未达标"),
    "say": (
        "Two of three waves went live on time; acceptance is forecast 9 working days late because "
        "access and the payment control ran over. One decision is open.",
        "三批中两批按时上线；因权限与付款控制超期，验收预计晚9个工作日。一项决定待定。",
    ),
    "confirmed": (
        "rule proposed red, Katarzyna Nowak confirmed red · 20 Nov, 12:10 CET",
        "规则建议红色，Katarzyna Nowak已确认红色 · 11月20日 12:10 CET",
    ),
    "overall": ("Overall: off track", "总体：偏离"),
    "forecast": ("Acceptance forecast", "验收预测"),
    "eac": ("Estimate at completion", "完工估算"),
    "milestones_on_time": ("Milestones on time", "里程碑准时率"),
    "completion": ("Task completion", "任务完成率"),
    "dimensions": ("Seven dimensions", "七个维度"),
    "worst": ("worst first", "最差在前"),
    "path": ("Path to green", "回归绿灯的步骤"),
    "decision_by": (
        "Decision needed from the steering committee by Fri 27 Nov",
        "指导委员会须于11月27日（周五）前决定",
    ),
    "decision": ("CR-006 Re-baseline the transition to 5 January 2027", "CR-006：过渡基线重定为2027年1月5日"),
    "decision_why": (
        "Adds USD 62.7 k of our cost, no client fee. Without it, every report stays red against a date "
        "nobody expects.",
        "我方成本增加62.7千美元，不增加客户费用。不作决定，各期报告将一直对照无人预期的日期显示红色。",
    ),
    "record": ("Record decision", "记录决定"),
    "read_cr": ("Read CR-006", "阅读CR-006"),
    "ontime_title": ("Milestones on time", "里程碑准时率"),
    "ontime_sub": ("%, by week", "%，按周"),
    "ontime_say": (
        "Milestones on time: 94.8% in the last week against a target of 95%; no data for two weeks.",
        "里程碑准时率：最近一周94.8%，目标95%；两周无数据。",
    ),
    "actual": ("on time", "准时"),
    "planned": ("plan", "计划"),
    "forecasted": ("forecast", "预测"),
    "target": ("Target 95%", "目标95%"),
    "no_data": ("no data", "无数据"),
    "done_title": ("Tasks done", "完成任务数"),
    "published": (
        "Published 20 Nov 2026 12:00 CET by Katarzyna Nowak",
        "Katarzyna Nowak发布于2026年11月20日 12:00 CET",
    ),
    "portal_say": (
        "Two of three waves are live on their dates. Final acceptance is expected 9 working days late, on "
        "5 January.",
        "三批中两批已按期上线。最终验收预计晚9个工作日，为1月5日。",
    ),
    "import": ("Import a plan", "导入计划"),
    "add_task": ("Add task", "添加任务"),
    "task": ("Task", "任务"),
    "work_days": ("Work", "工期"),
    "start": ("Start", "开始"),
    "finish": ("Finish", "完成"),
    "slack": ("Slack", "时差"),
    "done": ("Done", "完成率"),
    "owner": ("Owner", "负责人"),
    "status": ("Status", "状态"),
    "empty_title": ("No meetings planned for this project", "本项目尚无会议计划"),
    "empty_why": (
        "A stand-up and a weekly operations review carry most hypercare projects. Start from a series and "
        "the agenda fills itself from overdue items.",
        "站会与每周运营评审足以支撑多数上线护航项目。从系列会议开始，议程会由逾期事项自动填充。",
    ),
    "plan_meeting": ("Plan a meeting series", "安排系列会议"),
    "from_calendar": ("Import from calendar", "从日历导入"),
    "filtered_title": (
        "No risk matches “Site: Łódź” and “Review overdue”",
        "没有风险符合“站点：Łódź”和“复核逾期”",
    ),
    "filtered_why": ("11 open risks without these filters.", "不加筛选有11项未关闭风险。"),
    "denied_title": (
        "Budget and margin are for finance and delivery heads",
        "预算与利润率仅供财务与交付负责人查看",
    ),
    "denied_why": (
        "Your role on BFM-FA is team lead. Chen Jianguo can give you access; your request and the answer "
        "are logged.",
        "你在BFM-FA中的角色是组长。陈建国可授予权限；申请与答复均留痕。",
    ),
    "ask": ("Ask for access", "申请权限"),
    "back": ("Back to overview", "返回概览"),
    "stale_title": (
        "Tomasz Zieliński changed T98 at 12:14, while you were editing",
        "Tomasz Zieliński在你编辑期间于12:14修改了T98",
    ),
    "stale_why": (
        "Finish: 24 Nov there, 26 Nov here. Nothing of yours is lost.",
        "完成日期：对方11月24日，你11月26日。你的内容未丢失。",
    ),
    "compare": ("Compare both", "对比两版"),
    "keep": ("Keep theirs", "保留对方版本"),
    "failed_title": ("The plan could not be read", "无法读取该计划"),
    "failed_why": (
        "The file names an outside entity, which a plan never needs. Nothing was changed. Save it again "
        "from Microsoft Project as XML.",
        "文件引用了外部实体，计划文件从不需要它。未作任何更改。用Microsoft Project重新另存为XML。",
    ),
    "toast": ("Risk R-07 reviewed. Next review 9 Dec.", "风险R-07已复核，下次复核12月9日。"),
    "change_title": ("Request a change", "提出变更"),
    "change_crumb": ("Scope & change", "范围与变更"),
    "draft": ("draft", "草稿"),
    "submit": ("Submit for approval", "提交审批"),
    "save_draft": ("Save draft", "保存草稿"),
    "discard": ("Discard", "放弃"),
    "kept": ("Draft kept 12:18", "草稿保存于12:18"),
    "what_next": ("What happens next", "接下来"),
}


def words() -> dict[str, str]:
    """The sample text in the language of the request."""
    place = 1 if (get_language() or "en").startswith("zh") else 0
    return {name: pair[place] for name, pair in WORDS.items()}
