"""Narrowing of webhooks' logs and of the feed of changes."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from notifications.changes import OFFERS
from notifications.selectors import projects_of
from notifications.services.webhooks_telling import TEST
from notifications.tables.webhooks import STATES
from toolkit.filters import Between, Filter, Filters, OneOf, Reference

MOST_DIGITS = 18


def facts(actor: Any) -> list[tuple[str, Any]]:
    """Every fact that may leave, with its words."""
    return [(name, one.label) for name, one in OFFERS.items()]


def facts_and_tests(actor: Any) -> list[tuple[str, Any]]:
    """What may stand in a log."""
    return [*facts(actor), (TEST, _("Test"))]


def projects(actor: Any) -> list[tuple[Any, str]]:
    """The projects that the actor may know of, by key."""
    return list(projects_of(actor=actor).order_by("key").values_list("pk", "key"))


class After(Filter):
    """Rows behind a position: what a reader of the feed keeps from its last page."""

    def clean(self, text: str, actor: Any) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
            raise self.refuse(_("Write the position of the last change that you have read, or 0."))
        return int(text)

    def narrow(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows.filter(**{f"{self.source}__gt": value})

    def schema(self) -> list[dict[str, Any]]:
        return [{"name": self.name, "schema": {"type": "integer", "minimum": 0}}]


class DeliveryFilters(Filters):
    """Deliveries of one webhook."""

    state = OneOf({value: words for value, (words, _tone) in STATES.items()}, label=_("State"), many=True)
    fact = OneOf(facts_and_tests, label=_("Event"), many=True)
    written = Between("created_at", label=_("Written"), instants=True)


class ChangeFilters(Filters):
    """The feed: from a position on, of some facts, of some projects."""

    after = After("position", label=_("After the position"))
    type = OneOf(facts, source="name", label=_("Event"), many=True)
    project = Reference("project", label=_("Project"), choices=projects)
