"""Narrowing of sites, contracts, requests, programmes and processes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.models import Engagement, IntakeRequest, Process, Programme, Site, SowVersion
from projects.selectors import engagements, requests, sows
from tenancy.actors import Actor
from toolkit.filters import Between, Filters, OneOf, Reference, Search
from toolkit.tables import in_language


def clients_of(rows: Any) -> list[tuple[Any, str]]:
    """The clients of the rows, by name; others stay unnamed."""
    named = rows.exclude(client=None).order_by("client__name")
    found = named.values("client_id", "client__name", "client__name_zh").distinct()
    return [(row["client_id"], in_language(row, "client__name")) for row in found]


def clients_of_engagements(actor: Actor) -> list[tuple[Any, str]]:
    return clients_of(engagements(actor=actor))


def clients_of_sows(actor: Actor) -> list[tuple[Any, str]]:
    return clients_of(sows(actor=actor))


def clients_of_requests(actor: Actor) -> list[tuple[Any, str]]:
    return clients_of(requests(actor=actor))


class SiteFilters(Filters):
    """Sites."""

    q = Search("code", "name", "name_zh", "city", "languages", label=_("Search"))
    state = OneOf(Site.State.choices, label=_("State"), many=True)


class ProcessFilters(Filters):
    """Processes of a project."""

    q = Search("code", "name", "name_zh", "path", "systems", label=_("Search"))
    channel = OneOf(Process.Channel.choices, label=_("Channel"), many=True)
    sop_status = OneOf(Process.Procedure.choices, label=_("SOP"), many=True)
    kt_status = OneOf(Process.Transfer.choices, label=_("KT"), many=True)
    state = OneOf(Process.State.choices, label=_("State"), many=True)


class ProgrammeFilters(Filters):
    """Programmes."""

    q = Search("code", "name", "name_zh", "purpose", label=_("Search"))
    state = OneOf(Programme.State.choices, label=_("State"), many=True)


class EngagementFilters(Filters):
    """Engagements."""

    q = Search("code", "title", "title_zh", "client__name", "client__name_zh", label=_("Search"))
    state = OneOf(Engagement.State.choices, label=_("State"), many=True)
    client = Reference("client_id", label=_("Client"), choices=clients_of_engagements)
    notice_on = Between(label=_("Renewal notice by"))


class SowFilters(Filters):
    """Statements of work."""

    q = Search("code", "title", "title_zh", "client__name", "client__name_zh", label=_("Search"))
    state = OneOf(SowVersion.State.choices, source="state_last", label=_("Latest version"), many=True)
    client = Reference("client_id", label=_("Client"), choices=clients_of_sows)


class RequestFilters(Filters):
    """Requests for projects."""

    q = Search("title", "title_zh", "client__name", "client__name_zh", "client_name", label=_("Search"))
    state = OneOf(IntakeRequest.State.choices, label=_("State"), many=True)
    client = Reference("client_id", label=_("Client"), choices=clients_of_requests)
    wanted_on = Between(label=_("Wanted start"))
