"""Facts of this room that other systems may hear of."""

from kpis.events import DayRolledUp, KpiDefined
from notifications.changes import keep

keep(KpiDefined, "indicators have no address of their own yet")
keep(DayRolledUp, "a day of the house’s own arithmetic; readings are read from their project")
