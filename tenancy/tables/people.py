"""Columns of people and their roles; page and export use the same."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenancy.models import Person, Role
from tenancy.models.people import LANGUAGES
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Action, Actions, Badge, Choice, Custom, Day, Name, Number, Table, Text

ROLES = dict(Role.choices)
SIDES = dict(Person.Side.choices)
STANDINGS: dict[str, str | Promise] = {
    "member": _("Member"),
    "invited": _("Invited"),
    "named": _("No login"),
    "ended": _("Role ended"),
    "left": _("Left"),
}
UNUSUAL = {standing: word for standing, word in STANDINGS.items() if standing != "member"}
PERSON = Link("tenancy_person", person="pk")


def roles_held(row: Row, reader: Reader) -> str:
    """The roles held today, in words."""
    return ", ".join(str(ROLES[code]) for code in row["held"])


class PeopleTable(Table):
    """Everyone the organization names."""

    caption = _("People")
    name = Text(_("Name"), link=PERSON)
    roles = Custom(_("Roles"), render=roles_held, exports=roles_held, needs=("held",))
    standing = Badge(_("Standing"), mapping=UNUSUAL, sort=False, silent=True)
    client = Name(_("Client"), source="client__name", priority=2)
    email = Text(_("Mail address"), priority=2, css="cut")
    zone = Text(_("Time zone"), priority=3)


class ClientPeopleTable(PeopleTable):
    """The people of one client, on its page."""

    client = None  # type: ignore[assignment]


class PersonFacts(Table):
    """What is said of a person."""

    email = Text(_("Mail address"))
    login = Text(_("Signs in as"), source="user__email")
    client = Name(_("Works for the client"), source="client__name")
    language = Choice(_("Language"), mapping=dict(LANGUAGES))
    zone = Text(_("Time zone"))
    tokens = Number(_("API tokens in use"))


def is_over(row: Row, reader: Reader) -> bool:
    """Whether the role ended, by a person or by its last day."""
    return bool(row["ended_at"] or (row["ends_on"] and row["ends_on"] < reader.as_of))


def standing(row: Row, reader: Reader) -> str:
    """Whether the role runs on the reader's day, in a word; nothing where it does."""
    if is_over(row, reader):
        return str(_("Ended"))
    return str(_("Not yet")) if row["starts_on"] and row["starts_on"] > reader.as_of else ""


def stands(row: Any) -> bool:
    """Nobody has ended the role: its days may be changed."""
    return row["ended_at"] is None


class RoleTable(Table):
    """A person's roles, from when to when."""

    caption = _("Roles")
    holds = Choice(_("Role"), source="role", mapping=ROLES)
    starts_on = Day(_("First day"), priority=2)
    ends_on = Day(_("Last day"))
    standing = Custom(
        _("Standing"),
        render=standing,
        exports=standing,
        needs=("starts_on", "ends_on", "ended_at"),
        silent=True,
    )
    actions = Actions(
        Action(
            _("Change the days"),
            Link("tenancy_role_days", membership="pk"),
            policy="tenancy.change_member",
            icon="pencil",
            when=stands,
        ),
        Action(
            _("End the role"),
            Link("tenancy_end_role", membership="pk"),
            policy="tenancy.end_member",
            icon="trash",
            when=stands,
        ),
    )
