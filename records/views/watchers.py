"""Who watches a record."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from records import selectors, services
from records.carried import carried
from records.models import Watch
from records.views.base import OfRecord
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage

WATCHERS = Link("records_watchers")


class Watchers(OfRecord, DetailPage):
    """Who hears of a record; as a part the button with their names."""

    policy = "records.view_watchers"
    title = _("Watchers of %(entry)s")
    template, part_template = "records/watchers.html", "records/watchers_part.html"

    def get_context(self) -> dict[str, Any]:
        found = selectors.watchers(actor=self.actor, carrier=self.subject)
        rows = list(found.values("person_id", "person__name", "why", "since"))
        return {
            "watchers": [
                {"name": one["person__name"], "reason": Watch.Why(one["why"]).label} for one in rows
            ],
            "record_url": self.subject.url(self.actor),
            "carried": carried(actor=self.actor, entry_id=self.subject.id),
        }


class Watching(OfRecord):
    """A verb on one's own watching."""

    success_url: Link | None = WATCHERS
    cancel_url: Link | None = WATCHERS
    triggers: ClassVar[tuple[str, ...]] = ("watch-changed",)


class WatchRecord(Watching, ActionPage):
    """Hear of a record."""

    policy = "records.watch_record"
    title, verb = _("Watch %(entry)s?"), _("Watch")
    consequence = _("You hear of comments on it and of its states, as you chose for letters.")
    service = services.watch_record
    success = _("You watch this record.")


class LeaveRecord(Watching, ActionPage):
    """Hear of a record no longer."""

    policy = "records.watch_record"
    title, verb = _("Stop watching %(entry)s?"), _("Stop watching")
    consequence = _("You hear of it only where a comment names you.")
    service = services.leave_record
    success = _("You no longer watch this record.")
