"""Browser input about programmes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.base import CodedForm, one_of, person_choices, some_of
from projects.models import Programme
from projects.selectors import projects
from tenancy.actors import Actor
from toolkit.choices import offer
from toolkit.tables import in_language


class ProgrammeForm(forms.Form):
    """What is said of a programme."""

    name = forms.CharField(label=_("Name"), max_length=160)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=160, required=False)
    purpose = forms.CharField(
        label=_("Purpose"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner_id = one_of(_("Owner"))
    field_order: Any = ("code", "name", "name_zh")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = [("", _("Nobody yet")), *person_choices(actor)[1:]]
        offer(self, "owner_id", nobody)


class NewProgrammeForm(ProgrammeForm, CodedForm):
    """A new programme."""


class ProgrammeProjectsForm(forms.Form):
    """Which projects belong to a programme: its own, and those that belong to none."""

    project_ids = some_of(_("Projects"), help_text=_("Projects of other programmes are not offered."))

    def __init__(self, *args: Any, actor: Actor, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = projects(actor=actor).filter(programme__isnull=True)
        rows = (free | projects(actor=actor).filter(programme=programme)).order_by("key")
        offer(
            self,
            "project_ids",
            [
                (row["pk"], f"{row['key']} {in_language(row, 'name')}")
                for row in rows.values("pk", "key", "name", "name_zh")
            ],
        )
