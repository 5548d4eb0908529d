"""Verbs on many rows of a plan."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from planning import services
from planning.forms import OwnerForm
from planning.services.many import BACK_AT_ONCE
from planning.views.lists import PlanList, WithdrawnList
from planning.views.subjects import OfProject
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.many import Changed
from toolkit.pages import BulkPage, ListPage, ReasonForm, Undo

PLAN = Link("planning_plan")


class ManyTasks(OfProject):
    """About chosen rows of a plan."""

    listed: type[ListPage] = PlanList
    success_url: Link | None = PLAN
    cancel_url: Link | None = PLAN

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {}


class FewAtOnce(Undo):
    """Offered for as many rows as come back at once."""

    def offer(self, page: Any, result: Changed) -> Any:
        return super().offer(page, result) if 0 < result.count <= BACK_AT_ONCE else None


def withdrawn(result: Changed) -> str:
    """What became true."""
    return ngettext("%(n)s row withdrawn.", "%(n)s rows withdrawn.", result.count) % {"n": result.count}


def restored(result: Changed) -> str:
    """What became true."""
    told = ngettext("%(n)s row is back in the plan.", "%(n)s rows are back in the plan.", result.count)
    return told % {"n": result.count}


def shared(result: Changed) -> str:
    """What became true."""
    told = ngettext("%(n)s row shared with the client.", "%(n)s rows shared with the client.", result.count)
    return told % {"n": result.count}


def hidden(result: Changed) -> str:
    """What became true."""
    told = ngettext("%(n)s row is internal again.", "%(n)s rows are internal again.", result.count)
    return told % {"n": result.count}


def assigned(result: Changed) -> str:
    """What became true."""
    return ngettext("%(n)s row changed.", "%(n)s rows changed.", result.count) % {"n": result.count}


class WithdrawTasks(ManyTasks, BulkPage):
    """Take rows out."""

    policy = "planning.withdraw_task"
    verb, danger = _("Withdraw"), True
    consequence = _("They leave the plan with everything below them, and can be restored for 30 days.")
    form = ReasonForm
    service = services.withdraw_tasks
    success = staticmethod(withdrawn)
    undo = FewAtOnce(Link("planning_restore_rows"), "rows", policy="planning.restore_task")


class RestoreTasks(ManyTasks, BulkPage):
    """Bring rows back."""

    policy = "planning.restore_task"
    listed = WithdrawnList
    verb = _("Restore")
    consequence = _("They come back to their places with what went along with them.")
    service = services.restore_tasks
    success = staticmethod(restored)


class ShareTasks(ManyTasks, BulkPage):
    """Let the client see rows."""

    policy = "planning.share_task"
    verb = _("Share")
    consequence = _("The client sees names and dates in the portal, once the project is shared too.")
    service = services.share_tasks
    success = staticmethod(shared)
    undo = Undo(Link("planning_unshare_rows"), "rows", policy="planning.share_task")


class UnshareTasks(ManyTasks, BulkPage):
    """Take rows out of the client's sight."""

    policy = "planning.share_task"
    verb = _("Stop sharing")
    consequence = _("The client does not see them in the portal any longer.")
    service = services.unshare_tasks
    success = staticmethod(hidden)
    undo = Undo(Link("planning_share_rows"), "rows", policy="planning.share_task")


class AssignTasks(ManyTasks, BulkPage):
    """Give rows to somebody."""

    policy = "planning.edit_task"
    verb = _("Change owner")
    form = OwnerForm
    service = services.assign_tasks
    success = staticmethod(assigned)
    get_form_kwargs = OfProject.get_form_kwargs
