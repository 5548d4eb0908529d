"""Pages of a project's status."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects import selectors, services
from projects.forms.health import StatusForm
from projects.models import Project, Status, StatusReport
from projects.proposals import proposals_of
from projects.tables.health import ReportTable
from projects.views.base import OfProject, Taken
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import FormPage, ListPage
from toolkit.tables import Action


class StatusList(OfProject, ListPage):
    """What was confirmed of the project so far."""

    policy = "projects.view_project"
    title = _("Confirmed statuses")
    selector = selectors.reports
    table = ReportTable
    order = ("-created_at",)
    actions = (Action(_("Confirm status"), Link("projects_confirm"), policy="projects.confirm_status"),)
    empty_title, empty_icon = _("No status confirmed yet"), "gauge"
    empty_text = _("The rule proposes a status; what counts is what a person confirms, with a reason.")


def confirmed(report: StatusReport) -> str:
    """The fact after a confirmation."""
    return str(_("Status confirmed: %(status)s.") % {"status": Status(report.overall).label})


class ConfirmStatus(Taken, OfProject, FormPage):
    """Say how the project is."""

    policy = "projects.confirm_status"
    title, verb = _("Confirm the status of %(key)s"), _("Confirm status")
    form = StatusForm
    service = services.confirm_status
    template = "projects/confirm.html"
    success: Any = confirmed
    success_url = cancel_url = Link("home_overview")

    def get_form_kwargs(self, actor: Actor, subject: Project) -> dict[str, Any]:
        return {"proposed": proposals_of(actor=actor, project=subject)}
