"""Narrowing the ledger of letters, and the ladders."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.catalogue import NOTICES
from notifications.models import Delivery
from tenancy.actors import Actor
from toolkit.filters import Between, Filters, Flag, OneOf, Search
from toolkit.filters import Label as Words


def rules(actor: Actor) -> list[tuple[str, Words]]:
    """Every rule by its words."""
    return [(known.rule, known.subject) for known in NOTICES.values()]


class LetterFilters(Filters):
    """Letters by state, rule, reader and day."""

    q = Search("person__name", "address", "message_id", label=_("Reader or Message-ID"))
    state = OneOf(Delivery.State.choices, label=_("State"), many=True)
    rule = OneOf(rules, label=_("Rule"))
    created_at = Between(label=_("Written"), instants=True)


class EscalationFilters(Filters):
    """Those that wait for somebody, or those that ended."""

    open = Flag(label=_("Waiting"), condition=Q(acknowledged_at__isnull=True, ended_at__isnull=True))
    rule = OneOf(rules, label=_("Rule"))
