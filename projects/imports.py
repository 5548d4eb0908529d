"""Lists of this room that people bring in: sites, a project's members, its processes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects import services
from projects.models import Process, ProjectMember
from projects.selectors import Project, sites
from records.importing import Column, importable
from tenancy.actors import Actor
from tenancy.selectors import people
from toolkit.links import Link

NAME_ZH = Column("name_zh", _("Chinese name"), also=("中文名称", "name (zh)"), longest=160)
LANGUAGES = Column("languages", _("Languages"), also=("语言",), longest=120)


def channels(*, actor: Actor, project: Project) -> Any:
    return [(value, (value, label)) for value, label in Process.Channel.choices]


def weights(*, actor: Actor, project: Project) -> Any:
    return [(value, (value, label)) for value, label in Process.Criticality.choices]


def procedures(*, actor: Actor, project: Project) -> Any:
    return [(value, (value, label)) for value, label in Process.Procedure.choices]


def transfers(*, actor: Actor, project: Project) -> Any:
    return [(value, (value, label)) for value, label in Process.Transfer.choices]


def sites_by_name(*, actor: Actor, project: Project) -> Any:
    """Sites by their codes and names, in both languages."""
    rows = sites(actor=actor).values_list("pk", "code", "name", "name_zh")
    return [(pk, tuple(filter(None, names))) for pk, *names in rows]


def people_by_name(*, actor: Actor, project: Project) -> Any:
    """The organization's own present people, by name and by mail address."""
    own = people(actor=actor).present().filter(side="own").values_list("pk", "name", "email")
    return [(pk, tuple(filter(None, names))) for pk, *names in own]


def roles_by_name(*, actor: Actor, project: Project) -> Any:
    return [(value, (value, label)) for value, label in ProjectMember.Role.choices]


importable(
    "members",
    kind="projects.ProjectMember",
    title=_("Members"),
    policy="projects.add_member",
    service=services.add_member,
    key=("person_id", "role"),
    of_project=True,
    seen_at=Link("projects_members"),
    icon="users",
    columns=(
        Column(
            "person_id",
            _("Person"),
            "choice",
            required=True,
            also=("name", "member", "email", "人员", "姓名", "成员"),
            choices=people_by_name,
        ),
        Column("role", _("Role"), "choice", required=True, also=("角色",), choices=roles_by_name),
        Column("starts_on", _("First day"), "day", also=("from", "start", "首日", "开始日期")),
        Column("ends_on", _("Last day"), "day", also=("until", "end", "末日", "结束日期")),
    ),
)
importable(
    "sites",
    kind="projects.Site",
    title=_("Sites"),
    policy="projects.add_site",
    service=services.add_site,
    key=("code",),
    seen_at=Link("projects_sites"),
    icon="building",
    columns=(
        Column("code", _("Code"), required=True, also=("site code", "代码", "编码"), longest=24),
        Column("name", _("Name"), required=True, also=("site", "site name", "名称", "站点"), longest=120),
        NAME_ZH,
        Column("country", _("Country"), also=("country code", "国家"), longest=2),
        Column("city", _("City"), also=("城市",), longest=80),
        Column("zone", _("Time zone"), required=True, also=("zone", "timezone", "时区"), longest=64),
        Column("currency", _("Currency"), required=True, also=("币种", "货币"), longest=3),
        LANGUAGES,
    ),
)
importable(
    "processes",
    kind="projects.Process",
    title=_("Processes"),
    policy="projects.add_process",
    service=services.add_process,
    key=("code",),
    of_project=True,
    seen_at=Link("projects_processes"),
    icon="route",
    columns=(
        Column("code", _("Code"), required=True, also=("lob", "process code", "代码"), longest=24),
        Column("name", _("Name"), required=True, also=("process", "line of business", "流程"), longest=160),
        NAME_ZH,
        Column("channel", _("Channel"), "choice", required=True, also=("渠道",), choices=channels),
        Column("path", _("Process path"), also=("流程路径",), longest=300),
        Column("volume", _("Volume a month"), "whole", also=("volume", "月业务量"), least=0),
        Column("aht_seconds", _("Average handling time"), "whole", also=("aht", "平均处理时长"), least=0),
        Column("complexity", _("Complexity"), "whole", also=("复杂度",), least=1, most=5),
        Column("criticality", _("Criticality"), "choice", also=("重要程度",), choices=weights),
        Column("systems", _("Systems"), also=("系统",), longest=300),
        LANGUAGES,
        Column("hours", _("Service hours"), also=("服务时间",), longest=120),
        Column("site_id", _("Site"), "choice", also=("site", "站点"), choices=sites_by_name),
        Column("sop", _("Operating procedure"), also=("sop", "作业指导书"), longest=80),
        Column(
            "sop_status",
            _("Status of the operating procedure"),
            "choice",
            also=("sop status", "作业指导书状态"),
            choices=procedures,
        ),
        Column(
            "kt_status",
            _("Status of the knowledge transfer"),
            "choice",
            also=("kt status", "知识转移状态"),
            choices=transfers,
        ),
    ),
)
