"""What people type to keep a view of a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SHARED = _("Offer it to everybody")


class ViewForm(forms.Form):
    """A view's name, and who is offered it."""

    label = forms.CharField(label=_("Name"), max_length=60)
    shared = forms.BooleanField(label=SHARED, required=False)

    def __init__(self, *args: Any, may_share: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["shared"]


class SaveViewForm(ViewForm):
    """A new view: what the list's address said comes along."""

    label = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("The name of a view that you have replaces that view.")
    )
    route = forms.CharField(max_length=80, widget=forms.HiddenInput)
    state = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)


class EditViewForm(ViewForm):
    """Name and place of a view."""

    position = forms.IntegerField(label=_("Place"), min_value=0, max_value=99, help_text=_("0 stands first."))
