"""The inbox."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notifications import selectors, services
from notifications.filters import InboxFilters
from notifications.models import InboxLine
from notifications.tables import InboxTable
from tenancy.actors import Actor
from toolkit.pages import Action, ActionPage, Link, ListPage
from toolkit.pages.base import Label

MARK_ALL = (
    Action(
        _("Mark all read"),
        Link("notifications_mark_all_read"),
        policy="notifications.mark_read",
        icon="checks",
    ),
)


class Told:
    """What the actor was told, and how much of it is unread."""

    actor: Any
    empty_title: Label = _("Nothing was sent to you yet")
    empty_text: Label = _("Overdue milestones of your projects come here and by mail, each of them once.")
    empty_icon = "inbox"

    @cached_property
    def unread(self) -> int:
        return selectors.unread_count(actor=self.actor)

    def allowed_actions(self) -> list[dict[str, Any]]:
        """Nothing to mark, no button."""
        return super().allowed_actions() if self.unread else []  # type: ignore[misc]


class Inbox(Told, ListPage):
    """What the actor was told."""

    policy = "notifications.view_inbox"
    title = _("Inbox")
    selector = selectors.inbox
    table = InboxTable
    filterset = InboxFilters
    order = ("-unread", "-created_at")
    actions = MARK_ALL
    refresh_on = "inbox-changed"
    template, part_template = "notifications/inbox.html", "notifications/inbox_part.html"


class MarkRead(ActionPage):
    """Mark one line read."""

    policy = "notifications.mark_read"
    title = _("Mark this message read?")
    verb = _("Mark read")
    service = services.mark_read
    subject_as = "line"
    success_url = cancel_url = Link("notifications_inbox")
    triggers = ("inbox-changed",)

    def get_subject(self, actor: Actor, **kwargs: Any) -> InboxLine:
        return selectors.inbox_line(actor=actor, line_id=kwargs["pk"])


def said_of_all(count: int) -> str:
    """What became true."""
    return ngettext("%(count)d message marked read.", "%(count)d messages marked read.", count) % {
        "count": count
    }


class MarkAllRead(ActionPage):
    """Mark every line read."""

    policy = "notifications.mark_read"
    title = _("Mark all messages read?")
    consequence = _("They stay in the inbox.")
    verb = _("Mark all read")
    service = services.mark_all_read
    success = staticmethod(said_of_all)
    success_url = cancel_url = Link("notifications_inbox")
