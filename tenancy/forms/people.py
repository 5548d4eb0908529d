"""Browser input about people and their roles."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.models import Role
from tenancy.models.people import LANGUAGES
from tenancy.rules import CLIENT_ROLES
from tenancy.selectors import clients
from toolkit.choices import offer
from toolkit.days import DayField
from toolkit.tables import in_language
from toolkit.zones import zone_choices

OWN_PEOPLE = _("Nobody: one of our own people")


def client_choices(actor: Actor) -> list[tuple[Any, Any]]:
    """The clients whose people may be named, by name; first, none."""
    rows = clients(actor=actor).exclude(state="ended").order_by("name", "pk").values("pk", "name", "name_zh")
    return [("", OWN_PEOPLE), *((row["pk"], in_language(row, "name")) for row in rows)]


def client_field() -> forms.TypedChoiceField:
    """For whom somebody works: a client, or none."""
    return forms.TypedChoiceField(
        label=_("Works for the client"), coerce=UUID, empty_value=None, required=False
    )


def role_choices(*, is_client: bool | None = None) -> list[tuple[str, Any]]:
    """The roles that one side may hold; without a side, all."""
    if is_client is None:
        return list(Role.choices)
    return [(code, label) for code, label in Role.choices if (code in CLIENT_ROLES) == is_client]


class PersonForm(forms.Form):
    """What is said of a person."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("In the person’s own script."))
    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        required=False,
        help_text=_("Letters go there; an invitation needs it."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = str(self.initial.get("zone") or "")
        offer(self, "zone", zone_choices(present))


class NewPersonForm(PersonForm):
    """A new person, ours or a client's."""

    client_id = client_field()
    field_order = ("name", "email", "client_id")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "client_id", client_choices(actor))


class RoleDaysForm(forms.Form):
    """From when to when."""

    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty: no end is known. An auditor’s role needs one."),
    )


class RoleForm(RoleDaysForm):
    """A role, from when to when."""

    role = forms.ChoiceField(label=_("Role"))
    field_order = ("role", "starts_on", "ends_on")

    def __init__(self, *args: Any, is_client: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", role_choices(is_client=is_client))
