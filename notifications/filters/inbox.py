"""Narrowing the inbox."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications import selectors
from notifications.catalogue import words_of
from tenancy.actors import Actor
from toolkit.filters import Filters, Flag, OneOf


def told_projects(actor: Actor) -> list[tuple[str, str]]:
    """The projects in the actor's inbox."""
    return selectors.projects_told_of(actor=actor)


def told_rules(actor: Actor) -> list[tuple[str, str]]:
    """The rules in the actor's inbox, by their words."""
    return sorted(
        ((rule, words_of(rule)) for rule in selectors.rules_told_of(actor=actor)), key=lambda one: one[1]
    )


class InboxFilters(Filters):
    """Unread lines, lines of one project or rule, those that wait to be acknowledged, snoozed ones."""

    unread = Flag(label=_("Unread"), condition=Q(read_at__isnull=True))
    waits = Flag(label=_("To acknowledge"), condition=Q(waits=True))
    snoozed = Flag(label=_("Put off"), condition=Q(snoozed=True))
    project = OneOf(told_projects, label=_("Project"))
    rule = OneOf(told_rules, label=_("Rule"))
