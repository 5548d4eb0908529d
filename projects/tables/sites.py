"""Columns of sites and processes."""

from django.utils.translation import gettext_lazy as _

from projects.models import Process, Site
from projects.tables.projects import SHARED, STAGES
from toolkit.countries import country_name
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Badge, Choice, Custom, Key, Name, Number, Person, Status, Table, Text

SITE, PROCESS = Link("projects_site", site="code"), Link("projects_process", process="code")
OF_PROJECT = Link("home_overview", key="project__key")
SITE_STATES = dict(Site.State.choices)
PROCESS_STATES = {
    "identified": (Process.State.IDENTIFIED.label, "open"),
    "documented": (Process.State.DOCUMENTED.label, "open"),
    "transfer": (Process.State.TRANSFER.label, "begun"),
    "live": (Process.State.LIVE.label, "green"),
    "retired": (Process.State.RETIRED.label, "grey"),
}
PROCEDURES = {
    "none": (Process.Procedure.NONE.label, "open"),
    "drafted": (Process.Procedure.DRAFTED.label, "begun"),
    "reviewed": (Process.Procedure.REVIEWED.label, "begun"),
    "approved": (Process.Procedure.APPROVED.label, "green"),
    "outdated": (Process.Procedure.OUTDATED.label, "amber"),
}
TRANSFERS = {
    "not_started": (Process.Transfer.NOT_STARTED.label, "open"),
    "shadowing": (Process.Transfer.SHADOWING.label, "begun"),
    "reverse": (Process.Transfer.REVERSE.label, "begun"),
    "certified": (Process.Transfer.CERTIFIED.label, "green"),
}
CHANNELS, WEIGHTS = dict(Process.Channel.choices), dict(Process.Criticality.choices)


def country(row: Row, reader: Reader) -> str:
    """A site's country by its name."""
    return country_name(str(row["country"]), reader.language)


class SiteTable(Table):
    """Where the organization works."""

    caption = _("Sites")
    code = Key(_("Code"), link=SITE)
    name = Name(_("Site"), link=SITE)
    country = Custom(_("Country"), render=country, exports=country, needs=("country",), priority=2)
    city = Text(_("City"), priority=3)
    zone = Text(_("Time zone"), priority=2)
    currency = Text(_("Currency"), priority=3)
    languages = Text(_("Languages"), priority=3)
    state = Choice(_("State"), mapping=SITE_STATES)
    running = Number(_("Projects"), priority=2)


class SiteFacts(Table):
    """What is said of a site."""

    code = Text(_("Code"))
    state = Choice(_("State"), mapping=SITE_STATES)
    name = Text(_("Name"))
    name_zh = Text(_("Chinese name"))
    country = Custom(_("Country"), render=country, exports=country, needs=("country",))
    city = Text(_("City"))
    zone = Text(_("Time zone"))
    currency = Text(_("Currency"))
    languages = Text(_("Languages"))


class SiteProjectTable(Table):
    """Which projects run at a site."""

    caption = _("Projects")
    key = Key(_("Key"), source="project__key", link=OF_PROJECT)
    name = Name(_("Project"), source="project__name", link=OF_PROJECT)
    client = Name(_("Client"), source="project__client__name", priority=2)
    stage = Choice(_("Stage"), source="project__stage", mapping=STAGES, priority=2)
    fte = Number(_("Planned FTE"))


class ProjectSiteTable(Table):
    """Where a project runs."""

    caption = _("Sites")
    code = Key(_("Code"), source="site__code", link=Link("projects_site", site="site__code"))
    name = Name(_("Site"), source="site__name", link=Link("projects_site", site="site__code"))
    zone = Text(_("Time zone"), source="site__zone", priority=2)
    fte = Number(_("Planned FTE"))


class ProcessTable(Table):
    """What a project takes over and runs."""

    caption = _("Processes")
    code = Key(_("Code"), link=PROCESS)
    name = Name(_("Process"), link=PROCESS)
    path = Text(_("Process path"), priority=3)
    channel = Choice(_("Channel"), mapping=CHANNELS, priority=2)
    volume = Number(_("Volume a month"), priority=2)
    aht_seconds = Number(_("AHT, s"), priority=3)
    complexity = Number(_("Complexity"), priority=3)
    criticality = Choice(_("Criticality"), mapping=WEIGHTS, priority=3)
    systems = Text(_("Systems"), priority=3)
    languages = Text(_("Languages"), priority=3)
    site = Name(_("Site"), source="site__name", priority=2)
    expert = Person(_("Expert"), source="expert__name", priority=3)
    sop_status = Status(_("SOP"), mapping=PROCEDURES, priority=2)
    kt_status = Status(_("KT"), mapping=TRANSFERS, priority=2)
    visibility = Badge(_("Visibility"), mapping=SHARED, priority=3, sort=False, silent=True)
    state = Status(_("State"), mapping=PROCESS_STATES)


class ProcessFacts(Table):
    """What is said of a process."""

    code = Text(_("Code"))
    name = Text(_("Name"))
    name_zh = Text(_("Chinese name"))
    channel = Choice(_("Channel"), mapping=CHANNELS)
    path = Text(_("Process path"))
    volume = Number(_("Volume a month"))
    aht_seconds = Number(_("Average handling time, seconds"))
    complexity = Number(_("Complexity"))
    criticality = Choice(_("Criticality"), mapping=WEIGHTS)
    site = Name(_("Site"), source="site__name")
    expert = Person(_("Expert"), source="expert__name")
    languages = Text(_("Languages"))
    hours = Text(_("Service hours"))
    systems = Text(_("Systems"))
    sop = Text(_("Operating procedure"))
    sop_status = Status(_("Status of the operating procedure"), mapping=PROCEDURES)
    kt_status = Status(_("Status of the knowledge transfer"), mapping=TRANSFERS)
