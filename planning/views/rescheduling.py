"""Computing the plan anew: what would move is shown first, and only that is written."""

from dataclasses import asdict
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from planning import services
from planning.reckoning import Reckoning, preview
from planning.tables_scheduling import MoveTable
from planning.views.subjects import OfProject
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import ActionPage

SHOWN = 200


class SeenForm(forms.Form):
    """What was looked at."""

    seen = forms.CharField(max_length=20, widget=forms.HiddenInput)
    keep_dates = forms.BooleanField(
        label=_("Leave all dates as they are; only compute slack and the critical path"), required=False
    )


def moved(found: Reckoning) -> str:
    """What became true."""
    told = ngettext("%(n)s row has moved.", "%(n)s rows have moved.", found.moved) % {"n": found.moved}
    return told if found.moved else str(_("Slack and the critical path are up to date."))


class Reschedule(OfProject, ActionPage):
    """What would move, and the confirmation."""

    policy = "planning.reschedule"
    title, verb = _("Reschedule the plan"), _("Reschedule")
    form, service = SeenForm, services.reschedule
    success = staticmethod(moved)
    success_url = cancel_url = Link("planning_plan")
    template, part_template = "planning/reschedule.html", ""

    @cached_property
    def found(self) -> Reckoning:
        return preview(actor=self.actor, project=self.subject)

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {}

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"seen": self.found.digest}

    def show(self, form: forms.Form, *, status: int = 200, **context: Any) -> HttpResponse:
        """After a refusal, too, what is confirmed is what stands on the page."""
        form.data = {**form.data, "seen": self.found.digest}
        return super().show(form, status=status, **context)

    def get_context(self) -> dict[str, Any]:
        rows = [asdict(move) for move in self.found.moves[:SHOWN]]
        more = self.found.moved - len(rows)
        return {"found": self.found, "moves": MoveTable(self.reader).shown(rows), "more": more}
