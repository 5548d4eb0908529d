"""What happened to a record."""

from typing import Any

from records import selectors
from records.history import COLUMNS, days, ids_in
from records.views.base import Paged, Tabbed
from toolkit.pages import DetailPage


class History(Paged, Tabbed, DetailPage):
    """Who did what to a record and to what hangs on it: from what to what, in words."""

    policy = "records.view_history"
    tab, page_size = "history", 50
    template, part_template = "records/history.html", "records/history_part.html"

    def get_context(self) -> dict[str, Any]:
        lines = selectors.record_history(actor=self.actor, carrier=self.carrier)
        shown, window = self.window(lines.values(*COLUMNS))
        names = selectors.names_of(actor=self.actor, ids=ids_in(shown))
        return {**super().get_context(), **window, "days": days(shown, names, self.reader)}
