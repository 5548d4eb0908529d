"""The page of bottlenecks: what decides the end, who is wanted too much, what grows old."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from schedule.registers.recovery import RECOVERY_PLANS
from schedule.selectors.bottlenecks import bottlenecks
from schedule.tables.bottlenecks import AgeTable, CriticalTable, OverloadTable, age_row, load_row
from schedule.views.subjects import OfProject
from toolkit.links import Link
from toolkit.pages import DetailPage
from toolkit.tables import Action

SHOWN = 100


class BottlenecksPage(OfProject, DetailPage):
    """Where the plan is stuck, and the way to where one acts."""

    policy = "schedule.view_bottlenecks"
    title = _("Bottlenecks")
    template = "schedule/bottlenecks.html"
    actions = (
        Action(
            _("Add recovery plan"),
            RECOVERY_PLANS.link("add"),
            policy=RECOVERY_PLANS.policy("add"),
            icon="plus",
        ),
        Action(_("Reschedule"), Link("planning_reschedule"), policy="planning.reschedule"),
        Action(_("Board"), Link("schedule_board"), policy="schedule.view_board"),
    )

    def get_context(self) -> dict[str, Any]:
        found = bottlenecks(actor=self.actor, project=self.subject)
        over = [load_row(one, self.kwargs) for one in found.over[:SHOWN]]
        ages = [age_row(row, age) for row, age in found.ageing[:SHOWN]]
        return {
            "found": found,
            "people": len({one.who_id for one in found.over}),
            "critical": CriticalTable(self.reader).shown(found.critical[:SHOWN]),
            "over": OverloadTable(self.reader).shown(over),
            "ages": AgeTable(self.reader).shown(ages),
            "more": max(0, *(len(one) - SHOWN for one in (found.critical, found.over, found.ageing))),
        }
