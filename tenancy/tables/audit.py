"""Columns of the trail and of the access log."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tenancy import trail
from tenancy.models import AccessLine
from toolkit import formats
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Badge, Choice, Custom, Instant, Key, Table, Text


class At(Instant):
    """The instant, and the way to the line."""

    def __init__(self, label: Any = "", *, link: Link, **more: Any) -> None:
        super().__init__(label, **more)
        self.link = link

    @property
    def fields(self) -> tuple[str, ...]:
        return (*super().fields, *self.link.fields)

    def inner(self, reader: Reader) -> Any:
        shown, href = super().inner(reader), self.link.builder(dict(reader.arguments))
        return lambda row: f'<a href="{href(row)}">{shown(row)}</a>'

    def export(self, row: Row, reader: Reader) -> Any:
        return row[self.source].astimezone(reader.zone).isoformat()


def who(row: Row, reader: Reader) -> Any:
    """The person; while an operator looked on in her name, the operator too."""
    if not row["on_behalf"]:
        return row["actor_name"] or formats.NOTHING
    note = _("%(operator)s, as this person") % {"operator": row["on_behalf"]}
    return format_html('{} <span class="i3">{}</span>', row["actor_name"], note)


def record(row: Row, reader: Reader) -> str:
    """What kind of record, and its key."""
    if not row["subject_type"]:
        return formats.NOTHING
    return f"{trail.kind(row['subject_type'])} {row['subject_key']}".strip()


def names(row: Row, reader: Reader) -> str:
    """Person and operator, for files."""
    return " / ".join(filter(None, (row["actor_name"], row["on_behalf"])))


class AuditTable(Table):
    """The trail."""

    at = At(_("When"), link=Link("tenancy_audit_line", pk="pk"))
    who = Custom(
        _("Who"),
        render=who,
        exports=names,
        needs=("actor_name", "on_behalf"),
        sort="actor_name",
    )
    action = Custom(
        _("Action"),
        render=lambda row, reader: trail.act(row["action"]),
        exports=lambda row, reader: row["action"],
        needs=("action",),
    )
    record = Custom(
        _("Record"), render=record, exports=record, needs=("subject_type", "subject_key"), priority=2
    )
    project_key = Key(_("Project"), priority=2, sort=False)
    via = Choice(_("Door"), mapping=trail.DOORS, priority=3)


class AccessTable(Table):
    """Who has looked."""

    at = Instant(_("When"))
    who = Custom(
        _("Who"),
        render=who,
        exports=names,
        needs=("actor_name", "on_behalf"),
        sort="actor_name",
    )
    kind = Badge(_("Kind"), mapping=dict(AccessLine.Kind.choices))
    address = Text(_("Address"), priority=2)
    record = Custom(
        _("Record"), render=record, exports=record, needs=("subject_type", "subject_key"), priority=2
    )
    project_key = Key(_("Project"), priority=2, sort=False)
    via = Choice(_("Door"), mapping=trail.DOORS, priority=3)
    ip = Text(_("IP address"), priority=3, sort=False)


class DifferenceTable(Table):
    """Before and after, field by field."""

    field = Text(_("Field"), strong=True, sort=False)
    before = Text(_("Before"), sort=False)
    after = Text(_("After"), sort=False)
