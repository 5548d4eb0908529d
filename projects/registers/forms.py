"""Forms of registers: what may be written, for people, systems and files alike."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.base import amount_field, client_people, currency_field, long_text, one_of
from projects.models import Project
from projects.registers.models import TITLE_LENGTH
from projects.selectors import people_of
from tenancy.actors import Actor
from toolkit.choices import offer

__all__ = [
    "RegisterForm",
    "amount_field",
    "chinese_title",
    "client_people",
    "currency_field",
    "long_text",
    "one_of",
    "owner_field",
    "team",
    "title_field",
]
Offer = Callable[..., list[tuple[Any, Any]]]


def team(*, actor: Actor, project: Project) -> list[tuple[Any, Any]]:
    """The project's people, by name."""
    rows = people_of(actor=actor, project=project)
    return [("", _("Nobody yet")), *((row["person_id"], row["person__name"]) for row in rows)]


def title_field(label: Any = None, help_text: Any = "") -> forms.CharField:
    """What the record is called, or what it says in one sentence."""
    return forms.CharField(label=label or _("Title"), max_length=TITLE_LENGTH, help_text=help_text)


def chinese_title() -> forms.CharField:
    """The same in Chinese."""
    return forms.CharField(label=_("Chinese title"), max_length=TITLE_LENGTH, required=False)


class RegisterForm(forms.Form):
    """A form of a register. `offers` names what fields choose from: (actor=, project=) -> choices.

    Fields called `owner_id` choose from the project's people by themselves.
    """

    offers: ClassVar[Mapping[str, Offer]] = {}

    def __init__(self, *args: Any, actor: Actor, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Offer] = {"owner_id": team, **self.offers}
        for name, choices in offered.items():
            if name in self.fields:
                offer(self, name, choices(actor=actor, project=project))


def owner_field(label: Any = None) -> forms.TypedChoiceField:
    """In whose hands it is."""
    return one_of(label or _("Owner"))


class OwnerForm(forms.Form):
    """Whose records they become."""

    owner_id = owner_field()

    def __init__(self, *args: Any, actor: Actor, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner_id", team(actor=actor, project=project))
