"""The inbox, and the ladders that a person was told of."""

from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notifications import selectors, services
from notifications.filters import EscalationFilters, InboxFilters
from notifications.forms import SnoozeForm
from notifications.models import Escalation, InboxLine
from notifications.tables import EscalationTable, InboxTable, StepTable, title
from tenancy.actors import Actor
from toolkit.pages import Action, ActionPage, BulkPage, DetailPage, FormPage, Link, ListPage
from toolkit.pages.base import Label

INBOX = Link("notifications_inbox")
MARK_ALL = (
    Action(
        _("Mark all read"),
        Link("notifications_mark_all_read"),
        policy="notifications.mark_read",
        icon="checks",
    ),
)
MARK_ROWS = (
    Action(
        _("Mark read"),
        Link("notifications_mark_rows_read"),
        policy="notifications.mark_read",
        icon="checks",
    ),
)
CHOICES = Action(
    _("What comes, how and when"),
    Link("notifications_choices"),
    policy="notifications.view_choices",
    icon="settings",
)
ESCALATIONS = Action(
    _("Escalations"),
    Link("notifications_escalations"),
    policy="notifications.view_escalations",
    icon="stairs-up",
)


class Told:
    """What the actor was told, and how much of it is unread."""

    actor: Any
    empty_title: Label = _("Nothing was sent to you yet")
    empty_text: Label = _("What your projects and your account have to tell comes here, each thing once.")
    empty_icon = "inbox"

    @cached_property
    def unread(self) -> int:
        return selectors.unread_count(actor=self.actor)

    @property
    def buttons(self) -> tuple[Action, ...]:
        """Nothing to mark, no button."""
        return (*(MARK_ALL if self.unread else ()), CHOICES, ESCALATIONS)


class Inbox(Told, ListPage):
    """What the actor was told."""

    policy = "notifications.view_inbox"
    title = _("Inbox")
    selector = selectors.inbox
    table = InboxTable
    filterset = InboxFilters
    order = ("snoozed", "-unread", "-at")
    refresh_on, bulk = "inbox-changed", MARK_ROWS
    template, part_template = "notifications/inbox.html", "notifications/inbox_part.html"

    def get_actions(self) -> tuple[Action, ...]:
        return self.buttons


class OfLine:
    """About one of the actor's own lines."""

    subject_as = "line"
    subject: Any
    reader: Any

    def get_subject(self, actor: Actor, **kwargs: Any) -> InboxLine:
        return selectors.inbox_line(actor=actor, line_id=kwargs["pk"])

    def get_context(self) -> dict[str, Any]:
        return {
            "say": title({"template": self.subject.template, "context": self.subject.context}, self.reader)
        }


class LineAction(OfLine):
    """A verb on a line; the inbox shows what it changed."""

    success_url: Link | None = INBOX
    cancel_url: Link | None = INBOX
    triggers: ClassVar[tuple[str, ...]] = ("inbox-changed",)
    template = "notifications/line_action.html"


class MarkRead(LineAction, ActionPage):
    """Mark one line read."""

    policy = "notifications.mark_read"
    title = _("Mark this message read?")
    verb = _("Mark read")
    service = services.mark_read


class WakeLine(LineAction, ActionPage):
    """Bring a line back before its time."""

    policy = "notifications.snooze_line"
    title = _("Bring this message back?")
    verb = _("Bring back")
    service = services.wake_line


class MuteRecord(LineAction, ActionPage):
    """Hear nothing more of a record."""

    policy = "notifications.mute_record"
    title = _("Hear nothing more of this record?")
    consequence = _("Letters that keep accounts and data safe still come. You can unmute it in the inbox.")
    verb = _("Mute record")
    service = services.mute_record
    success = _("You hear nothing more of this record.")


class UnmuteRecord(LineAction, ActionPage):
    """Hear of a record again."""

    policy = "notifications.mute_record"
    title = _("Hear of this record again?")
    verb = _("Unmute record")
    service = services.unmute_record
    success = _("You hear of this record again.")


class SnoozeLine(OfLine, FormPage):
    """Put a line off."""

    policy = "notifications.snooze_line"
    title, verb = _("Put this message off"), _("Put off")
    form = SnoozeForm
    service = services.snooze_line
    success_url = cancel_url = INBOX
    template = "notifications/line_form.html"

    def fact(self, result: InboxLine) -> str:
        return str(_("It comes back %(when)s.") % {"when": self.reader.instant(result.snoozed_until)})


def said_of_all(count: int) -> str:
    """What became true."""
    return ngettext("%(count)d message marked read.", "%(count)d messages marked read.", count) % {
        "count": count
    }


class MarkRowsRead(BulkPage):
    """Mark chosen lines read."""

    policy = "notifications.mark_read"
    listed = Inbox
    verb = _("Mark read")
    consequence = _("They stay in the inbox.")
    service = services.mark_rows_read
    success = staticmethod(lambda result: said_of_all(result.count))
    success_url = cancel_url = INBOX


class MarkAllRead(ActionPage):
    """Mark every line read."""

    policy = "notifications.mark_read"
    title = _("Mark all messages read?")
    consequence = _("They stay in the inbox.")
    verb = _("Mark all read")
    service = services.mark_all_read
    success = staticmethod(said_of_all)
    success_url = cancel_url = INBOX


class OfEscalation:
    """About one ladder that the actor may know of."""

    subject_as = "escalation"
    subject: Any
    reader: Any

    def get_subject(self, actor: Actor, **kwargs: Any) -> Escalation:
        return selectors.escalation_by_id(actor=actor, escalation_id=kwargs["pk"])

    def get_title(self) -> str:
        return title({"template": self.subject.template, "context": self.subject.context}, self.reader)


class Escalations(ListPage):
    """What waits for an acknowledgement, and what was acknowledged by whom."""

    policy = "notifications.view_escalations"
    title = _("Escalations")
    selector = selectors.escalations
    table, filterset = EscalationTable, EscalationFilters
    order = ("-created_at",)
    refresh_on = "inbox-changed"
    empty_title, empty_icon = _("Nothing was escalated"), "stairs-up"
    empty_text = _("What nobody acknowledges in time is told to the next rung. It then stands here.")


class EscalationDetail(OfEscalation, DetailPage):
    """One ladder: who was told when, and who stopped it."""

    policy = "notifications.view_escalations"
    template = "notifications/escalation.html"

    def get_actions(self) -> tuple[Action, ...]:
        return (ACKNOWLEDGE,) if self.subject.is_open else ()

    def get_context(self) -> dict[str, Any]:
        rows = selectors.steps_told(actor=self.actor, escalation=self.subject).values(*StepTable.fields())
        told = [{**row, "people": ", ".join(row["people"])} for row in rows]
        return {"steps": StepTable(self.reader).shown(told)}


ACKNOWLEDGE = Action(
    _("Acknowledge"), Link("notifications_acknowledge"), policy="notifications.acknowledge", icon="check"
)


class Acknowledge(OfEscalation, ActionPage):
    """Take care of it: the ladder stops."""

    policy = "notifications.acknowledge"
    consequence = _("The ladder stops, and everybody who was told sees that you take care.")
    verb = _("Acknowledge")
    service = services.acknowledge
    success = _("Acknowledged. Nobody further is told.")
    success_url = cancel_url = Link("notifications_escalation")
    triggers = ("inbox-changed",)
