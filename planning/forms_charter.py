"""Forms beside those of the registers: who signs, and who says what to an objective."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.models import ObjectiveAgreement, Stakeholder
from projects.registers.forms import client_people, long_text
from projects.selectors import Project
from tenancy.actors import Actor
from toolkit.choices import offer
from toolkit.days import DayField


class SignatureForm(forms.Form):
    """Who signs for the client, and until when."""

    person_id = forms.TypedChoiceField(
        label=_("To be signed by"),
        coerce=UUID,
        help_text=_("They get the text by mail and answer there; nobody else can."),
    )
    expires_on = DayField(label=_("Answer until"), required=False, help_text=_("Else within fourteen days."))

    def __init__(self, *args: Any, actor: Actor, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = client_people(actor, project.client_id)[1:]
        offer(self, "person_id", [("", _("Choose a person")), *people])


class AgreementForm(forms.Form):
    """What a stakeholder says to an objective."""

    stakeholder_id = forms.TypedChoiceField(label=_("Stakeholder"), coerce=UUID)
    verdict = forms.ChoiceField(
        label=_("Says"), choices=ObjectiveAgreement.Verdict.choices, widget=forms.RadioSelect
    )
    comment = long_text(_("Comment"), help_text=_("Needed unless they simply agree."))
    said_on = DayField(label=_("Said on"), required=False, help_text=_("Today, if it is left empty."))

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Stakeholder.objects.live().filter(project=project, state=Stakeholder.State.ACTIVE)
        names = rows.order_by("-power", "title").values_list("pk", "title")
        offer(self, "stakeholder_id", [("", _("Choose a stakeholder")), *names])
