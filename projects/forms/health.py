"""Browser input about a project's status."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import Dimension, Status
from projects.proposals import Proposal
from projects.services import Said

KEEP = _("As proposed")


class StatusForm(forms.Form):
    """What a person says of each dimension; left alone, it is as the rule proposes."""

    summary = forms.CharField(
        label=_("Path to green, in a sentence"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shared, the client reads it beside the overall status."),
    )
    share = forms.BooleanField(label=_("Share overall status and sentence with the client"), required=False)

    def __init__(self, *args: Any, proposed: Mapping[str, Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        for name, label in Dimension.choices:
            self.fields[f"status_{name}"] = forms.ChoiceField(
                label=label, required=False, choices=[("", KEEP), *Status.choices]
            )
            self.fields[f"reason_{name}"] = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def rows(self) -> list[dict[str, Any]]:
        """The dimensions with what is proposed and the two controls of each."""
        return [
            {
                "label": label,
                "proposal": self.proposed[name],
                "status": self[f"status_{name}"],
                "reason": self[f"reason_{name}"],
            }
            for name, label in Dimension.choices
        ]

    def clean(self) -> dict[str, Any]:
        """Another colour than a rule's that is not grey wants its reason beside it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in Dimension.values:
            said, rule = cleaned.get(f"status_{name}"), self.proposed[name].status
            if said and said != rule and rule != Status.GREY and not cleaned.get(f"reason_{name}"):
                self.add_error(f"reason_{name}", _("Say why the status differs from what the rule proposes."))
        return cleaned

    @staticmethod
    def taken(given: Mapping[str, Any]) -> dict[str, Any]:
        """What the service takes."""
        said = {
            name: Said(given[f"status_{name}"], given[f"reason_{name}"])
            for name in Dimension.values
            if given[f"status_{name}"]
        }
        return {"said": said, "summary": given["summary"], "share": given["share"]}
