"""Lists of tenancy that people bring in: it stands below this room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from records.importing import Column, importable
from tenancy.actors import Actor
from tenancy.selectors import clients
from tenancy.services import add_person
from toolkit.links import Link

LANGUAGES = (("en", ("English", "英语", "英文")), ("zh-hans", ("Chinese", "中文", "简体中文", "zh")))


def languages(*, actor: Actor) -> Any:
    return LANGUAGES


def clients_by_name(*, actor: Actor) -> Any:
    """Clients by code and by both names."""
    rows = clients(actor=actor).exclude(state="ended").values_list("pk", "code", "name", "name_zh")
    return [(pk, names) for pk, *names in rows]


importable(
    "people",
    kind="tenancy.Person",
    title=_("People"),
    policy="tenancy.add_person",
    columns=(
        Column("name", _("Name"), required=True, longest=120, also=("full name", "person", "姓名", "人员")),
        Column("email", _("Mail address"), longest=254, also=("email", "e-mail", "mail", "邮箱", "电子邮件")),
        Column("language", _("Language"), kind="choice", choices=languages, also=("lang", "语言")),
        Column("zone", _("Time zone"), longest=60, also=("timezone", "tz", "时区")),
        Column(
            "client_id",
            _("Works for the client"),
            kind="choice",
            choices=clients_by_name,
            also=("client", "company", "客户", "公司"),
        ),
    ),
    service=add_person,
    key=("email",),
    seen_at=Link("tenancy_people"),
    icon="users",
)
