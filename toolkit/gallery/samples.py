"""Sample data of the gallery: navigation, header, rows, charts, a form with errors."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from toolkit.gallery.charts import two
from toolkit.templatetags.icons import icon, milestone_mark, rag_chip

Words = dict[str, str]
STAGES_EN = ("Diligence", "Mobilise", "Transfer", "Pilot", "Ramp", "Hypercare", "Steady state", "Close-out")
STAGES_ZH = ("尽职调查", "启动", "知识转移", "试运行", "爬坡", "上线护航", "稳定运营", "收尾")
GATES = {0: ("G0", ""), 1: ("G1", ""), 2: ("G2", ""), 3: ("G3", "cond"), 4: ("G4", ""), 7: ("G7", "")}
NOW = 5


def to(page: str) -> str:
    """The address of a sample page."""
    return reverse("ui_page", kwargs={"page": page})


def stages(t: Words) -> list[dict[str, Any]]:
    """Eight stages, the sixth running, one gate late and one passed with a condition."""
    names = STAGES_ZH if t["org"] != "Meridian BPO" else STAGES_EN
    gates = {**GATES, NOW: (t["late_gate"], "late")}
    return [
        {
            "code": f"L{i}",
            "label": name,
            "state": "done" if i < NOW else "now" if i == NOW else "next",
            "progress": 44 if i == NOW else None,
            "gate": gates.get(i, ("", ""))[0],
            "gate_state": gates.get(i, ("", ""))[1],
        }
        for i, name in enumerate(names)
    ]


def place(label: str, name: str, url: str, active: bool = False, **more: Any) -> dict[str, Any]:
    """One line of the navigation."""
    return {"label": label, "icon": name, "url": url, "active": active, **more}


def project_header(t: Words) -> dict[str, Any]:
    """The header of a project that is late and over budget."""
    rag = [{"status": "red", "label": t["schedule"]}, {"status": "amber", "label": t["cost"]}]
    upcoming = {"label": t["next"], "value": t["next_value"], "note": t["next_note"]}
    facts = [{"label": "SPI(t)", "value": "0.935"}, {"label": "CPI", "value": "0.944"}, upcoming]
    return {
        "key": "BFM-FA",
        "name": t["project"],
        "url": to("overview"),
        "rag": rag,
        "facts": facts,
        "stages": stages(t),
        "action": {"url": to("form"), "label": t["draft_report"], "icon": "file-text"},
    }


def shell(t: Words, page: str) -> dict[str, Any]:
    """The frame's data as the shell expects it."""
    inside = page in ("overview", "plan", "form")
    main = [
        place(t["my_day"], "sun", to("day"), page == "day", count=10),
        place(t["inbox"], "inbox", to("states"), count=4),
        place(t["components"], "stack-2", to("words"), not inside and page != "day"),
    ]
    project = [
        place(t["overview"], "layout-dashboard", to("overview"), page == "overview"),
        place(t["plan"], "list-tree", to("plan"), page == "plan", count=3, hot=True),
        place(t["change_crumb"], "git-pull-request", to("form"), page == "form"),
    ]
    return {
        "organization": {"name": t["org"]},
        "organizations": [
            {"name": t["org"], "url": "#", "current": True},
            {"name": "Harbourlight", "url": "#", "current": False},
        ],
        "main": main,
        "project": project if inside else [],
        "project_header": project_header(t) if inside else None,
        "home_url": to("day"),
    }


def portal_shell(t: Words) -> dict[str, Any]:
    """The client's frame."""
    main = [
        place(t["home"], "home", to("portal"), True),
        place(t["milestones"], "flag", to("portal")),
    ]
    return {
        "organization": {"name": t["org"]},
        "portal_title": t["portal"],
        "by": t["org"],
        "main": main,
        "home_url": to("portal"),
    }


@dataclass(frozen=True)
class SampleTable:
    """What templates/ui/table.html reads."""

    head: list[dict[str, Any]]
    rows: list[SafeString] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.rows


# number, level, kind, name, work, start, finish, slack, done, late, owner
PLAN = (
    ("1", 1, "sum", "Pilot and waves 1–2", "", "7 Sep", "13 Nov", "", 100, False, ""),
    ("", 2, "gate", "G3 Pilot exit, conditional go", "", "", "18 Sep", "", 100, False, "Chen Jianguo"),
    (
        "T80",
        2,
        "",
        "Wave 1 cut-over, R2R Kraków",
        "10 d",
        "21 Sep",
        "2 Oct",
        "",
        100,
        False,
        "Tomasz Zieliński",
    ),
    ("", 2, "gate", "G4 Wave 1 go-live", "", "", "5 Oct", "", 100, False, "Katarzyna Nowak"),
    ("2", 1, "sum", "Duplicate-payment control", "", "21 Sep", "25 Nov", "0 d", 82, False, ""),
    ("2.1", 2, "sum", "Rules and build", "", "21 Sep", "23 Oct", "", 100, False, ""),
    ("T88", 3, "", "Design control rules", "10 d", "21 Sep", "2 Oct", "", 100, False, "欧阳雪晴"),
    ("T89", 3, "", "Build in ERP", "15 d", "5 Oct", "23 Oct", "", 100, False, "Rahul Kulkarni"),
    ("T90", 2, "", "Retest with client audit", "8 d", "16 Nov", "25 Nov", "0 d", 55, True, "欧阳雪晴"),
    ("3", 1, "sum", "Wave 3", "", "9 Nov", "1 Dec", "2 d", 38, False, ""),
    (
        "T97",
        2,
        "",
        "ERP role access, wave 3 entities",
        "12 d",
        "9 Nov",
        "24 Nov",
        "2 d",
        60,
        True,
        "Rahul Kulkarni",
    ),
    (
        "T98",
        2,
        "",
        "Segregation-of-duties clean-up",
        "11 d",
        "9 Nov",
        "24 Nov",
        "2 d",
        40,
        True,
        "Tomasz Zieliński",
    ),
    ("", 2, "gate", "G4 Wave 3 go-live", "", "", "1 Dec", "2 d", 0, False, "Katarzyna Nowak"),
    ("T106", 2, "", "Release hypercare squad", "5 d", "5 Jan 27", "12 Jan 27", "3 d", 0, False, ""),
)


def _tree_cell(level: int, kind: str, name: str, late: bool, done: int) -> SafeString:
    if kind == "sum":
        mark = format_html(
            '<button class="twist" type="button" tabindex="-1" aria-hidden="true">{}</button>',
            icon("chevron-down"),
        )
    elif kind == "gate":
        mark = format_html(
            '<span class="leaf">{}</span>', milestone_mark("red" if late else "grey", done == 100)
        )
    else:
        mark = format_html('<span class="{}"></span>', "leaf")
    return format_html('<div class="tree lv-{}">{}<a class="cut" href="#">{}</a></div>', level, mark, name)


def _plan_row(position: int, line: tuple[Any, ...]) -> SafeString:
    number, level, kind, name, work, start, finish, slack, done, late, owner = line
    attrs = format_html(' class="{}" aria-expanded="true"', kind) if kind == "sum" else ""
    finish_cell = format_html('<span class="fg-r b5">{}</span>', finish) if late else finish
    edit = format_html(
        '<a class="btn btn-s btn-quiet btn-icon" href=to("form") data-edit aria-label="Edit {}">{}</a>',
        name,
        icon("pencil"),
    )
    cells = format_html(
        '<td class="wbs">{}</td><td class="name">{}</td><td class="num i2">{}</td><td class="num i2">{}</td>'
        '<td class="num i2">{}</td><td class="num {} p2">{}</td><td class="num i2">{}</td>'
        '<td class="p3">{}</td><td class="acts">{}</td>',
        number,
        _tree_cell(level, kind, name, late, done),
        work,
        start,
        finish_cell,
        "mp-crit" if slack == "0 d" else "i2",
        slack,
        format_html('<span class="mk-g">{}</span>', icon("check", "100%")) if done == 100 else f"{done}%",
        owner,
        edit,
    )
    return format_html(
        '<tr data-id="{}" data-level="{}" aria-level="{}" role="row" tabindex="-1"{}>{}</tr>',
        position,
        level,
        level,
        attrs,
        cells,
    )


def plan(t: Words) -> SampleTable:
    """A tree of tasks and milestones."""
    labels = (("", 0), ("task", 0), ("work_days", 1), ("start", 1), ("finish", 1), ("slack", 1), ("done", 1))
    head = [{"label": t.get(name, "#"), "numeric": bool(numeric), "priority": 1} for name, numeric in labels]
    head[5]["priority"] = 2
    head += [{"label": t["owner"], "priority": 3}, {"label": t["review"]}]
    return SampleTable(head, [_plan_row(i, line) for i, line in enumerate(PLAN)])


PROJECTS = (
    ("BFM-FA", "Brightfjord F&A Shared Services", "L5", "red", "0.935", "5 Jan", "Katarzyna Nowak"),
    ("SKY-CS", "Skyharp Airlines Customer Care", "L6", "amber", "–", "10 Dec", "Maria Clara Santos"),
    ("TDW-DA", "Tidewell Autonomy Data Annotation", "L7", "green", "1.026", "18 Dec", "李静"),
    ("HOU-HR", "Annualised attrition, Manila", "L1", "grey", "–", "–", "欧阳雪晴"),
)


def projects(t: Words, rows: int = 4) -> SampleTable:
    """A portfolio of a few projects, sorted by finish."""
    head: list[dict[str, Any]] = [
        {"label": t["portfolio"], "sort_url": "?sort=name"},
        {"label": t["status"]},
        {"label": "SPI(t)", "numeric": True, "sort_url": "?sort=spi"},
        {"label": t["finish"], "numeric": True, "sort_url": "?sort=-finish", "sorted": "asc"},
        {"label": t["owner"], "priority": 3},
    ]
    markup = (
        '<tr data-id="{}"><td class="name"><span class="row-x"><span class="mp-key box">{}</span>'
        '<a class="b5 plainlink" href="#">{}</a></span></td><td>{}</td><td class="num">{}</td>'
        '<td class="num">{}</td><td class="p3">{}</td></tr>'
    )
    lines = [
        format_html(markup, k, k, n, rag_chip(s), spi, due, who) for k, n, _st, s, spi, due, who in PROJECTS
    ]
    return SampleTable(head, lines[:rows])


def on_time(t: Words) -> dict[str, Any]:
    """A line chart with a gap, a plan and a target."""
    actual = [82.5, 85.1, 84.2, 88.0, None, None, 90.3, 91.2, 90.8, 93.1, 94.0, 94.8]
    plan_line = [84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95]
    series = [
        {"name": t["actual"], "values": actual, "role": "actual", "color": 1},
        {"name": t["planned"], "values": plan_line, "role": "plan"},
    ]
    return {
        "kind": "line",
        "x": [f"W{n}" for n in range(36, 48)],
        "series": series,
        "unit": "%",
        "decimals": 1,
        "min": 80,
        "max": 100,
        "target": 95,
        "target_label": t["target"],
        "no_data": t["no_data"],
    }


def done_bars(t: Words) -> dict[str, Any]:
    """A bar chart."""
    values = [3, 5, 4, 9, 12, 8, 11]
    series = [{"name": t["done_title"], "values": values, "color": 1}]
    return {"kind": "bar", "x": ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], "series": series, "min": 0}


class ChangeForm(forms.Form):
    """A request for change, to show each kind of field and its error."""

    title = forms.CharField()
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    finish = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    cost = forms.DecimalField(required=False)
    approver = forms.ChoiceField(choices=[("kn", "Katarzyna Nowak"), ("cj", "Chen Jianguo")])
    evidence = forms.FileField(required=False)
    share = forms.BooleanField(required=False)

    def __init__(self, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        for name, one in self.fields.items():
            one.label, one.help_text = two(*LABELS[name]), two(*HELP.get(name, ("", "")))


LABELS = {
    "title": ("Title", "标题"),
    "reason": ("Why is it needed", "变更原因"),
    "finish": ("New finish date", "新的完成日期"),
    "cost": ("Cost effect, USD", "成本影响（美元）"),
    "approver": ("Approver", "审批人"),
    "evidence": ("Evidence", "证据"),
    "share": ("Share with the client when submitted", "提交时与客户共享"),
}
HELP = {
    "reason": (
        "The client reads this sentence in the portal when the request is shared.",
        "共享后，客户可在门户中读到这句话。",
    ),
    "share": ("Cost and margin stay internal.", "成本与利润率不对外公开。"),
}
ERRORS = {
    "finish": (
        "Saturday 2 Jan is not a working day in the Kraków calendar. Use 5 Jan.",
        "1月2日（周六）为克拉科夫非工作日，请改为1月5日。",
    ),
    "cost": (
        "Write 62,667.00. The plan computes 62,667 from the estimate at completion.",
        "填写62,667.00。计划按完工估算得出62,667。",
    ),
    "approver": (
        "You wrote this request, so someone else must approve it. Chen Jianguo can.",
        "申请由你提出，须由他人审批。陈建国可以审批。",
    ),
}


def change_form() -> ChangeForm:
    """The form as it comes back with three errors."""
    values = {
        "title": two("Re-baseline the transition to 5 January 2027", "过渡基线重定为2027年1月5日"),
        "reason": two("ERP role access finished 5 days late (ISS-004).", "ERP角色权限晚5天完成（ISS-004）。"),
    }
    form = ChangeForm({**values, "finish": "2027-01-02", "cost": "62667", "approver": "kn", "share": "on"})
    form.full_clean()
    for name, error in ERRORS.items():
        form.add_error(name, two(*error))
    return form
