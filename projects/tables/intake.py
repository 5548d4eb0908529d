"""Columns of requests for projects and of programmes."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.models import IntakeRequest, Programme, Project
from projects.tables.projects import OVERVIEW, STAGES, STATES
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import (
    Choice,
    Custom,
    Day,
    Instant,
    Key,
    Money,
    Name,
    Number,
    Person,
    Status,
    Table,
    Text,
)

REQUEST = Link("projects_request", asked="number")
PROGRAMME = Link("home_programme", programme="code")
PROGRAMME_STATES = dict(Programme.State.choices)
WAITING = ("requested", "triage", "approved")
REQUEST_STATES = {
    "requested": (IntakeRequest.State.REQUESTED.label, "open"),
    "triage": (IntakeRequest.State.TRIAGE.label, "begun"),
    "approved": (IntakeRequest.State.APPROVED.label, "green"),
    "declined": (IntakeRequest.State.DECLINED.label, "grey"),
    "withdrawn": (IntakeRequest.State.WITHDRAWN.label, "grey"),
    "opened": (IntakeRequest.State.OPENED.label, "green"),
}
LONG_WAIT = 14


def client(row: Row, reader: Reader) -> str:
    """The client, or the name of the one that is not in the list yet."""
    chinese = reader.language.startswith("zh") and row["client__name_zh"]
    return str(chinese or row["client__name"] or row["client_name"])


def waits(row: Row, reader: Reader) -> str:
    """For how many days a request has waited."""
    if row["state"] not in WAITING:
        return ""
    return str((reader.as_of - row["created_at"].astimezone(reader.zone).date()).days)


def overdue(row: Row, reader: Reader) -> str:
    """Two weeks are long."""
    told = waits(row, reader)
    return "a" if told and int(told) > LONG_WAIT else ""


class RequestTable(Table):
    """Requests for projects."""

    caption = _("Requests")
    number = Key(_("Key"), prefix="IN", link=REQUEST)
    title = Name(_("Title"), link=REQUEST)
    client = Custom(
        _("Client"),
        render=client,
        exports=client,
        needs=("client__name", "client__name_zh", "client_name"),
        priority=2,
    )
    fte = Number(_("FTE"), priority=3)
    value = Money(_("Value a year"), currency="currency", priority=3)
    wanted_on = Day(_("Wanted start"), priority=2)
    requester = Person(_("Asked by"), source="requester__name", priority=3)
    waits = Custom(
        _("Waits, days"),
        render=waits,
        exports=waits,
        tone=overdue,
        needs=("created_at", "state"),
        sort="created_at",
        priority=2,
        css="num",
    )
    state = Status(_("State"), mapping=REQUEST_STATES)


class RequestFacts(Table):
    """What is asked for."""

    state = Status(_("State"), mapping=REQUEST_STATES)
    client = Custom(
        _("Client"),
        render=client,
        exports=client,
        needs=("client__name", "client__name_zh", "client_name"),
    )
    title_zh = Text(_("Chinese title"))
    kind = Choice(_("Type"), mapping=dict(Project.Kind.choices))
    why = Text(_("Why"))
    risks = Text(_("Risks"))
    fte = Number(_("Size in FTE"))
    value = Money(_("Value a year"), currency="currency")
    wanted_on = Day(_("Wanted start"))
    requester = Person(_("Asked by"), source="requester__name")
    created_at = Instant(pgettext_lazy("when", "Asked"))
    decider = Person(_("Decided by"), source="decider__name")
    decided_at = Instant(pgettext_lazy("when", "Decided"))
    reason = Text(_("Reason"))
    opened = Text(_("Project"), source="opened__key")


class ProgrammeTable(Table):
    """Programmes."""

    caption = _("Programmes")
    code = Key(_("Code"), link=PROGRAMME)
    name = Name(_("Programme"), link=PROGRAMME)
    owner = Person(_("Owner"), source="owner__name", priority=2)
    project_count = Number(_("Projects"))
    state = Choice(_("State"), mapping=PROGRAMME_STATES)


class ProgrammeFacts(Table):
    """What is said of a programme."""

    code = Text(_("Code"))
    name_zh = Text(_("Chinese name"))
    owner = Person(_("Owner"), source="owner__name")
    state = Choice(_("State"), mapping=PROGRAMME_STATES)
    purpose = Text(_("Purpose"))


class ProgrammeProjectTable(Table):
    """The projects of a programme."""

    caption = _("Projects")
    key = Key(_("Key"), link=OVERVIEW)
    name = Name(_("Project"), link=OVERVIEW)
    client = Name(_("Client"), source="client__name", priority=2)
    stage = Choice(_("Stage"), mapping=STAGES)
    state = Choice(_("State"), mapping=STATES)
    planned_finish = Day(_("Planned finish"), priority=2)
