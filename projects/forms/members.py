"""Browser input about members."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.base import person_choices, some_of
from projects.models import ProjectMember
from tenancy.actors import Actor
from toolkit.choices import offer
from toolkit.days import DayField


class MemberDaysForm(forms.Form):
    """From when to when."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: no end is known."))


class NewMemberForm(MemberDaysForm):
    """A person and a role."""

    person_id = forms.TypedChoiceField(label=_("Person"), coerce=UUID)
    role = forms.ChoiceField(label=_("Role"), choices=ProjectMember.Role.choices)
    field_order = ("person_id", "role")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person_id", person_choices(actor))


class NewMembersForm(MemberDaysForm):
    """Several people in one role."""

    person_ids = some_of(_("People"), help_text=_("Whoever has the role already keeps it as it is."))
    role = forms.ChoiceField(label=_("Role"), choices=ProjectMember.Role.choices)
    field_order = ("role", "person_ids")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person_ids", person_choices(actor)[1:])
        self.fields["person_ids"].required = True
