"""What an administrator types to add a field to records."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from records.models import CustomField
from records.models.fields import CODE
from records.selectors.fields import kinds_with_fields
from toolkit.choices import offer

CURRENCY = RegexValidator(r"\A[A-Z]{3}\Z", _("Write the currency in three letters, such as USD."))
LINES, LONGEST_LINE = 100, 80


class ChoicesField(forms.CharField):
    """One choice a line: `value = English = 中文`; the value may stand alone."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **more)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(" = ".join(filter(None, (v["value"], v["en"], v.get("zh", "")))) for v in value)

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        parts = [[part.strip() for part in line.split("=")] for line in lines]
        too_long = any(len(part) > LONGEST_LINE for line in parts for part in line)
        if len(lines) > LINES or too_long or any(len(line) > 3 or not line[0] for line in parts):
            raise forms.ValidationError(
                _("Write one choice a line: value = English = Chinese, 80 characters each, 100 lines.")
            )
        if len({line[0] for line in parts}) < len(parts):
            raise forms.ValidationError(_("Each value stands once."))
        return [_choice(*line) for line in parts]


def _choice(value: str, english: str = "", chinese: str = "") -> dict[str, str]:
    return {"value": value, "en": english or value, "zh": chinese}


class FieldForm(forms.Form):
    """What may change of a field."""

    label = forms.CharField(label=_("Name"), max_length=80)
    label_zh = forms.CharField(label=_("Chinese name"), max_length=80, required=False)
    help = forms.CharField(label=_("Help"), max_length=200, required=False)
    required = forms.BooleanField(label=_("Must be filled in"), required=False)
    choices = ChoicesField(
        label=_("Choices"), required=False, help_text=_("One a line: value = English = Chinese.")
    )
    position = forms.IntegerField(label=_("Place"), min_value=0, max_value=999, initial=0)


class NewFieldForm(FieldForm):
    """A new field: what it is stays for good."""

    kind = forms.ChoiceField(label=_("Kind of record"))
    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        validators=[CODE],
        help_text=_("Names it in the API and in files. It stays for good."),
    )
    type = forms.ChoiceField(label=_("Type"), choices=CustomField.Type.choices)
    currency = forms.CharField(
        label=_("Currency"),
        max_length=3,
        required=False,
        validators=[CURRENCY],
        help_text=_("Of money only."),
    )
    field_order = ("kind", "label", "label_zh", "code", "type", "currency", "choices", "help", "required")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds_with_fields())
