"""Forms of stage gates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import GateCriterion, Project, StageGate
from projects.models.gates import MOST_WEIGHT
from projects.registers.forms import (
    RegisterForm,
    chinese_title,
    long_text,
    one_of,
    owner_field,
    title_field,
)
from projects.selectors.gates import gates
from tenancy.actors import Actor
from toolkit.days import DayField
from toolkit.tables import in_language

MET = (("yes", _("Yes, it is met")), ("no", _("No, not yet")))


def gate_choices(*, actor: Actor, project: Project) -> list[tuple[Any, Any]]:
    """The gates of a project that may still be worked on."""
    rows = gates(actor=actor, project=project).values("pk", "code", "title", "title_zh")
    return [("", _("Choose a gate")), *((row["pk"], gate_words(row)) for row in rows)]


def gate_words(row: Any, title: str = "title", code: str = "code") -> str:
    """A gate by its code and its name in the reader's language."""
    return f"{row[code]} {in_language(row, title)}"


def criterion_choices(*, actor: Actor, project: Project) -> list[tuple[Any, Any]]:
    """The mandatory criteria of gates that are not passed."""
    rows = GateCriterion.objects.live().filter(project=project, mandatory=True)
    rows = rows.exclude(gate__state__in=StageGate.PASSED).order_by("gate__code", "number")
    found = rows.values("pk", "gate__code", "title", "title_zh")
    words = [(row["pk"], gate_words(row, code="gate__code")) for row in found]
    return [("", _("Choose a criterion")), *words]


class GateForm(RegisterForm):
    """When a gate is, and who reviews it."""

    code = forms.ChoiceField(label=_("Gate"), choices=StageGate.Code.choices)
    title = title_field(_("Name"))
    title_zh = chinese_title()
    scheduled_on = DayField(label=_("Promised for"), required=False)
    forecast_on = DayField(label=_("Expected on"), required=False, help_text=_("Where it moved."))
    owner_id = owner_field(_("Prepares it"))
    reviewers = forms.CharField(
        label=_("Reviewers"), max_length=300, required=False, help_text=_("Names with commas between.")
    )


class CriterionForm(RegisterForm):
    """What has to be true."""

    offers = {"gate_id": gate_choices}

    gate_id = one_of(_("Gate"), required=True)
    title = title_field(_("Criterion"))
    title_zh = chinese_title()
    evidence_wanted = forms.CharField(label=_("Evidence required"), max_length=300, required=False)
    threshold = forms.CharField(label=_("Threshold"), max_length=200, required=False)
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=MOST_WEIGHT, initial=1)
    mandatory = forms.BooleanField(
        label=_("Mandatory"),
        required=False,
        initial=True,
        help_text=_("Without it the gate passes only with a waiver from both sides."),
    )
    owner_id = owner_field()


class EvidenceForm(forms.Form):
    """What shows it."""

    met = forms.TypedChoiceField(
        label=_("Is it met?"), choices=MET, coerce=lambda value: value == "yes", widget=forms.RadioSelect
    )
    text = long_text(
        _("Evidence"),
        help_text=_("What shows it, with the figure and the day. Attach the file to the criterion itself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True


class WaiverForm(RegisterForm):
    """What is to be passed without, why, and until when."""

    offers = {"criterion_id": criterion_choices}

    criterion_id = one_of(_("Criterion"), required=True)
    title = title_field(_("In one line"))
    title_zh = chinese_title()
    reason = long_text(
        _("Why it may be passed without"), help_text=_("Your delivery head and the client’s sponsor read it.")
    )
    expires_on = DayField(label=_("Until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True


class ConditionForm(RegisterForm):
    """What has to be done after the gate, by whom and by when."""

    offers = {"gate_id": gate_choices}

    gate_id = one_of(_("Gate"), required=True)
    title = title_field(_("Condition"))
    title_zh = chinese_title()
    due_on = DayField(label=_("Due"))
    owner_id = owner_field()
