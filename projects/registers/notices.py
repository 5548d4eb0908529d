"""Letters about the records of registers."""

from django.utils.translation import gettext_lazy as _

from notifications.notices import Default, Letter, Way, notice
from projects.registers.events import RecordGiven, RecordStateChanged
from records.letters import given, moved


@notice(
    RecordStateChanged,
    rule="record_moved",
    subject=_("Changed states of records that I watch"),
    audience=_("The record’s watchers and its owner"),
    default=Default(Way.INBOX),
)
def record_moved(event: RecordStateChanged) -> Letter | None:
    """To who hears of the record, and did not change it."""
    return moved(entry_id=event.record_id, before=event.was, after=event.now)


@notice(
    RecordGiven,
    rule="record_given",
    subject=_("Records that are put into my hands"),
    audience=_("The record’s new owner"),
    default=Default(Way.DIGEST),
)
def record_given(event: RecordGiven) -> Letter | None:
    """To the owner, unless she took it herself or has handed it on by now."""
    return given(entry_id=event.record_id, owner_id=event.owner_id)
