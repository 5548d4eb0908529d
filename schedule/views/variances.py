"""Pages of what differs: slips, performance, thresholds, and a variance that is begun from a slip."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.registers.pages import AddRecord, RecordPage
from schedule import services
from schedule.charts import milestone_trend, s_curve
from schedule.figures import cadence, figures
from schedule.forms.variances import ThresholdForm
from schedule.models import Variance
from schedule.registers.recovery import RECOVERY_ACTIONS, RecoveryActionTable, actions_of
from schedule.registers.variances import VARIANCES
from schedule.reporting import KINDS
from schedule.selectors.collecting import collection_of
from schedule.selectors.performance import milestone_history, performance
from schedule.selectors.slips import Slip, is_stale, silence, slipped, standings
from schedule.selectors.thresholds import thresholds_of
from schedule.tables.slips import MilestoneTable, SlipTable, slip_row
from schedule.views.subjects import OfProject
from toolkit.links import Link
from toolkit.pages import DetailPage, FormPage
from toolkit.tables import Action

SLIPPED, REPORT = Link("schedule_slipped"), Link("schedule_report_file")
TO_THRESHOLDS = Action(
    _("Thresholds"), Link("schedule_thresholds"), policy="schedule.set_thresholds", kind="quiet"
)


class Listed:
    """Slips as rows of their table."""

    def rows(self: Any, found: list[Slip]) -> Any:
        address = {"org": self.actor.organization.slug, "key": self.subject.key}
        may_add = self.actor.may(VARIANCES.policy("add"), self.subject)
        rows = [slip_row(one, address, may_add=may_add) for one in found]
        return SlipTable(self.reader).shown(rows)


class SlippedPage(Listed, OfProject, DetailPage):
    """What is overdue, behind its baseline, or silent, with the cause of each."""

    policy = "schedule.view_slipped"
    title = _("Slipped and overdue")
    template = "schedule/slipped.html"
    actions = (
        Action(_("Add variance"), VARIANCES.link("add"), policy=VARIANCES.policy("add"), icon="plus"),
        TO_THRESHOLDS,
    )

    def get_context(self) -> dict[str, Any]:
        found = slipped(actor=self.actor, project=self.subject)
        limits = thresholds_of(actor=self.actor, project=self.subject)
        overdue = [one for one in found if one.overdue]
        behind = [one for one in found if one.days > 0 and not one.overdue]
        silent = [one for one in found if is_stale(one, limits.stale_days)]
        parts = {"overdue": overdue, "behind": behind, "silent": silent}
        return {**{name: self.rows(rows) for name, rows in parts.items()}, "limits": limits}


class PerformancePage(Listed, OfProject, DetailPage):
    """How much of the plan should be done, how much is, and what has moved."""

    policy = "schedule.view_performance"
    title = _("Plan against actual")
    template = "schedule/performance.html"
    actions = (
        Action(_("Report as PDF"), REPORT, policy="schedule.view_performance", icon="download"),
        Action(_("Slipped and overdue"), SLIPPED, policy="schedule.view_slipped"),
        TO_THRESHOLDS,
    )

    def get_context(self) -> dict[str, Any]:
        about = {"actor": self.actor, "project": self.subject}
        found, rows = performance(**about), standings(**about)
        limits = thresholds_of(**about)
        points = [one for one in rows if one.kind == "milestone"]
        late = sorted((one for one in rows if one.days > 0 and one.is_open), key=lambda one: -one.days)
        return {
            "measured": figures(found, limits) if found else None,
            "curve": s_curve(found, self.reader) if found else None,
            "trend": milestone_trend(milestone_history(**about), rows, self.today, self.reader),
            "milestones": MilestoneTable(self.reader).shown([vars(one) for one in points]),
            "slipped": self.rows(late[:20]),
            "silence": silence(rows),
            "cadence": cadence(collection_of(**about)),
            "files": KINDS,
            "report_url": REPORT.url(self.kwargs),
        }


class SetThresholds(OfProject, FormPage):
    """Say from where on a difference is a variance."""

    policy = "schedule.set_thresholds"
    title, verb = _("Thresholds of variances"), _("Save thresholds")
    form = ThresholdForm
    service = services.set_thresholds
    success = _("The thresholds are saved. The next sweep uses them.")
    success_url = cancel_url = SLIPPED

    def get_initial(self, subject: Any) -> dict[str, Any]:
        found = thresholds_of(actor=self.actor, project=subject)
        return {name: getattr(found, name) for name in self.form.base_fields}


class AddVariance(AddRecord):
    """A variance; begun from a slip, it starts with what is known of it."""

    abstract = True

    @cached_property
    def slip(self) -> Slip | None:
        """The row of the plan that the address names."""
        named = self.request.GET.get("task", "")
        rows = standings(actor=self.actor, project=self.subject) if named else []
        return next((one for one in rows if str(one.task_id) == named), None)

    def get_initial(self, subject: Any) -> dict[str, Any]:
        one = self.slip
        if one is None:
            return {}
        days = max(one.days, one.overdue)
        limit = thresholds_of(actor=self.actor, project=subject).days_slipped
        about = {"title": f"T{one.number} {one.name}", "task_id": one.task_id, "threshold": limit}
        return {**about, "metric": Variance.Metric.DAYS, "value": days}


class RecoveryPlanPage(RecordPage):
    """One recovery plan with its actions."""

    abstract = True

    def get_context(self) -> dict[str, Any]:
        rows = list(actions_of(self.subject).values(*RecoveryActionTable.fields()))
        return {"actions_of": RecoveryActionTable(self.reader).shown(rows)}

    def get_actions(self) -> tuple[Action, ...]:
        add = Action(
            _("Add action"), RECOVERY_ACTIONS.link("add"), policy=RECOVERY_ACTIONS.policy("add"), icon="plus"
        )
        return (*((add,) if self.subject.state == "draft" else ()), *super().get_actions())
