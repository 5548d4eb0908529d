"""Where a record is, by its identifier alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from records.views.base import OfRecord
from toolkit.pages import DetailPage


class OpenRecord(OfRecord, DetailPage):
    """The way to a record's own page."""

    policy = "records.view_record"
    title = _("Record")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(self.subject.url(self.actor))
