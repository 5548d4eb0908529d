"""Browser input of this room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exchange.services import PlanFile


class PlanFileField(forms.FileField):
    """A file that becomes a `PlanFile`."""

    def clean(self, data: Any, initial: Any = None) -> PlanFile:
        upload = super().clean(data, initial)
        return PlanFile(upload.name, upload.read())


class UploadForm(forms.Form):
    """A plan file."""

    file = PlanFileField(
        label=_("Plan file"),
        help_text=_(
            "XML from Microsoft Project: File > Save As > XML Format. Nothing changes before you agree."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
    )
