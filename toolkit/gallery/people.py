"""Sample activity, views, steps and bars of the gallery."""

from typing import Any

from toolkit.gallery.charts import two
from toolkit.gallery.samples import place

OFF = ("2026-11-14", "2026-11-15", "2026-11-21", "2026-11-22", "2026-11-28", "2026-11-29")
# number, parent, name, kind, start, end, promised, critical, percent
BARS = (
    (1, 0, "Wave 3", "summary", "2026-11-09", "2026-12-01", "2026-11-30", False, 38),
    (97, 1, "ERP role access, wave 3", "task", "2026-11-09", "2026-11-24", "2026-11-23", False, 60),
    (98, 1, "Segregation-of-duties clean-up", "task", "2026-11-09", "2026-11-24", "2026-11-20", False, 40),
    (90, 1, "Retest with client audit", "task", "2026-11-16", "2026-11-25", "2026-11-20", True, 55),
    (99, 1, "G4 Wave 3 go-live", "milestone", "2026-12-01", "2026-12-01", "2026-11-27", True, 0),
)


def days() -> list[dict[str, Any]]:
    """Two days of activity: people, the house, joined changes, a status."""
    return [
        {"label": two("Today", "今天"), "events": today()},
        {"label": two("Thu 19 Nov", "11月19日 周四"), "events": yesterday()},
    ]


def today() -> list[dict[str, Any]]:
    """A person’s joined changes, a fact of the house, something shared."""
    changed = two("changed T98 Segregation-of-duties clean-up", "修改了T98职责分离清理")
    computed = two("The plan was computed: G5 moves to 5 Jan.", "计划已计算：G5移至1月5日。")
    shared = two("shared the milestone Wave 3 live", "共享了里程碑“第三批上线”")
    return [
        event("pencil", "欧阳雪晴", changed, "12:14", count=3),
        event("refresh", "", computed, "12:04", system=True),
        event("share", "Katarzyna Nowak", shared, "11:40"),
    ]


def yesterday() -> list[dict[str, Any]]:
    """A request with its title, a new approver."""
    title = two("Re-baseline the transition to 5 January 2027", "过渡基线重定为2027年1月5日")
    return [
        event(
            "git-pull-request",
            "Katarzyna Nowak",
            two("requested CR-006", "提出CR-006"),
            "16:20",
            detail=title,
        ),
        event("user", "Chen Jianguo", two("became approver of BFM-FA", "成为BFM-FA的审批人"), "09:05"),
    ]


def event(icon: str, who: str, text: str, when: str, **more: Any) -> dict[str, Any]:
    """One line of the activity."""
    return {"icon": icon, "who": who, "text": text, "when": when, **more}


def views() -> list[dict[str, Any]]:
    """Saved views: the first one was changed."""
    names = (
        (two("All active", "全部进行中"), 3),
        (two("Needs attention", "需关注"), 2),
        (two("Gates in 30 days", "30天内关口"), 3),
    )
    return [place(name, "", "#", at == 0, count=count) for at, (name, count) in enumerate(names)]


def steps() -> list[dict[str, Any]]:
    """Four steps of an import, the second one present."""
    names = (
        (two("Choose the file", "选择文件"), "Wave 3.xlsx", "done"),
        (two("Match the columns", "匹配列"), two("11 of 12 known", "12列中识别11列"), "now"),
        (two("Preview", "预览"), "", "next"),
        (two("Import", "导入"), "", "next"),
    )
    return [
        {"label": label, "note": note, "state": state, "url": "#" if state == "done" else ""}
        for label, note, state in names
    ]


def bars() -> dict[str, Any]:
    """Five rows of a plan over time, as planning.gantt answers them."""
    keys = ("id", "parent", "name", "kind", "start", "end", "promised", "critical", "percent")
    rows = [dict(zip(keys, line, strict=True)) for line in BARS]
    return {
        "rows": [_bar(row) for row in rows],
        "links": [[97, 99, "FS"], [98, 99, "FS"], [90, 99, "FS"]],
        "off": list(OFF),
        "today": "2026-11-20",
    }


def _bar(row: dict[str, Any]) -> dict[str, Any]:
    point = row["kind"] == "milestone"
    late = int(row["end"][-2:]) - int(row["promised"][-2:]) if row["end"][:7] == row["promised"][:7] else 2
    shown = {
        "from": "" if point else row["start"][5:],
        "to": row["end"][5:],
        "done": "" if point else f"{row['percent']}%",
    }
    return {
        **row,
        "state": "in_progress",
        "was": row["promised"] if point else row["start"],
        "slip": two(f"+{late} d", f"+{late}天"),
        "days": "" if point else two("12 d", "12天"),
        "slack": two("0 d", "0天") if row["critical"] else two("2 d", "2天"),
        "owner": "Rahul Kulkarni",
        **shown,
    }
