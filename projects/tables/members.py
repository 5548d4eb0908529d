"""Columns of members."""

from django.utils.translation import gettext_lazy as _

from projects.models import ProjectMember
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Action, Actions, Choice, Custom, Day, Person, Table


def standing(row: Row, reader: Reader) -> str:
    """Whether the membership runs on the reader's day, in a word; nothing where it does."""
    if row["ends_on"] and row["ends_on"] < reader.as_of:
        return str(_("Ended"))
    return str(_("Not yet")) if row["starts_on"] > reader.as_of else ""


class MemberTable(Table):
    """Who works on a project, from when to when."""

    caption = _("Members")
    person = Person(_("Person"), source="person__name")
    works_as = Choice(_("Role"), source="role", mapping=dict(ProjectMember.Role.choices))
    starts_on = Day(_("First day"), priority=2)
    ends_on = Day(_("Last day"))
    standing = Custom(
        _("Membership"),
        render=standing,
        exports=standing,
        needs=("starts_on", "ends_on"),
        priority=2,
        silent=True,
    )
    actions = Actions(
        Action(
            _("Change the days"),
            Link("projects_edit_member", member="id"),
            policy="projects.change_member",
            icon="pencil",
        ),
        Action(
            _("Remove"),
            Link("projects_remove_member", member="id"),
            policy="projects.remove_member",
            icon="trash",
        ),
    )
