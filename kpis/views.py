"""Pages of indicators."""

import datetime as dt
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from kpis.boards import board
from kpis.filters import ReadingFilters
from kpis.selectors import readings
from kpis.tables import ReadingTable
from projects.selectors import project_by_key
from toolkit.pages import DetailPage, ListPage
from toolkit.subjects import AboutSubject


class OfProject(AboutSubject):
    """Pages below a project: found by key, read in its own zone."""

    def get_subject(self, actor: Any, **kwargs: Any) -> Any:
        return project_by_key(actor=actor, key=kwargs["key"])

    @cached_property
    def zone(self) -> dt.tzinfo:
        return ZoneInfo(self.subject.zone)


class KpiBoard(OfProject, DetailPage):
    """Where each indicator stands against its target, and how it came there."""

    policy = "kpis.view_kpis"
    title = _("Performance")
    template = "kpis/board.html"

    def get_context(self) -> dict[str, Any]:
        return board(self.actor, self.subject, self.reader)


class ReadingList(OfProject, ListPage):
    """The readings behind the board, and their export."""

    policy = "kpis.view_kpis"
    title = _("KPI readings")
    table = ReadingTable
    filterset = ReadingFilters
    order = ("-day", "definition__code")
    empty_title = _("No readings yet")
    empty_text = _("Indicators are computed after each day of the project has ended.")
    empty_icon = "gauge"

    def get_queryset(self) -> Any:
        return readings(actor=self.actor, project_id=self.subject.pk)
